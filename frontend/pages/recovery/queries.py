"""Questions about returns: the last one of a person, and those under way."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontend.scope.persons import entries_of


@dataclass(frozen=True)
class Return:
    """``due``: when the day is over; None while a second person is missing. ``over``: cancelled or completed."""

    person: UUID
    id: UUID
    asked: datetime
    guardian: UUID | None
    due: datetime | None
    over: str
    by: tuple[UUID, ...]

    @property
    def open(self) -> bool:
        return not self.over


def of_person(db: sqlite3.Connection, person: UUID) -> Return | None:
    """The last one, under whichever id this human being was entered; one under way goes first."""
    found = [it for entry in entries_of(db, person) if (it := of_entry(db, entry))]
    return min(found, key=lambda it: not it.open, default=None)


def of_entry(db: sqlite3.Connection, entry: UUID) -> Return | None:
    row = db.execute("SELECT * FROM recovery_open WHERE person = ?", (entry,)).fetchone()
    return made(db, row) if row else None


def done_at(db: sqlite3.Connection, person: UUID) -> datetime | None:
    """When they were let in anew: whatever opened before then opens no more."""
    row = db.execute("SELECT at FROM recovery_done WHERE person = ?", (person,)).fetchone()
    return datetime.fromisoformat(row["at"]) if row else None


def under_way(db: sqlite3.Connection) -> tuple[Return, ...]:
    rows = db.execute("SELECT * FROM recovery_open WHERE over IS NULL ORDER BY asked").fetchall()
    return tuple(made(db, row) for row in rows)


def made(db: sqlite3.Connection, row: sqlite3.Row) -> Return:
    met = db.execute("SELECT by FROM recovery_met WHERE id = ? ORDER BY rowid", (row["id"],))
    return Return(
        UUID(row["person"]), UUID(row["id"]), datetime.fromisoformat(row["asked"]),
        UUID(row["guardian"]) if row["guardian"] else None,
        datetime.fromisoformat(row["due"]) if row["due"] else None, row["over"] or "",
        tuple(UUID(it["by"]) for it in met),
    )  # fmt: skip
