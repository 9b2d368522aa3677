"""GET /obiettivi: what I want to be able to do, how it goes, and what the others see of it."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.accompaniment.goal import Area, CloseGoal, Outcome, SetGoal
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.own_goals.forms import Closing, Wish
from frontend.pages.own_goals.rating import own, own_goal, rate
from frontend.pages.turns.marking import home_of
from frontend.pages.visit.choices import options, steps
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/obiettivi"


@get(HERE, opt={"can": "goal.choose"})
async def goals(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "goal.choose"})
async def choose(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Wish)
    return await submit(
        request, reader, form, partial(chosen, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Obiettivo scritto."),
    )  # fmt: skip


def chosen(reader: Reader, it: Wish) -> SetGoal:
    return SetGoal(
        stream=it.goal, dossier=home_of(reader), person=reader.person, wording=it.wording, whose_wish="person",
        area=it.area,
    )  # fmt: skip


@post(f"{HERE}/gradini", opt={"can": "goal.choose"})
async def rating(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await rate(request, reader, db, HERE, partial(page, request, reader, db))


@post(f"{HERE}/fine", opt={"can": "goal.choose"})
async def close(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Closing)
    return await submit(
        request, reader, form, partial(closed, db, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Obiettivo chiuso."),
    )  # fmt: skip


def closed(db: Connection, reader: Reader, it: Closing) -> CloseGoal:
    goal = own_goal(db, reader, it.goal)
    return CloseGoal(stream=goal.id, dossier=goal.dossier, person=goal.person, outcome=it.outcome)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    """``form`` is that of a new wish wherever another one came back with an error: its words are said above."""
    home, mine = home_of(reader), own(db, reader)
    wish = form if form and "wording" in dict(form.typed.items()) else blank(Wish, goal=uuid7())
    context = {
        "dossier": home,
        "open_goals": [it for it in mine if it.closed_on is None],
        "closed_goals": [it for it in mine if it.closed_on],
        "said": form,
        "form": wish,
        "refused": bool(form and form.errors),
        "areas": options("area", Area),
        "outcomes": options("outcome", Outcome),
        "outcome_words": dict(options("outcome", Outcome)),
        "steps": steps(),
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/own_goals/goals.html", context, "goals")


handlers = [goals, choose, rating, close]
