"""What the example page shows."""

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Sheet:
    person: UUID
    surname: Kept
    times: int


def sheet(db: sqlite3.Connection, person: UUID) -> Sheet | None:
    row = db.execute("SELECT * FROM example_persons WHERE id = ?", (person,)).fetchone()
    return Sheet(UUID(row["id"]), box(row["surname"]), row["times"]) if row else None
