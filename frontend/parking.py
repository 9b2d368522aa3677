"""Dossiers a projection could not go on with, and what was left out of each since then, in the order it came."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded


class Parked:
    """Of one writer's connection; written in the transaction of the rows beside it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.know()

    def know(self) -> None:
        """Reads them anew: after a rollback what was noted here may not be so."""
        self._known = set(self.all())
        self.waiting = {dossier for _, dossier in self._known}

    def all(self) -> list[tuple[str, UUID]]:
        """Projection (or everything) and dossier, those parked everywhere first."""
        rows = self._db.execute(
            "SELECT projection, dossier FROM parked ORDER BY projection <> '*', projection"
        )
        return [(row["projection"], UUID(row["dossier"])) for row in rows]

    def waits(self, dossier: UUID) -> bool:
        """Whether it is parked anywhere; asked of every record, where mostly none is."""
        return bool(self.waiting) and dossier in self.waiting

    def has(self, projection: str, dossier: UUID) -> bool:
        return self.waits(dossier) and (projection, dossier) in self._known

    def add(self, projection: str, recorded: Recorded, reason: str) -> None:
        self._db.execute(
            "INSERT INTO parked (projection, dossier, reason, event) VALUES (?, ?, ?, ?)",
            (projection, recorded.dossier, reason, recorded.event_id),
        )
        self._note(projection, recorded)
        self._known.add((projection, recorded.dossier))
        self.waiting.add(recorded.dossier)

    def leave_out(self, projection: str, recorded: Recorded) -> None:
        self._db.execute(
            "UPDATE parked SET left_out = left_out + 1 WHERE projection = ? AND dossier = ?",
            (projection, recorded.dossier),
        )
        self._note(projection, recorded)

    def _note(self, projection: str, recorded: Recorded) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO left_out (projection, dossier, event) VALUES (?, ?, ?)",
            (projection, recorded.dossier, recorded.event_id),
        )

    def missed(self, projection: str, dossier: UUID) -> list[UUID]:
        query = "SELECT event FROM left_out WHERE projection = ? AND dossier = ? ORDER BY n"
        return [UUID(row["event"]) for row in self._db.execute(query, (projection, dossier))]

    def forget(self, projection: str, dossier: UUID) -> None:
        for table in ("parked", "left_out"):
            self._db.execute(
                f"DELETE FROM {table} WHERE projection = ? AND dossier = ?", (projection, dossier)
            )
        self.know()
