"""Goals with the last word of each voice, as pages show them."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box

VOICES = ("person", "family", "operator")
LAST = 12


@dataclass(frozen=True)
class Rating:
    voice: str
    level: Kept
    actor: UUID
    day: date


@dataclass(frozen=True)
class Goal:
    """``voices``: the last rating of each voice that has spoken; ``ratings``: operators', oldest first."""

    id: UUID
    dossier: UUID
    person: UUID
    wording: Kept
    whose_wish: str
    area: str
    set_on: date
    closed_on: date | None
    outcome: str | None
    voices: tuple[Rating, ...]
    ratings: tuple[Rating, ...]


def goals_of(db: sqlite3.Connection, dossier: UUID) -> tuple[Goal, ...]:
    """Open ones first, in the order in which they were set."""
    rows = db.execute(
        "SELECT * FROM goals_goals WHERE dossier = ? ORDER BY closed_on IS NOT NULL, set_on, id", (dossier,)
    )
    return tuple(goal_from(db, row) for row in rows.fetchall())


def open_goals(db: sqlite3.Connection, dossier: UUID) -> tuple[Goal, ...]:
    return tuple(goal for goal in goals_of(db, dossier) if goal.closed_on is None)


def how_many_open(db: sqlite3.Connection, dossier: UUID) -> int:
    found = db.execute("SELECT count(*) FROM goals_goals WHERE dossier = ? AND closed_on IS NULL", (dossier,))
    return int(found.fetchone()[0])


def goal_from(db: sqlite3.Connection, row: sqlite3.Row) -> Goal:
    ratings = ratings_of(db, row["id"])
    last = {rating.voice: rating for rating in ratings}
    return Goal(
        id=UUID(row["id"]),
        dossier=UUID(row["dossier"]),
        person=UUID(row["person"]),
        wording=box(row["wording"]),
        whose_wish=row["whose_wish"],
        area=row["area"],
        set_on=date.fromisoformat(row["set_on"]),
        closed_on=date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
        outcome=row["outcome"],
        voices=tuple(last[voice] for voice in VOICES if voice in last),
        ratings=tuple(it for it in ratings if it.voice == "operator")[-LAST:],
    )


def ratings_of(db: sqlite3.Connection, goal: str) -> tuple[Rating, ...]:
    """By the moment they are about: a late word takes its own place."""
    rows = db.execute("SELECT * FROM goals_ratings WHERE goal = ? ORDER BY at, n", (goal,))
    return tuple(
        Rating(row["voice"], box(row["level"]), UUID(row["actor"]), date.fromisoformat(row["day"]))
        for row in rows
    )
