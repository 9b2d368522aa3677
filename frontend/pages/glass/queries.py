"""Openings for need: those to review, and the one that is open now."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.category import Category
from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Opening:
    """``overdue``: nobody had reviewed it after 72 hours."""

    id: UUID
    dossier: UUID
    person: UUID
    role: str
    categories: tuple[Category, ...]
    ground: str
    reason: Kept | None
    from_at: datetime
    until_at: datetime
    reviewed_by: UUID | None
    reviewed_at: datetime | None
    outcome: str | None
    words: Kept | None
    overdue: bool


def opening(db: sqlite3.Connection, it: UUID) -> Opening | None:
    return next(iter(found(db, "id = ?", it)), None)


def to_review(db: sqlite3.Connection) -> tuple[Opening, ...]:
    """Oldest first."""
    return found(db, "outcome IS NULL")


def openings_of(db: sqlite3.Connection, dossier: UUID) -> tuple[Opening, ...]:
    return found(db, "dossier = ?", dossier)


def found(db: sqlite3.Connection, where: str, *values: UUID) -> tuple[Opening, ...]:
    rows = db.execute(f"SELECT * FROM glass_openings WHERE {where} ORDER BY from_at, id", values)
    return tuple(read(row) for row in rows)


def read(row: sqlite3.Row) -> Opening:
    return Opening(
        id=UUID(row["id"]),
        dossier=UUID(row["dossier"]),
        person=UUID(row["person"]),
        role=row["role"],
        categories=tuple(Category(it) for it in row["categories"].split()),
        ground=row["ground"],
        reason=box(row["reason"]),
        from_at=datetime.fromisoformat(row["from_at"]),
        until_at=datetime.fromisoformat(row["until_at"]),
        reviewed_by=UUID(row["reviewed_by"]) if row["reviewed_by"] else None,
        reviewed_at=datetime.fromisoformat(row["reviewed_at"]) if row["reviewed_at"] else None,
        outcome=row["outcome"],
        words=box(row["words"]),
        overdue=bool(row["overdue"]),
    )
