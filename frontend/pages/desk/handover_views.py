"""GET /sportello/passaggi: who is handed over to us, who answered us; a yes or a no by somebody else than who asked."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.desk import filling
from frontend.pages.desk.filling import Declined, Plain
from frontend.pages.desk.queries import coming, contact_of, expected_at, handed_by
from frontend.pages.desk.reach import all_points, mine, points_of
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/sportello/passaggi"


@get(PAGE, opt={"can": "desk.use", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    places = {it.id for it in points_of(db, reader)}
    expected = expected_at(db, places)
    context = {
        "expected": expected,
        "forms": {it.id: (blank(Plain), blank(Declined)) for it in expected},
        "coming": coming(db, places, reader.day),
        "sent": handed_by(db, places),
        "form": form,
        "reasons": [(each, label("intake", "reason", each)) for each in filling.NOT_TAKEN],
        "points": {it.id: it.name for it in all_points(db, reader.day)},
        "today": reader.day,
        "code": code,
    }
    return await show(request, reader, "pages/desk/handovers.html", context, "sheet")


@post(f"{PAGE}/{{contact:uuid}}/accettazione", opt={"can": "desk.use", "field": True})
async def accept(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    done = N_("Accettato: ora è tra i vostri contatti.")
    return await answer(request, reader, db, contact, Plain, filling.accepting, done)


@post(f"{PAGE}/{{contact:uuid}}/rifiuto", opt={"can": "desk.use", "field": True})
async def decline(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    done = N_("Risposta mandata: resta al punto che l’ha passata.")
    return await answer(request, reader, db, contact, Declined, filling.declining, done)


async def answer(
    request: Asked, reader: Reader, db: Connection, contact: UUID, model: type[Form], make: Any, done: str
) -> Response[Any]:
    """By the point that is asked. What is answered already is no longer there, and the page says so."""
    it = contact_of(db, contact)
    places = {point.id for point in points_of(db, reader)}
    elsewhere = it is not None and it.expected is not None and it.expected.to_point not in places
    if it is None or elsewhere or not mine(db, reader, it):
        raise NotFoundException
    form: Filled[Any] = await read_form(request, model)
    return await submit(
        request, reader, form, lambda typed: make(typed, contact), back=PAGE,
        again=partial(page, request, reader, db), done=done,
    )  # fmt: skip


handlers = [read, accept, decline]
