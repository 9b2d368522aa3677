"""GET /bisogni: a need is signalled in two taps, and read once there are enough alike."""

from functools import partial
from sqlite3 import Connection
from typing import Any, get_args
from uuid import UUID

from litestar import Response, get, post

from events.message import Command
from events.network.signal import LEAST, SignalNeed, Theme, needs_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_, gettext
from frontend.labels import label
from frontend.pages.needs.queries import emerged
from frontend.pages.network.queries import districts
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/bisogni"


class Signalled(Form):
    """Two choices and no field for words."""

    theme: Theme
    district: UUID


def signalling(it: Signalled) -> Command:
    return SignalNeed(stream=needs_of(it.district), dossier=it.district, theme=it.theme)


@get(PAGE, opt={"can": "needs.read", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[Signalled] | None
) -> Response[Any]:
    named = districts(db)
    context = {
        "form": form or blank(Signalled),
        "emerged": emerged(db),
        "districts": {it.id: it.name for it in named},
        "places": [(str(it.id), it.name) for it in named],
        "themes": [(each, label("network", "theme", each)) for each in get_args(Theme)],
        "least": LEAST,
        "label": label,
        "quarter": quarter,
    }
    return await show(request, reader, "pages/needs/needs.html", context, "sheet")


def quarter(code: str) -> str:
    year, _, number = code.partition("-")
    return {
        "1": gettext("gennaio–marzo %s"),
        "2": gettext("aprile–giugno %s"),
        "3": gettext("luglio–settembre %s"),
        "4": gettext("ottobre–dicembre %s"),
    }[number] % year


@post(PAGE, opt={"can": "needs.signal", "field": True})
async def signal(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Signalled)
    return await submit(
        request, reader, form, signalling, back=PAGE, again=partial(page, request, reader, db),
        done=N_("Segnalato, senza nome."),
    )  # fmt: skip


handlers = [read, signal]
