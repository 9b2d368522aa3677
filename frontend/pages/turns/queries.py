"""What the rota shows: turns between two days, swaps that still stand, who is away."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from events.pacts.fairness import credited

LOOKED_BACK = timedelta(weeks=4)
ONE_DAY = timedelta(days=1)
TURN = (
    "SELECT turns_turns.*, turns_done.person, turns_done.day AS done_on"
    " FROM turns_turns LEFT JOIN turns_done ON turns_done.turn = turns_turns.id"
)


@dataclass(frozen=True)
class Turn:
    """``done`` pairs everyone whose mark stands with the day they said they did it."""

    id: UUID
    home: UUID
    duty: str
    day: date
    points: float
    owner: UUID | None
    done: tuple[tuple[UUID, date], ...] = ()

    @property
    def doers(self) -> tuple[UUID, ...]:
        return tuple(person for person, _ in self.done)

    @property
    def told_on(self) -> date | None:
        """The day it was marked, when that was not its own day."""
        days = [day for _, day in self.done if day != self.day]
        return days[0] if days else None

    def by(self, person: UUID) -> bool:
        return person in self.doers


@dataclass(frozen=True)
class Swap:
    """``asker`` offers ``turn``; ``exchange`` is what they would take in return."""

    turn: Turn
    asker: UUID
    other: UUID
    exchange: Turn | None


@dataclass(frozen=True)
class Absence:
    """``last`` is the last day away."""

    person: UUID
    since: date
    last: date


def turns_between(db: sqlite3.Connection, home: UUID, first: date, last: date) -> tuple[Turn, ...]:
    rows = db.execute(
        f"{TURN} WHERE home = ? AND turns_turns.day BETWEEN ? AND ? ORDER BY turns_turns.day, duty, at, person",
        (home, first, last),
    )
    return tuple(turn(list(marks)) for _, marks in groupby(rows, key=itemgetter("id")))


def one_turn(db: sqlite3.Connection, it: UUID) -> Turn | None:
    rows = db.execute(f"{TURN} WHERE id = ? ORDER BY at, person", (it,)).fetchall()
    return turn(rows) if rows else None


def turn(rows: list[sqlite3.Row]) -> Turn:
    """One row for each mark on the turn; a single one without a person when nobody did it."""
    row = rows[0]
    return Turn(
        id=known(row["id"]), home=known(row["home"]), duty=row["duty"], day=date.fromisoformat(row["day"]),
        points=row["points"], owner=known(row["owner"]) if row["owner"] else None,
        done=tuple((known(it["person"]), date.fromisoformat(it["done_on"])) for it in rows if it["person"]),
    )  # fmt: skip


@lru_cache(maxsize=8192)
def known(text: str) -> UUID:
    """The few ids of a home come again with every look at its week."""
    return UUID(text)


def swaps(db: sqlite3.Connection, home: UUID) -> tuple[Swap, ...]:
    """Those that could still be agreed: a turn done or moved meanwhile takes its question away."""
    rows = db.execute(
        "SELECT turns_swaps.* FROM turns_swaps JOIN turns_turns ON id = turn WHERE home = ? ORDER BY day, duty",
        (home,),
    ).fetchall()
    found = (swap(db, row) for row in rows)
    return tuple(it for it in found if it and stands(it))


def swap(db: sqlite3.Connection, row: sqlite3.Row) -> Swap | None:
    offered = one_turn(db, UUID(row["turn"]))
    exchange = one_turn(db, UUID(row["exchange"])) if row["exchange"] else None
    return Swap(offered, UUID(row["asker"]), UUID(row["other"]), exchange) if offered else None


def stands(it: Swap) -> bool:
    mine = it.turn.owner == it.asker and not it.turn.done
    theirs = it.exchange is None or (it.exchange.owner == it.other and not it.exchange.done)
    return mine and theirs


def absences(db: sqlite3.Connection, home: UUID, first: date, last: date) -> tuple[Absence, ...]:
    rows = db.execute(
        "SELECT * FROM turns_absences WHERE home = ? AND since <= ? AND until > ? ORDER BY since, person",
        (home, last, first),
    )
    return tuple(
        Absence(
            UUID(row["person"]), date.fromisoformat(row["since"]), date.fromisoformat(row["until"]) - ONE_DAY
        )
        for row in rows
    )


def is_planned(db: sqlite3.Connection, home: UUID, week: date) -> bool:
    found = db.execute("SELECT 1 FROM turns_weeks WHERE home = ? AND week = ?", (home, week)).fetchone()
    return found is not None


def carried(db: sqlite3.Connection, home: UUID, today: date) -> dict[UUID, float]:
    """Person → points of the last four weeks, today included; undone marks were never there."""
    rows = db.execute(
        "SELECT id, points, person FROM turns_turns JOIN turns_done ON turn = id"
        " WHERE home = ? AND turns_turns.day BETWEEN ? AND ? ORDER BY turns_turns.day, id",
        (home, today - LOOKED_BACK + ONE_DAY, today),
    )
    marked = (list(marks) for _, marks in groupby(rows, key=itemgetter("id")))
    return credited((it[0]["points"], frozenset(known(mark["person"]) for mark in it)) for it in marked)
