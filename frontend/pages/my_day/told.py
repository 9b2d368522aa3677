"""What somebody said of their days, for themselves and for whoever may read their goals."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Mood:
    face: Kept
    day: date
    at: datetime


@dataclass(frozen=True)
class Done:
    """``goal``: one of the person's own goals, which then has their word on its ladder, too."""

    id: UUID
    thing: Kept
    help: Kept
    goal: UUID | None
    day: date
    at: datetime


def moods(db: sqlite3.Connection, person: UUID, since: date, until: date) -> tuple[Mood, ...]:
    """The last one of each day, newest first; both days included."""
    rows = db.execute(
        "SELECT face, day, max(at) AS at FROM own_moods WHERE person = ? AND day BETWEEN ? AND ?"
        " GROUP BY day ORDER BY day DESC",
        (person, since, until),
    )
    return tuple(
        Mood(box(row["face"]), date.fromisoformat(row["day"]), datetime.fromisoformat(row["at"]))
        for row in rows
    )


def mood_on(db: sqlite3.Connection, person: UUID, day: date) -> Mood | None:
    return next(iter(moods(db, person, day, day)), None)


def done(db: sqlite3.Connection, person: UUID, since: date, until: date) -> tuple[Done, ...]:
    """Newest first; both days included."""
    rows = db.execute(
        "SELECT * FROM own_done WHERE person = ? AND day BETWEEN ? AND ? ORDER BY at DESC, id",
        (person, since, until),
    )
    return tuple(
        Done(
            UUID(row["id"]),
            box(row["thing"]),
            box(row["help"]),
            UUID(row["goal"]) if row["goal"] else None,
            date.fromisoformat(row["day"]),
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    )
