"""GET /benvenuto, POST /profilo/pin/dispositivo: the first way in of one's own, chosen just after coming in."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.network.pin_device import EnrolOwnDevice
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.access.queries import ways
from frontend.pages.tablet.queries import devices_of
from frontend.reader import Reader
from frontend.scope.pins import pin
from frontend.showing import show
from frontend.signing_in.device import device_of
from frontend.signing_in.lasting import STAFF
from frontend.signing_in.step_up import before_another_way
from frontend.submitting import submit


@get("/benvenuto", opt={"can": "pin.change"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    has, mine = ways(db, reader.person), pin(db, reader.person)
    context = {
        "passkey": bool(has.passkeys),
        "address": has.address is not None,
        "pin": mine is not None,
        "this_device": device_of(request, reader.person) in devices_of(db, reader.person),
        "second": has.second is not None,
        "staff": reader.role in STAFF,
        "form": form or blank(Form),
    }
    return await show(request, reader, "pages/invitation/welcome.html", context, "sheet")


@post("/profilo/pin/dispositivo", opt={"can": "pin.change"})
async def remember(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """From now on the PIN is enough on this device."""
    before_another_way(request, "/benvenuto")
    form = await read_form(request, Form)
    mine = pin(db, reader.person)
    command = EnrolOwnDevice(
        stream=device_of(request, reader.person), dossier=mine.owner if mine else reader.person
    )
    return await submit(
        request, reader, form, lambda _: command, back="/benvenuto", again=partial(page, request, reader, db),
        done=N_("Fatto: su questo dispositivo basta il PIN."),
    )  # fmt: skip


handlers = [read, remember]
