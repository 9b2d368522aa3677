"""/convivenze/{dossier}/visite: what is coming, what was, and one form to plan the next."""

from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.visit import Kind, ScheduleVisit
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.case.queries import EARLIEST, LATEST, Case, case, operators
from frontend.pages.visit.choices import options
from frontend.pages.visit.queries import Visit, visits_of
from frontend.reader import Reader
from frontend.sentences import called
from frontend.showing import show
from frontend.submitting import submit

USUAL = 14


class Planning(Form):
    """``visit`` is made with the form."""

    visit: NewId
    day: date
    kind: Kind
    people: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=10)]
    operator: UUID


@get("/convivenze/{dossier:uuid}/visite", opt={"can": "visit.plan", "offline": True})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/convivenze/{dossier:uuid}/visite", opt={"can": "visit.plan", "field": True})
async def plan(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Planning)
    again = partial(page, request, reader, db, dossier)
    return await submit(
        request, reader, form, partial(scheduled, dossier), back=f"/convivenze/{dossier}/visite", again=again,
        done=N_("Visita fissata."),
    )  # fmt: skip


def scheduled(dossier: UUID, it: Planning) -> ScheduleVisit:
    return ScheduleVisit(
        stream=it.visit, dossier=dossier, day=it.day, kind=it.kind, operator=it.operator, people=it.people
    )


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Planning] | None
) -> Response[Any]:
    found = case(db, dossier, reader.day)
    if found is None:
        raise NotFoundException
    visits = visits_of(db, (dossier,), EARLIEST, LATEST)
    team = whom(reader, operators(db, dossier, reader.day))
    context = {
        "it": found,
        "dossier": dossier,
        "form": form or blank(Planning, **suggested(found, visits, team, reader)),
        "refused": bool(form and form.errors),
        "people_options": [(str(person), called(person)) for person in found.people],
        "team": [(str(person), called(person)) for person in team],
        "kinds": options("kind", Kind),
        "dict_kinds": dict(options("kind", Kind)),
        "coming": [
            (it, called(*it.people), it.day)
            for it in visits
            if it.state == "planned" and it.day >= reader.day
        ],
        "past": [(it, called(*it.people)) for it in reversed(visits) if gone(it, reader.day)],
    }
    return await show(request, reader, "pages/visits/visits.html", context, "visits")


def whom(reader: Reader, assigned: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Oneself first; a coordinator chooses among those assigned."""
    if reader.role is Role.OPERATOR:
        return (reader.person, *(it for it in assigned if it != reader.person))
    return assigned


def gone(visit: Visit, today: date) -> bool:
    return visit.state != "planned" or visit.day < today


def suggested(
    found: Case, visits: tuple[Visit, ...], team: tuple[UUID, ...], reader: Reader
) -> dict[str, Any]:
    """As last time, on the day the agreed pace asks for."""
    last = next((it for it in reversed(visits) if it.state != "missed"), None)
    pace = timedelta(days=found.plan.cadence_days or USUAL)
    day = max(last.happened_on + pace, reader.day) if last else reader.day
    known = {"visit": uuid7(), "day": day, **as_usual(found, visits)}
    return known | ({"operator": team[0]} if team else {})


def as_usual(found: Case, visits: tuple[Visit, ...]) -> dict[str, Any]:
    """All who live there, together; or again the one person who was met last."""
    last = next((it for it in reversed(visits) if it.state in ("running", "done")), None)
    kind = last.kind if last and last.kind in ("joint", "individual") else "joint"
    met = last.people if last and kind == "individual" else ()
    people = [str(it) for it in met if it in found.people] or [str(it) for it in found.people]
    return {"kind": kind, "people": people}


handlers = [read, plan]
