"""GET /esito: whether it helped, told by the person with the code on their sheet; no name, no signing in."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, Texts, blank, read_form
from frontend.i18n import N_, gettext
from frontend.labels import label
from frontend.node import node_of
from frontend.pages.desk import filling
from frontend.pages.desk.filling import WentWell
from frontend.pages.desk.queries import Contact, by_code
from frontend.pages.guide import words
from frontend.pages.guide.queries import entry_of
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in.limits import allow
from frontend.signing_in.whence import whence
from frontend.submitting import submit

PAGE = "/esito"
MOST, PER = 20, timedelta(minutes=10)


@get(PAGE, opt={"can": PUBLIC})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    asked = request.query_params.get("codice", "")
    it = await held(request, db, asked) if asked else None
    form = blank(WentWell, code=asked[:12])
    return await page(request, reader, db, form if it or not asked else unknown(form))


async def held(request: Asked, db: Connection, code: str) -> Contact | None:
    """The contact of that code; after many tries from one place nobody finds anything for a while."""
    try:
        allowed = await allow(node_of(request), "outcome-code", whence(request), MOST, PER)
    except Unreachable:
        return None
    return by_code(db, code) if allowed else None


def unknown(form: Filled[WentWell]) -> Filled[WentWell]:
    words = gettext("Questo codice non c’è. Controlla le otto lettere e numeri sul foglio.")
    return replace(form, errors=Texts({"code": words}, None), status=422)


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[WentWell] | None
) -> Response[Any]:
    """Without a form: thanks."""
    it = by_code(db, form.typed["code"]) if form and not form.errors["code"] else None
    given = [entry_of(db, each.entry, reader.day) for each in it.options] if it else []
    context = {
        "form": form,
        "known": it is not None,
        "entries": [(str(each.id), words.told(each)["title"]) for each in given if each],
        "outcomes": [(each, label("intake", "outcome", each)) for each in filling.OUTCOMES[:3]],
    }
    return await show(request, reader, "pages/desk/outcome.html", context, "sheet")


@post(PAGE, opt={"can": PUBLIC})
async def send(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, WentWell)
    it = await held(request, db, str(form.typed["code"]))
    if it is None:
        return await page(request, reader, db, unknown(form))
    if form.errors:
        return await page(request, reader, db, form)
    return await submit(
        request, reader, form, lambda typed: filling.told(typed, it.id), back="/esito/grazie",
        again=partial(page, request, reader, db), done=N_("Grazie."),
    )  # fmt: skip


@get(f"{PAGE}/grazie", opt={"can": PUBLIC})
async def thanks(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


handlers = [read, send, thanks]
