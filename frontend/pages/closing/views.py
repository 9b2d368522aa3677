"""GET /convivenze/{dossier}/chiusura: why, how it went on, the keys, and until when somebody keeps in touch."""

from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from events.pacts.cohabitation import (
    CloseCohabitation,
    Closing,
    Outcome,
    ResumeCohabitation,
    SuspendCohabitation,
    Suspension,
)
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.case.queries import case
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

FOLLOW_UP = timedelta(days=180)
CHOICES = {"closing": get_args(Closing), "outcome": get_args(Outcome), "suspension": get_args(Suspension)}


class End(Form):
    """``last`` is the last day they live there; a rule wants the first day after."""

    reason: Closing
    outcome: Outcome
    last: date
    keys_returned: bool = False
    follow_up_until: date


class Pause(Form):
    suspension: Suspension
    since: date


class Again(Form):
    since: date


@get("/convivenze/{dossier:uuid}/chiusura", opt={"can": "cohabitation.close"})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it = case(db, dossier, reader.day)
    if it is None:
        raise NotFoundException
    prefilled = {"last": reader.day, "follow_up_until": reader.day + FOLLOW_UP}
    context = {
        "it": it,
        "end": came_back(form, "last-day") or blank(End, **prefilled),
        "pause": form if form and not came_back(form, "last-day") else blank(Pause, since=reader.day),
        "form": form,
        "choices": CHOICES,
        "dossier": dossier,
        "label": label,
    }
    return await show(request, reader, "pages/closing/closing.html", context, "sheet")


@post("/convivenze/{dossier:uuid}/chiusura", opt={"can": "cohabitation.close"})
async def close(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await said(request, reader, db, dossier, End, closing, N_("Convivenza chiusa."))


@post("/convivenze/{dossier:uuid}/pausa", opt={"can": "cohabitation.close"})
async def suspend(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await said(request, reader, db, dossier, Pause, pausing, N_("Convivenza sospesa."))


@post("/convivenze/{dossier:uuid}/ripresa", opt={"can": "cohabitation.close"})
async def resume(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await said(request, reader, db, dossier, Again, resuming, N_("La convivenza riprende."))


async def said(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, model: Any, make: Any, done: str
) -> Response[Any]:
    form = await read_form(request, model)
    return await submit(
        request, reader, form, partial(make, dossier), back=f"/casi/{dossier}",
        again=partial(page, request, reader, db, dossier), done=done,
    )  # fmt: skip


def closing(dossier: UUID, it: End) -> Command:
    asked = it.model_dump(exclude={"last"})
    until = it.last + timedelta(days=1) if it.last < date.max else it.last
    return CloseCohabitation(stream=dossier, dossier=dossier, until=until, **asked)


def pausing(dossier: UUID, it: Pause) -> Command:
    return SuspendCohabitation(stream=dossier, dossier=dossier, reason=it.suspension, since=it.since)


def resuming(dossier: UUID, it: Again) -> Command:
    return ResumeCohabitation(stream=dossier, dossier=dossier, since=it.since)


handlers = [read, close, suspend, resume]
