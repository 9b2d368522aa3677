"""Photos beside a note, a report or a repair."""

import sqlite3
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


def photos_of(db: sqlite3.Connection, of: UUID) -> list[UUID]:
    """In the order in which they were taken."""
    rows = db.execute("SELECT id FROM photos_photos WHERE of_id = ? ORDER BY at, id", (of,))
    return [UUID(row["id"]) for row in rows]


def key_of(db: sqlite3.Connection, photo: UUID) -> Kept | None:
    row = db.execute("SELECT key FROM photos_photos WHERE id = ?", (photo,)).fetchone()
    return box(row["key"]) if row else None
