"""How far each stream has come in a read model: looked up once a stream, written once a batch."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded

MOST = 100_000


class Versions:
    """Of one writer's connection. `lasting`: what is known holds for the next batch too, nobody else writes here."""

    def __init__(self, db: sqlite3.Connection, lasting: bool = False) -> None:
        self._db = db
        self._lasting = lasting
        self._known: dict[UUID, tuple[int, str | None]] = {}
        self._moved: dict[UUID, Recorded] = {}

    def of(self, stream: UUID) -> tuple[int, str | None]:
        """The version it has come to and the context it is of; 0 and None for one never met."""
        found = self._known.get(stream)
        if found is None:
            row = self._db.execute(
                "SELECT version, context FROM streams WHERE stream = ?", (stream,)
            ).fetchone()
            found = self._known[stream] = (row[0], row[1]) if row else (0, None)
        return found

    def move(self, recorded: Recorded) -> None:
        self._known[recorded.stream] = (recorded.stream_version, recorded.context)
        self._moved[recorded.stream] = recorded

    def write(self) -> None:
        """Into the transaction of the rows."""
        self._db.executemany(
            "REPLACE INTO streams VALUES (?, ?, ?, ?)",
            [(it.stream, it.dossier, it.stream_version, it.context) for it in self._moved.values()],
        )
        self._moved.clear()
        if not self._lasting or len(self._known) > MOST:
            self._known.clear()

    def forget(self) -> None:
        """After a batch was rolled back."""
        self._moved.clear()
        self._known.clear()
