"""/segnalazioni: what may be known of, and a report in four taps."""

from functools import partial
from sqlite3 import Connection
from typing import Any, get_args
from uuid import UUID

from litestar import Response, get, post

from events.accompaniment.incident import IncidentKind
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.pages.case.queries import Case, case
from frontend.pages.incident import handling
from frontend.pages.incident.forms import FAMILY, Raising, raising
from frontend.pages.incident.queries import operators_of, relatives_of, reports
from frontend.pages.visit.choices import worded
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.sentences import called
from frontend.showing import show
from frontend.submitting import submit

HERE = "/segnalazioni"
DONE = N_("Segnalato. Chi può averlo causato non lo vedrà.")
STATES = ("new", "taken", "closed")


@get(HERE, opt={"can": "incident.raise"})
async def listed(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = reports(db, reader)
    context = {
        "reports": {state: [it for it in found if it.state == state] for state in STATES},
        "handles": reader.may("incident.handle"),
        "homes": homes(db, reader),
        "kinds": dict(worded("kind", get_args(IncidentKind))),
    }
    return await show(request, reader, "pages/incident/incidents.html", context, "reports")


def homes(db: Connection, reader: Reader) -> list[Case]:
    """Where one may report something: where one lives, or whom one accompanies."""
    found = (case(db, it, reader.day) for it in dict.fromkeys((*reader.homes, *reader.assigned)))
    return [it for it in found if it and not it.closed]


@get(f"{HERE}/nuova/{{dossier:uuid}}", opt={"can": "incident.raise", "offline": True})
async def begin(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post(f"{HERE}/nuova/{{dossier:uuid}}", opt={"can": "incident.raise", "field": True})
async def report(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Raising)
    again = partial(page, request, reader, db, dossier)
    make = partial(raising, db, reader, dossier)
    return await submit(request, reader, form, make, back=HERE, again=again, done=DONE)


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Raising] | None
) -> Response[Any]:
    context = {
        "dossier": dossier,
        "form": form or blank(Raising, incident=uuid7(), level=1, cause=""),
        "kinds": worded("kind", get_args(IncidentKind)),
        "levels": [("1", gettext("Da sapere")), ("2", gettext("Grave")), ("3", gettext("Pericolo adesso"))],
        "harmed": to_whom(db, reader, dossier),
        "causes": by_whom(db, reader, dossier),
    }
    return await show(request, reader, "pages/incident/new.html", context, "form")


def to_whom(db: Connection, reader: Reader, dossier: UUID) -> list[tuple[str, Any]]:
    people = [(str(it), called(it)) for it in members_of(db, dossier, reader.day)]
    return [("", gettext("Nessuno, o non lo so")), *people]


def by_whom(db: Connection, reader: Reader, dossier: UUID) -> list[tuple[str, Any]]:
    day = reader.day
    near = dict.fromkeys((*members_of(db, dossier, day), *operators_of(db, dossier, day)))
    people = [(str(it), called(it)) for it in near if it != reader.person]
    family = [(FAMILY, gettext("Qualcuno della famiglia"))] if relatives_of(db, dossier, day) else []
    return [("", gettext("Nessuno di noi, o non lo so")), *people, *family]


handlers = [listed, begin, report, *handling.handlers]
