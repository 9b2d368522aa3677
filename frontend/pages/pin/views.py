"""GET and POST /profilo/pin, POST /profilo/pin/fine: one's own and nobody else's."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.network.pin import RemovePin, SetPin, pin_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.node import Node, node_of
from frontend.pages.pin.choosing import Chosen, looked_at
from frontend.reader import Reader
from frontend.scope.pins import pin
from frontend.showing import show
from frontend.signing_in.pins import forgive_all, verifier
from frontend.signing_in.step_up import before_another_way
from frontend.submitting import submit

SAVED = N_("PIN salvato. Non dirlo a nessuno, nemmeno a chi ti accompagna.")


@get("/profilo/pin", opt={"can": "pin.change"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Chosen] | None) -> Response[Any]:
    """Digits never come back to the page."""
    mine = pin(db, reader.person)
    context = {
        "form": form or blank(Chosen),
        "leaving": blank(Form),
        "there": mine is not None,
        "locked": mine is not None and mine.locked,
    }
    return await show(request, reader, "pages/pin/pin.html", context, "sheet")


@post("/profilo/pin", opt={"can": "pin.change"})
async def choose(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    before_another_way(request, "/profilo/pin")
    form = looked_at(await read_form(request, Chosen))
    node = node_of(request)
    if not form.errors:
        await forgive_all(node, reader.person)
    return await submit(
        request, reader, form, lambda typed: setting(node, reader, typed.pin), back="/profilo/pin",
        again=partial(page, request, reader, db), done=SAVED,
    )  # fmt: skip


def setting(node: Node, reader: Reader, digits: str) -> SetPin:
    hashed = verifier(digits, reader.person, node.settings)
    return SetPin(stream=pin_of(reader.person), dossier=reader.person, verifier=hashed)


@post("/profilo/pin/fine", opt={"can": "pin.change"})
async def remove(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Form)
    mine = pin(db, reader.person)
    owner = mine.owner if mine else reader.person
    return await submit(
        request, reader, form, lambda _: RemovePin(stream=pin_of(owner), dossier=owner), back="/profilo/pin",
        again=partial(page, request, reader, db), done=N_("PIN tolto."),
    )  # fmt: skip


handlers = [read, choose, remove]
