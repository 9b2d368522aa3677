"""/case/{home}/porta, the sheet to print; /porta, what its code opens on the phone of who is to visit today."""

from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.accompaniment.door import MakeDoorCode, door_of
from events.pacts.duty import DutyCode
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.case.queries import case
from frontend.pages.door.codes import leads, new_code, place_of, square
from frontend.pages.door.projection import code_of
from frontend.pages.homes.queries import home_of
from frontend.pages.turns.queries import turns_between
from frontend.pages.turns.weights import duty_name
from frontend.pages.visit.queries import visits_of
from frontend.reader import Reader
from frontend.sentences import called
from frontend.showing import show
from frontend.submitting import submit

A_DAY, A_MONTH = timedelta(days=1), timedelta(days=31)


class Renewing(Form):
    pass


@get("/case/{home_id:uuid}/porta", opt={"can": "door.print"})
async def sheet(request: Asked, reader: AReader, db: Db, home_id: Id) -> Response[Any]:
    return await page(request, reader, db, home_id, None)


@post("/case/{home_id:uuid}/porta", opt={"can": "door.print"})
async def renew(request: Asked, reader: AReader, db: Db, home_id: Id) -> Response[Any]:
    form = await read_form(request, Renewing)
    lived_in = lived(db, home_id, reader.day)
    if lived_in is None:
        raise NotFoundException
    command = MakeDoorCode(stream=door_of(lived_in), dossier=lived_in, code=new_code())
    return await submit(
        request, reader, form, lambda _: command, back=f"/case/{home_id}/porta",
        again=partial(page, request, reader, db, home_id), done=N_("Foglio nuovo. Quello di prima non vale più."),
    )  # fmt: skip


def lived(db: Connection, home_id: UUID, day: date) -> UUID | None:
    """The cohabitation of this home that goes on."""
    found = home_of(db, home_id)
    holds = [it.cohabitation for it in found.holds] if found else []
    going = [it for it in holds if (place := case(db, it, day)) and not place.closed]
    return going[-1] if going else None


async def page(
    request: Asked, reader: Reader, db: Connection, home_id: UUID, form: Filled[Renewing] | None
) -> Response[Any]:
    found = home_of(db, home_id)
    if found is None:
        raise NotFoundException
    lived_in, origin = lived(db, home_id, reader.day), node_of(request).settings.public_origin
    duties = asked(db, lived_in, reader) if lived_in else []
    context = {
        "it": found,
        "dossier": lived_in or home_id,
        "lived_in": lived_in,
        "code": code_of(db, lived_in) if lived_in else None,
        "draw": leads(origin, lived_in or home_id),
        "duties": [(duty_name(duty), square(f"{origin}/turni#porta-{duty}")) for duty in duties],
        "form": form or blank(Renewing),
    }
    return await show(request, reader, "pages/door/sheet.html", context, "sheet")


def asked(db: Connection, cohabitation: UUID, reader: Reader) -> list[str]:
    """The duties of these weeks, in the order of their list."""
    turns = turns_between(db, cohabitation, reader.day - A_MONTH, reader.day + A_MONTH)
    there = {it.duty for it in turns}
    return [it for it in get_args(DutyCode) if it in there]


@get("/porta", opt={"can": "today.read", "offline": True})
async def door(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    visits = visits_of(db, reader.assigned, reader.day, reader.day + A_DAY)
    context = {
        "visits": [it for it in visits if it.state in ("planned", "running")],
        "together": {it.id: called(*it.people) for it in visits},
        "places": {it.id: case(db, it.dossier, reader.day) for it in visits},
        "place_of": place_of,
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/door/door.html", context, "door")


handlers = [sheet, renew, door]
