"""Help that was asked for and is not over."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box
from frontend.scope.queries import concerned


@dataclass(frozen=True)
class Call:
    """``by``: who has heard it. ``place`` None: told to nobody who knows it anyway, so that the page fits a phone."""

    id: UUID
    person: UUID
    place: Kept | None
    asked_at: datetime
    by: UUID | None
    heard_at: datetime | None


def open_call(db: sqlite3.Connection, person: UUID) -> Call | None:
    """Their own last one, while it is not over; where they need help they know."""
    found = next(iter(calls(db, (person,))), None)
    return replace(found, place=None) if found else None


def calls_around(db: sqlite3.Connection, dossiers: Collection[UUID], day: date) -> tuple[Call, ...]:
    """Of everyone who lives or stays in these homes today, those nobody has heard first."""
    people = {person for it in dossiers for person in concerned(db, it, day)}
    return tuple(sorted(calls(db, people), key=lambda it: (it.by is not None, it.asked_at)))


def calls(db: sqlite3.Connection, people: Collection[UUID]) -> tuple[Call, ...]:
    """Newest first."""
    found = (
        row
        for person in people
        for row in db.execute(
            "SELECT * FROM own_calls WHERE person = ? AND ended_at IS NULL ORDER BY asked_at DESC", (person,)
        )
    )
    return tuple(
        Call(
            UUID(row["id"]), UUID(row["person"]), box(row["place"]), datetime.fromisoformat(row["asked_at"]),
            UUID(row["by"]) if row["by"] else None,
            datetime.fromisoformat(row["heard_at"]) if row["heard_at"] else None,
        )
        for row in found
    )  # fmt: skip
