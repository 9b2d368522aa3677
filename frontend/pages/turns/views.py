"""GET /turni: the week of one's own home; who did what, and what can still change."""

from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled
from frontend.ids import uuid7
from frontend.pages.turns import absence, swapping, weighing
from frontend.pages.turns.door import at_the_door
from frontend.pages.turns.marking import home_of, mark, unmark
from frontend.pages.turns.queries import absences, carried, is_planned, swaps, turns_between
from frontend.pages.turns.week import WEEK, days_of, monday_of, named_rows, rows_of
from frontend.pages.turns.weights import duty_name, weighed
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.showing import show

HERE = "/turni"
FARTHEST = timedelta(days=3660)


@get(HERE, opt={"can": "duties.change", "offline": True})
async def week(
    request: Asked, reader: AReader, db: Db, settimana: FromQuery[date | None] = None
) -> Response[Any]:
    return await page(request, reader, db, settimana)


@post(f"{HERE}/fatti", opt={"can": "duties.change", "field": True})
async def done(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await mark(request, reader, db, HERE, partial(page, request, reader, db, None))


@post(f"{HERE}/fatti/{{turn:str}}/annullo", opt={"can": "duties.change", "field": True})
async def undone(request: Asked, reader: AReader, db: Db, turn: FromPath[str]) -> Response[Any]:
    return await unmark(request, reader, db, turn, HERE, partial(page, request, reader, db, None))


@post(f"{HERE}/scambi/risposte", opt={"can": "duties.change"})
async def answered(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await swapping.answer(request, reader, db, HERE, partial(page, request, reader, db, None))


async def page(
    request: Asked, reader: Reader, db: Connection, chosen: date | None, form: Filled[Any] | None = None
) -> Response[Any]:
    if chosen and abs(chosen - reader.day) > FARTHEST:
        raise NotFoundException
    context = shown(reader, db, monday_of(chosen or reader.day))
    return await show(
        request,
        reader,
        "pages/turns/turns.html",
        {**context, "form": form, "refused": bool(form and form.errors)},
        "week",
    )


def shown(reader: Reader, db: Connection, monday: date) -> dict[str, Any]:
    home, days = home_of(reader), days_of(monday)
    turns = turns_between(db, home, days[0], days[-1])
    weights = weighed(db, home, reader.person, reader.day)
    return {
        "dossier": home,
        "days": days,
        "today": reader.day,
        "rows": rows_of(monday, turns),
        "mine": [it for it in turns if reader.person == it.owner or it.by(reader.person)],
        "planned": is_planned(db, home, monday),
        "before": monday - WEEK,
        "after": monday + WEEK if is_planned(db, home, monday) else None,
        "this_week": monday == monday_of(reader.day),
        "at_the_door": at_the_door(db, home, reader.day),
        "swaps": swaps(db, home),
        "away": absences(db, home, days[0], days[-1]),
        "points": points(db, home, reader.day),
        "unweighed": bool(weights) and any(it.mine is None for it in weights),
        "duty_name": duty_name,
        "named_rows": named_rows,
        "new_id": uuid7,
    }


def points(db: Connection, home: UUID, day: date) -> list[tuple[UUID, float]]:
    """Everyone who lives there, in a constant order, also who has done nothing yet."""
    done = carried(db, home, day)
    people = dict.fromkeys((*members_of(db, home, day), *done))
    return [(person, done.get(person, 0.0)) for person in people]


handlers = [week, done, undone, answered, *swapping.handlers, *weighing.handlers, *absence.handlers]
