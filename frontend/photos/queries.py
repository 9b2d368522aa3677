"""Photos beside a note, a report or a repair."""

import sqlite3
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


def photos_of(db: sqlite3.Connection, of: UUID) -> list[UUID]:
    """In the order in which they were taken."""
    rows = db.execute("SELECT id FROM photos_photos WHERE of_id = ? ORDER BY at, id", (of,))
    return [UUID(row["id"]) for row in rows]


def attachment(db: sqlite3.Connection, it: UUID) -> tuple[UUID, Kept] | None:
    """The photo on the shelf, and the closed key to it."""
    row = db.execute("SELECT photo, key FROM photos_photos WHERE id = ?", (it,)).fetchone()
    return (UUID(row["photo"]), box(row["key"])) if row else None
