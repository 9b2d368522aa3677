"""GET /sportello/contatti/{contact}: one guest, what was proposed, and what may follow, each thing only if they wish."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.intake.contact import code_of
from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.desk import filling
from frontend.pages.desk.filling import Agreed, Given, Handed, Plain, Went
from frontend.pages.desk.queries import Contact, contact_of
from frontend.pages.desk.reach import all_points, mine
from frontend.pages.guide import words
from frontend.pages.guide.queries import entry_of
from frontend.pages.orientation.paper import address
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/sportello/contatti"
Make = Callable[[Any, UUID], Command]


@get(f"{PAGE}/{{contact:uuid}}", opt={"can": "desk.use", "offline": True})
async def read(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    return await page(request, reader, db, contact, None)


async def page(
    request: Asked, reader: Reader, db: Connection, contact: UUID, form: Filled[Any] | None
) -> Response[Any]:
    """`form` is whichever came back."""
    it = known(db, reader, contact)
    named = {each.entry: entry_of(db, each.entry, reader.day) for each in it.options}
    context = {
        "it": it,
        "form": form,
        "agreed": came_back(form, "name") or blank(Agreed, channel="call", purpose="call-back"),
        "handed": came_back(form, "on-day") or blank(Handed, on=reader.day),
        "went": came_back(form, "outcome") or blank(Went),
        "taking_back": blank(Plain),
        "entries": {id: words.told(entry)["title"] for id, entry in named.items() if entry},
        "points": {point.id: point.name for point in all_points(db, reader.day)},
        "sheet": address([each.entry for each in it.options], contact),
        "sheet_code": code_of(contact),
        "options": {
            "channel": [(each, label("intake", "channel", each)) for each in filling.CHANNELS],
            "purpose": [(each, label("intake", "purpose", each)) for each in filling.PURPOSES],
            "outcome": [(each, label("intake", "outcome", each)) for each in filling.OUTCOMES],
        },
        "today": reader.day,
        "dossier": contact,
        "label": label,
        "code": code,
    }
    return await show(request, reader, "pages/desk/contact.html", context, "sheet")


def known(db: Connection, reader: Reader, contact: UUID) -> Contact:
    """Raises NotFoundException also for one of another point: it is not there."""
    it = contact_of(db, contact)
    if it is None or not mine(db, reader, it):
        raise NotFoundException
    return it


@post("/sportello/proposte", opt={"can": "desk.use", "field": True})
async def give(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """From the four questions: the contact stands in the form, as they are asked without one, too."""
    form = await read_form(request, Given)
    if form.errors:
        raise NotFoundException
    contact = form.valid.contact
    known(db, reader, contact)
    return await submit(
        request, reader, form, filling.giving, back=f"{PAGE}/{contact}",
        again=partial(page, request, reader, db, contact), done=N_("Segnato: le hai proposte."),
    )  # fmt: skip


@post(f"{PAGE}/{{contact:uuid}}/recapito", opt={"can": "contact.call", "field": True})
async def agree(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    done = N_("Recapito chiuso a chiave: si cancella fra trenta giorni.")
    return await act(request, reader, db, contact, Agreed, filling.agreeing, done)


@post(f"{PAGE}/{{contact:uuid}}/recapito/fine", opt={"can": "desk.use", "field": True})
async def take_back(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    done = N_("Tolto: il recapito si cancella adesso.")
    return await act(request, reader, db, contact, Plain, filling.taking_back, done)


@post(f"{PAGE}/{{contact:uuid}}/passaggio", opt={"can": "desk.use", "field": True})
async def hand_over(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    done = N_("Mandato: vale quando l’altro punto accetta.")
    return await act(request, reader, db, contact, Handed, filling.handing, done)


@post(f"{PAGE}/{{contact:uuid}}/esito", opt={"can": "desk.use", "field": True})
async def tell(request: Asked, reader: AReader, db: Db, contact: Id) -> Response[Any]:
    return await act(request, reader, db, contact, Went, filling.telling, N_("Segnato com’è andata."))


async def act(
    request: Asked, reader: Reader, db: Connection, contact: UUID, model: type[Form], make: Make, done: str
) -> Response[Any]:
    known(db, reader, contact)
    form: Filled[Any] = await read_form(request, model)
    return await submit(
        request, reader, form, lambda it: make(it, contact), back=f"{PAGE}/{contact}",
        again=partial(page, request, reader, db, contact), done=done,
    )  # fmt: skip


handlers = [read, give, agree, take_back, hand_over, tell]
