"""How far each stream has come in a read model: looked up once a stream, written once a batch."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded
from frontend.projecting import said

MOST = 100_000
NEVER_MET = (0, None, None)

Known = tuple[int, str | None, str | None]
"""Version, context, dossier: nothing that the garbage collector has to look into."""


class Versions:
    """Of one writer's connection. `lasting`: what is known holds for the next batch too, nobody else writes here."""

    def __init__(self, db: sqlite3.Connection, lasting: bool = False) -> None:
        self._db = db
        self._lasting = lasting
        self._known: dict[int, Known] = {}
        self._moved: set[int] = set()
        self._all = lasting and not db.execute("SELECT 1 FROM streams LIMIT 1").fetchone()
        """Whether a stream not known here was never met."""

    def next(self, recorded: Recorded, context: str) -> bool:
        """Moves on where this is what the stream comes to next; else the caller has to find out what it is."""
        stream = recorded.stream.int
        version, whose, _ = self._known.get(stream) or self._found(stream)
        if recorded.stream_version != version + 1 or (whose is not None and whose != context):
            return False
        self._known[stream] = (version + 1, context, said(recorded.dossier.int))
        self._moved.add(stream)
        return True

    def of(self, stream: UUID) -> tuple[int, str | None]:
        """The version it has come to and the context it is of; 0 and None for one never met."""
        version, context, _ = self._known.get(stream.int) or self._found(stream.int)
        return version, context

    def _found(self, stream: int) -> Known:
        found: Known = NEVER_MET
        if not self._all:
            row = self._db.execute(
                "SELECT version, context FROM streams WHERE stream = ?", (said(stream),)
            ).fetchone()
            found = (row[0], row[1], None) if row else NEVER_MET
        self._known[stream] = found
        return found

    def move(self, recorded: Recorded) -> None:
        stream = recorded.stream.int
        self._known[stream] = (recorded.stream_version, recorded.context, said(recorded.dossier.int))
        self._moved.add(stream)

    def write(self) -> None:
        """Into the transaction of the rows."""
        self._db.executemany("REPLACE INTO streams VALUES (?, ?, ?, ?)", map(self._row, self._moved))
        self._moved.clear()
        if not self._lasting or len(self._known) > MOST:
            self._forget()

    def _row(self, stream: int) -> tuple[str, str | None, int, str | None]:
        version, context, dossier = self._known[stream]
        return said(stream), dossier, version, context

    def _forget(self) -> None:
        self._known.clear()
        self._all = False

    def forget(self) -> None:
        """After a batch was rolled back."""
        self._moved.clear()
        self._forget()
