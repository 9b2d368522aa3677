"""/casi/{dossier}/necessita: break the glass before one case; a coordinator reviews what somebody else opened."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.access import BREAKABLE
from events.accompaniment.glass import LEAST_WORDS, BreakGlass, Ground, Outcome, ReviewGlass
from events.category import Category
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.appointment.queries import in_their_days
from frontend.pages.file.queries import Case, case_of
from frontend.pages.glass.queries import Opening, opening
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit


class Breaking(Form):
    """``opening`` is made with the form."""

    opening: NewId
    ground: Ground
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=3)]
    reason: Annotated[str, Field(min_length=LEAST_WORDS, max_length=1000)]


class Reviewing(Form):
    outcome: Outcome
    words: Annotated[str, Field(max_length=1000)] = ""


@get("/casi/{dossier:uuid}/necessita", opt={"can": "glass.break", "step_up": True})
async def ask(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await asking(request, reader, db, dossier, None)


@post("/casi/{dossier:uuid}/necessita", opt={"can": "glass.break", "step_up": True})
async def break_it(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    known(db, reader, dossier)
    form = await read_form(request, Breaking)
    again = partial(asking, request, reader, db, dossier)
    return await submit(
        request, reader, form, partial(breaking, dossier), back=back(reader, dossier), again=again,
        done=N_("Aperto per un’ora."),
    )  # fmt: skip


def breaking(dossier: UUID, it: Breaking) -> BreakGlass:
    return BreakGlass(
        stream=it.opening, dossier=dossier, ground=it.ground, categories=it.categories, reason=it.reason
    )


async def asking(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Breaking] | None
) -> Response[Any]:
    choices = [(it, code("accompaniment", "categories", it)) for it in breakable(reader)]
    only = {"categories": [it for it, _ in choices]} if len(choices) == 1 else {}
    context = {
        "case": known(db, reader, dossier),
        "dossier": dossier,
        "form": form or blank(Breaking, opening=uuid7(), **only),
        "back": back(reader, dossier),
        "categories": choices,
        "grounds": [(it, code("accompaniment", "ground", it)) for it in get_args(Ground)],
    }
    return await show(request, reader, "pages/glass/break.html", context, "form")


def breakable(reader: Reader) -> tuple[Category, ...]:
    return tuple(it for it, roles in BREAKABLE.items() if reader.role in roles)


def back(reader: Reader, dossier: UUID) -> str:
    return f"/fascicoli/{dossier}" if reader.role is Role.AUDITOR else f"/casi/{dossier}"


def known(db: Connection, reader: Reader, dossier: UUID) -> Case:
    """Raises NotFoundException: the glass stands before cases, and before nothing else."""
    found = case_of(db, dossier)
    if found is None or not in_their_days(db, reader, found):
        raise NotFoundException
    return found


@get("/casi/{dossier:uuid}/necessita/{opening_id:uuid}", opt={"can": "glass.review"})
async def look(request: Asked, reader: AReader, db: Db, dossier: Id, opening_id: Id) -> Response[Any]:
    return await reviewing(request, reader, db, dossier, opening_id, None)


@post("/casi/{dossier:uuid}/necessita/{opening_id:uuid}", opt={"can": "glass.review"})
async def review(request: Asked, reader: AReader, db: Db, dossier: Id, opening_id: Id) -> Response[Any]:
    it = of(db, dossier, opening_id)
    form = await read_form(request, Reviewing)
    again = partial(reviewing, request, reader, db, dossier, opening_id)
    return await submit(
        request,
        reader,
        form,
        partial(reviewed, it),
        back="/quadro",
        again=again,
        done=N_("Revisione scritta."),
    )


def reviewed(it: Opening, typed: Reviewing) -> ReviewGlass:
    return ReviewGlass(stream=it.id, dossier=it.dossier, outcome=typed.outcome, words=typed.words)


def of(db: Connection, dossier: UUID, opening_id: UUID) -> Opening:
    """Raises NotFoundException for an opening of another case."""
    found = opening(db, opening_id)
    if found is None or found.dossier != dossier:
        raise NotFoundException
    return found


async def reviewing(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, opening_id: UUID, form: Filled[Any] | None
) -> Response[Any]:
    context = {
        "case": known(db, reader, dossier),
        "it": of(db, dossier, opening_id),
        "dossier": dossier,
        "form": form or blank(Reviewing),
        "outcomes": [(it, code("accompaniment", "outcome", it)) for it in get_args(Outcome)],
        "code": code,
    }
    return await show(request, reader, "pages/glass/review.html", context, "form")


handlers = [ask, break_it, look, review]
