"""/segnalazioni/{id}: for those who handle it; for whoever may be the cause there is no such page."""

from collections.abc import Callable
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.accompaniment.incident import IncidentKind, IncidentOutcome, Step
from events.message import Command
from frontend import moments
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.case.queries import case
from frontend.pages.incident import forms as ask
from frontend.pages.incident.queries import Report, operators_of, relatives_of, report, steps_of
from frontend.pages.visit.choices import worded
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.showing import show
from frontend.submitting import submit

HERE = "/segnalazioni"


@get(f"{HERE}/{{incident:uuid}}", opt={"can": "incident.handle"})
async def read(request: Asked, reader: AReader, db: Db, incident: Id) -> Response[Any]:
    return await page(request, reader, db, incident, None, None)


def doing(path: str, model: type[Form], name: str, make: Callable[..., Command], done: str) -> Any:
    @post(f"{HERE}/{{incident:uuid}}/{path}", opt={"can": "incident.handle"}, name=f"incident.{name}")
    async def handle(request: Asked, reader: AReader, db: Db, incident: Id) -> Response[Any]:
        found = there(db, reader, incident)
        form = await read_form(request, model)
        again = partial(page, request, reader, db, incident, name)
        return await submit(
            request, reader, form, partial(make, found), back=f"{HERE}/{incident}", again=again, done=done
        )

    return handle


def there(db: Connection, reader: Reader, incident: UUID) -> Report:
    """Raises NotFoundException, also where it is kept from this reader."""
    found = report(db, reader, incident)
    if found is None:
        raise NotFoundException
    return found


async def page(
    request: Asked, reader: Reader, db: Connection, it: UUID, name: str | None, form: Filled[Any] | None
) -> Response[Any]:
    found = there(db, reader, it)
    place = case(db, found.dossier, reader.day)
    context = {
        "it": found,
        "dossier": found.dossier,
        "place": place.name if place else "",
        "done": steps_of(db, found.id),
        "near": list(dict.fromkeys(people(db, found.dossier, moments.local_day(found.at)))),
        "kinds": dict(worded("kind", get_args(IncidentKind))),
        "steps": worded("step", get_args(Step)),
        "outcomes": worded("outcome", get_args(IncidentOutcome)),
        "taking": blank(ask.Taking),
        "stepping": blank(ask.Stepping),
        "closing": blank(ask.Closing),
        "failed": form,
        **({name: form} if name and form else {}),
    }
    return await show(request, reader, "pages/incident/incident.html", context, "report")


def people(db: Connection, dossier: UUID, day: date) -> tuple[UUID, ...]:
    """Everybody who may have been named as a cause: who lived there, accompanied, or was family."""
    return (*members_of(db, dossier, day), *operators_of(db, dossier, day), *relatives_of(db, dossier, day))


handlers = [
    read,
    doing("presa", ask.Taking, "taking", ask.taking, N_("È tua. Scrivi che cosa fai.")),
    doing("passi", ask.Stepping, "stepping", ask.stepping, N_("Scritto.")),
    doing("chiusura", ask.Closing, "closing", ask.closing, N_("Segnalazione chiusa.")),
]
