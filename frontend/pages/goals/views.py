"""/casi/{dossier}/obiettivi: a goal is written in someone's words, and closed when it is done."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.goal import Area, CloseGoal, Outcome, SetGoal, Voice
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.case.queries import case
from frontend.pages.comparison.queries import version_of
from frontend.pages.goals import rewording
from frontend.pages.goals.queries import Goal, goals_of
from frontend.pages.visit.choices import options
from frontend.reader import Reader
from frontend.sentences import called
from frontend.showing import show
from frontend.submitting import submit


class Setting(Form):
    """``goal`` is made with the form."""

    goal: NewId
    person: UUID
    wording: Annotated[str, Field(min_length=1, max_length=500)]
    whose_wish: Voice
    area: Area


class Closing(Form):
    outcome: Outcome


@get("/casi/{dossier:uuid}/obiettivi", opt={"can": "goal.set"})
async def begin(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/casi/{dossier:uuid}/obiettivi", opt={"can": "goal.set"})
async def set_goal(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Setting)
    again = partial(page, request, reader, db, dossier)
    return await submit(
        request, reader, form, partial(setting, dossier), back=f"/casi/{dossier}#obiettivi", again=again,
        done=N_("Obiettivo scritto."),
    )  # fmt: skip


def setting(dossier: UUID, it: Setting) -> SetGoal:
    return SetGoal(
        stream=it.goal,
        dossier=dossier,
        person=it.person,
        wording=it.wording,
        whose_wish=it.whose_wish,
        area=it.area,
    )


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Setting] | None
) -> Response[Any]:
    found = case(db, dossier, reader.day)
    if found is None:
        raise NotFoundException
    only = {"person": found.people[0]} if len(found.people) == 1 else {}
    context = {
        "it": found,
        "dossier": dossier,
        "form": form or blank(Setting, goal=uuid7(), whose_wish="person", **only),
        "refused": bool(form and form.errors),
        "people_options": [(str(person), called(person)) for person in found.people],
        "areas": options("area", Area),
        "wishes": options("whose_wish", Voice),
    }
    return await show(request, reader, "pages/goals/set.html", context, "form")


@get("/casi/{dossier:uuid}/obiettivi/{goal_id:uuid}", opt={"can": "goal.set"})
async def finish(request: Asked, reader: AReader, db: Db, dossier: Id, goal_id: Id) -> Response[Any]:
    return await closing(request, reader, db, dossier, goal_id, None)


@post("/casi/{dossier:uuid}/obiettivi/{goal_id:uuid}", opt={"can": "goal.set"})
async def close_goal(request: Asked, reader: AReader, db: Db, dossier: Id, goal_id: Id) -> Response[Any]:
    form = await read_form(request, Closing)
    goal = of(db, dossier, goal_id)
    again = partial(closing, request, reader, db, dossier, goal_id)
    return await submit(
        request, reader, form, partial(closed, goal), back=f"/casi/{dossier}#obiettivi", again=again,
        done=N_("Obiettivo chiuso."),
    )  # fmt: skip


def closed(goal: Goal, it: Closing) -> CloseGoal:
    return CloseGoal(stream=goal.id, dossier=goal.dossier, person=goal.person, outcome=it.outcome)


def of(db: Connection, dossier: UUID, goal_id: UUID) -> Goal:
    """Raises NotFoundException for a goal of another home."""
    found = next((it for it in goals_of(db, dossier) if it.id == goal_id), None)
    if found is None:
        raise NotFoundException
    return found


async def closing(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, goal_id: UUID, form: Filled[Closing] | None
) -> Response[Any]:
    context = {
        "goal": of(db, dossier, goal_id),
        "dossier": dossier,
        "form": form or blank(Closing),
        "version": version_of(db, goal_id),
        "refused": bool(form and form.errors),
        "outcomes": options("outcome", Outcome),
    }
    return await show(request, reader, "pages/goals/close.html", context, "form")


handlers = [begin, set_goal, finish, close_goal, *rewording.handlers]
