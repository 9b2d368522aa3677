"""Who confirmed a visit, who is still asked to, and what is broken in a home."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.kept import Kept
from frontend.pages.visit.queries import Visit, found
from frontend.projecting import box


@dataclass(frozen=True)
class Signed:
    """``means``: pin or tap."""

    person: UUID
    means: str


@dataclass(frozen=True)
class Repair:
    id: UUID
    what: str
    words: Kept | None
    day: date
    actor: UUID


def signed(db: sqlite3.Connection, visit: UUID) -> tuple[Signed, ...]:
    rows = db.execute("SELECT person, means FROM visit_signed WHERE visit = ? ORDER BY at, person", (visit,))
    return tuple(Signed(UUID(row["person"]), row["means"]) for row in rows)


def to_confirm(db: sqlite3.Connection, home: UUID, person: UUID, today: date) -> Visit | None:
    """The visit of today this person was met on and has not confirmed yet."""
    begun = found(
        db,
        "dossier = ? AND started_day = ? AND missed IS NULL AND"
        " EXISTS (SELECT 1 FROM visit_people WHERE visit = visit_visits.id AND person = ?) AND"
        " NOT EXISTS (SELECT 1 FROM visit_signed WHERE visit = visit_visits.id AND person = ?)",
        (home, today, person, person),
    )
    return begun[-1] if begun else None


def repairs(db: sqlite3.Connection, dossier: UUID) -> tuple[Repair, ...]:
    """Still broken, first noticed first."""
    rows = db.execute(
        "SELECT * FROM visit_repairs WHERE dossier = ? AND settled IS NULL ORDER BY day, id", (dossier,)
    )
    return tuple(
        Repair(
            UUID(row["id"]), row["what"], box(row["words"]) if row["words"] else None,
            date.fromisoformat(row["day"]), UUID(row["actor"]),
        )
        for row in rows
    )  # fmt: skip
