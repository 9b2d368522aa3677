"""Modules somebody has done, and the sessions of the course."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.role import Role
from frontend.scope.queries import VALID

LATEST = 10


@dataclass(frozen=True)
class Session:
    module: str
    day: date
    minutes: int
    trainer: UUID
    present: int


def done_by(db: sqlite3.Connection, person: UUID) -> dict[str, date]:
    """Module → the day it was done."""
    rows = db.execute("SELECT module, day FROM training_done WHERE person = ?", (person,))
    return {row["module"]: date.fromisoformat(row["day"]) for row in rows}


def sessions(db: sqlite3.Connection) -> tuple[Session, ...]:
    """The latest first."""
    rows = db.execute("SELECT * FROM training_sessions ORDER BY day DESC, session LIMIT ?", (LATEST,))
    return tuple(
        Session(
            row["module"],
            date.fromisoformat(row["day"]),
            row["minutes"],
            UUID(row["trainer"]),
            row["present"],
        )
        for row in rows
    )


def volunteers(db: sqlite3.Connection, day: date) -> tuple[UUID, ...]:
    """Who listens at an Info Point on that day."""
    rows = db.execute(
        f"SELECT DISTINCT person FROM scope_standings WHERE kind = 'role' AND role = :role AND {VALID} ORDER BY person",
        {"role": Role.INFO_POINT, "day": day},
    )
    return tuple(UUID(row["person"]) for row in rows)
