"""Who has a PIN, as this node knows it: the closed box of what it is checked against, and whether it is locked."""

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from events.envelope import Recorded
from events.network.pin import PinLocked, PinRemoved, PinSet
from frontend.kept import Kept
from frontend.projecting import Projection, box, keep
from frontend.scope.persons import entries_of

projection = Projection(
    "pins",
    version=1,
    tables="CREATE TABLE pins (person TEXT PRIMARY KEY, verifier TEXT NOT NULL, locked INTEGER NOT NULL);",
)


@dataclass(frozen=True)
class Pin:
    """``owner`` is the entry under which it was set."""

    owner: UUID
    verifier: Kept
    locked: bool


@projection.on(PinSet)
def is_set(db: sqlite3.Connection, fact: PinSet, recorded: Recorded) -> None:
    db.execute("REPLACE INTO pins VALUES (?, ?, 0)", (fact.person, keep(fact.verifier)))


@projection.on(PinRemoved)
def removed(db: sqlite3.Connection, fact: PinRemoved, recorded: Recorded) -> None:
    db.execute("DELETE FROM pins WHERE person = ?", (fact.person,))


@projection.on(PinLocked)
def locked(db: sqlite3.Connection, fact: PinLocked, recorded: Recorded) -> None:
    db.execute("UPDATE pins SET locked = 1 WHERE person = ?", (fact.person,))


def pin(db: sqlite3.Connection, person: UUID) -> Pin | None:
    """Under whichever id this human being was entered."""
    for entry in entries_of(db, person):
        row = db.execute("SELECT * FROM pins WHERE person = ?", (entry,)).fetchone()
        if row:
            return Pin(entry, box(row["verifier"]), bool(row["locked"]))
    return None
