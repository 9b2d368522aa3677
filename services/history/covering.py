"""Which signed head of the tree holds a record, and whether a witness has seen it: asked for many at once."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

LEAF = """
SELECT r.event_id, l.log, l.position FROM records r JOIN leaves l ON l.arrival = r.arrival WHERE r.event_id IN ({})
"""
COVERING = "SELECT size, made_at FROM checkpoints WHERE log = ? AND size > ? ORDER BY size LIMIT 1"
NUMBER = "SELECT count(*) FROM checkpoints WHERE log = ? AND size <= ?"
SEEN = """
SELECT size, count(*) FROM cosignatures WHERE log = ? AND size > ? GROUP BY size ORDER BY size LIMIT 1
"""


@dataclass(frozen=True)
class Standing:
    """``index`` is its place in the log, from 0. ``checkpoint`` is the number of the first one that holds it (of
    ``size`` records, signed at ``made_at``), ``witnessed`` the size of the first that ``witnesses`` signed too;
    0 and null where there is none yet.
    """

    index: int
    checkpoint: int = 0
    size: int = 0
    made_at: str | None = None
    witnessed: int = 0
    witnesses: int = 0


class Covering:
    """On the connection of whoever reads the record."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of(self, events: Collection[UUID]) -> dict[UUID, Standing]:
        """Those that are recorded."""
        marks = ", ".join("?" * len(events))
        rows = self._db.execute(LEAF.format(marks), [one.bytes for one in events]).fetchall()
        return {UUID(bytes=event): self._standing(log, position) for event, log, position in rows}

    def _standing(self, log: str, position: int) -> Standing:
        found = self._db.execute(COVERING, (log, position)).fetchone()
        if found is None:
            return Standing(position)
        number = self._db.execute(NUMBER, (log, found[0])).fetchone()[0]
        seen = self._db.execute(SEEN, (log, position)).fetchone() or (0, 0)
        return Standing(position, number, *found, *seen)
