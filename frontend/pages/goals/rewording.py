"""/casi/{dossier}/obiettivi/{goal}/parole: the same goal in other words; those before stay in its story."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.goal import RewordGoal
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.comparison.queries import version_of
from frontend.pages.goals.queries import Goal, open_goals
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/casi/{dossier:uuid}/obiettivi/{goal_id:uuid}/parole"


class Rewording(Form):
    wording: Annotated[str, Field(min_length=1, max_length=500)]


@get(HERE, opt={"can": "goal.set"}, name="goal.words")
async def read(request: Asked, reader: AReader, db: Db, dossier: Id, goal_id: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, goal_id, None)


@post(HERE, opt={"can": "goal.set", "field": True}, name="goal.reword")
async def reword(request: Asked, reader: AReader, db: Db, dossier: Id, goal_id: Id) -> Response[Any]:
    form = await read_form(request, Rewording)
    again = partial(page, request, reader, db, dossier, goal_id)
    return await submit(
        request, reader, form, partial(reworded, of(db, dossier, goal_id)), back=f"/casi/{dossier}#obiettivi",
        again=again, done=N_("Obiettivo riscritto."),
    )  # fmt: skip


def reworded(goal: Goal, it: Rewording) -> RewordGoal:
    return RewordGoal(stream=goal.id, dossier=goal.dossier, person=goal.person, wording=it.wording)


def of(db: Connection, dossier: UUID, goal_id: UUID) -> Goal:
    """Raises NotFoundException for one that is closed, or of another home."""
    found = next((it for it in open_goals(db, dossier) if it.id == goal_id), None)
    if found is None:
        raise NotFoundException
    return found


async def page(
    request: Asked,
    reader: Reader,
    db: Connection,
    dossier: UUID,
    goal_id: UUID,
    form: Filled[Rewording] | None,
) -> Response[Any]:
    context = {
        "goal": of(db, dossier, goal_id),
        "dossier": dossier,
        "form": form or blank(Rewording),
        "version": version_of(db, goal_id),
    }
    return await show(request, reader, "pages/goals/reword.html", context, "form")


handlers = [read, reword]
