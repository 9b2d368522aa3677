"""How much help a goal of mine takes today: one tap, the same wherever the goal is shown."""

import sqlite3
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.exceptions import NotFoundException

from events.accompaniment.goal import RateLadder
from frontend.asked import Asked
from frontend.forms import read_form
from frontend.i18n import N_
from frontend.pages.goals.queries import Goal, goals_of
from frontend.pages.own_goals.forms import Rating
from frontend.reader import Reader
from frontend.submitting import Again, submit


def own(db: sqlite3.Connection, reader: Reader) -> tuple[Goal, ...]:
    """Theirs in every home they live in, open ones first."""
    return tuple(it for home in reader.homes for it in goals_of(db, home) if it.person == reader.person)


def own_goal(db: sqlite3.Connection, reader: Reader, it: UUID) -> Goal:
    """Raises NotFoundException: someone else's goal is not there."""
    found = next((goal for goal in own(db, reader) if goal.id == it), None)
    if found is None:
        raise NotFoundException
    return found


async def rate(
    request: Asked, reader: Reader, db: sqlite3.Connection, back: str, again: Again[Rating]
) -> Response[Any]:
    form = await read_form(request, Rating)
    if form.errors:
        return await again(form)
    goal = own_goal(db, reader, form.valid.goal)
    return await submit(
        request,
        reader,
        form,
        partial(rated, goal),
        back=back,
        again=again,
        done=N_("Segnato, con la tua voce."),
    )


def rated(goal: Goal, it: Rating) -> RateLadder:
    return RateLadder(
        stream=goal.id, dossier=goal.dossier, person=goal.person, level=it.level, voice="person"
    )
