"""GET /rete/persone/{person}/poteri: decrees of one person; GET /decreti: those that wait for a second look."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.network.person import CheckPower
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, came_back, read_form, refused
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.network.queries import people, person_of
from frontend.pages.powers import filling, words
from frontend.pages.powers.filling import Back, Ended, Entered, Seen
from frontend.pages.powers.queries import checkable, decrees_of
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/decreti"


@get("/rete/persone/{person:uuid}/poteri", opt={"can": "power.record", "step_up": True})
async def powers(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await page(request, reader, db, person, None)


@post("/rete/persone/{person:uuid}/poteri", opt={"can": "power.record", "step_up": True})
async def enter(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Entered)
    return await submit(
        request, reader, form, lambda it: filling.recording(it, person), back=f"/rete/persone/{person}/poteri",
        again=partial(page, request, reader, db, person), done=N_("Segnato. Vale dopo il controllo di un’altra persona."),
    )  # fmt: skip


@post("/rete/persone/{person:uuid}/poteri/fine", opt={"can": "power.record", "step_up": True})
async def end(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Ended)
    return await submit(
        request, reader, form, lambda it: filling.ending(it, person), back=f"/rete/persone/{person}/poteri",
        again=partial(page, request, reader, db, person), done=N_("Finito: da quel giorno non può più."),
    )  # fmt: skip


async def page(
    request: Asked, reader: Reader, db: Connection, person: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it = person_of(db, person, reader.day)
    if it is None:
        raise NotFoundException
    every = decrees_of(db, (person,))
    context = {
        "dossier": person,
        "day": reader.day,
        "decrees": [one for one in every if one.in_force(reader.day) or one.to_come(reader.day)],
        "waiting": [one for one in every if one.waits],
        "before": [one for one in every if one.over(reader.day) or one.sent_back],
        "others": [one.person for one in people(db, reader.day) if one.person != person and not one.same_as],
        "form": came_back(form, "number") or blank(Entered, since=reader.day),
        "said": form,
        "ending": blank(Ended, until=reader.day),
        "new_id": uuid7,
        "words": words,
    }
    return await show(request, reader, "pages/powers/powers.html", context, "sheet")


@get(HERE, opt={"can": "power.check"})
async def to_check(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await checks(request, reader, db, None)


@post("/decreti/{person:uuid}/controlli", opt={"can": "power.check", "step_up": True})
async def check(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Seen)
    if not form.errors and not form.valid.beside:
        return await checks(request, reader, db, refused(form, "person.check-without-decree", "beside"))
    return await submit(
        request, reader, form, lambda it: looked_at(db, reader, person, it.holder), back=HERE,
        again=partial(checks, request, reader, db), done=N_("Controllato: da adesso vale."),
    )  # fmt: skip


def looked_at(db: Connection, reader: Reader, person: UUID, holder: UUID) -> CheckPower:
    """Raises NotFoundException: what was checked or sent back meanwhile is no longer there."""
    mine = (it for it in checkable(db, reader) if (it.person, it.holder) == (person, holder))
    found = next(mine, None)
    if found is None:
        raise NotFoundException
    return filling.checking(found)


@post("/decreti/{person:uuid}/rinvii", opt={"can": "power.check", "step_up": True})
async def send_back(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Back)
    return await submit(
        request, reader, form, lambda it: filling.returning(it, person), back=HERE,
        again=partial(checks, request, reader, db), done=N_("Rimandato indietro: non vale."),
    )  # fmt: skip


async def checks(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    context = {
        "decrees": checkable(db, reader),
        "form": form,
        "refused": bool(form and form.errors),
        "new_id": uuid7,
        "words": words,
    }
    return await show(request, reader, "pages/powers/checks.html", context, "sheet")


handlers = [powers, enter, end, to_check, check, send_back]
