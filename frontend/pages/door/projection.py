"""The code that hangs at each door now, closed."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.accompaniment.door import DoorCodeMade
from events.envelope import Recorded
from frontend.kept import Kept
from frontend.projecting import Projection, box, keep

projection = Projection(
    "door",
    version=1,
    tables="""
    CREATE TABLE door_codes (dossier TEXT PRIMARY KEY, number INTEGER NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL);
    """,
)


@dataclass(frozen=True)
class Code:
    """``number`` counts the sheets of this home."""

    number: int
    code: Kept
    at: datetime


@projection.on(DoorCodeMade)
def made(db: sqlite3.Connection, fact: DoorCodeMade, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO door_codes VALUES (?, ?, ?, ?)",
        (recorded.dossier, fact.number, keep(fact.code), fact.at),
    )


def code_of(db: sqlite3.Connection, cohabitation: UUID) -> Code | None:
    row = db.execute("SELECT * FROM door_codes WHERE dossier = ?", (cohabitation,)).fetchone()
    return Code(row["number"], box(row["code"]), datetime.fromisoformat(row["at"])) if row else None
