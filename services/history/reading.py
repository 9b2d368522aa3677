"""Reading the record beside its writer: what was recorded of some dossiers, in the order it arrived."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.history.archive import Head, marks
from services.history.checkpoints import Checkpoints
from services.history.covering import Covering

ROOM = 600_000
"""Bytes of records in one answer: encoded they must fit a message of 1 MB."""


@dataclass(frozen=True)
class Kept:
    """A record as it is kept: ``n`` is its place in its dossier's chain, from 1."""

    arrival: int
    event_id: UUID
    dossier: UUID
    n: int
    data: bytes
    link: bytes


@dataclass(frozen=True)
class Page:
    """``next`` is the arrival number to go on from; None at the end."""

    records: tuple[Kept, ...]
    next: int | None


class Reading:
    """For one thread, on a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.execute("PRAGMA query_only=ON")
        self.checkpoints = Checkpoints(self._db)
        self.covering = Covering(self._db)

    def page(self, dossiers: Collection[UUID], first: int, limit: int) -> Page:
        where = f"dossier IN ({marks(dossiers)}) AND arrival >= ? ORDER BY arrival LIMIT ?"
        values = [*(one.bytes for one in dossiers), first, limit + 1]
        taken: list[Kept] = []
        size = 0
        for record in self._records(where, values):
            size += len(record.data)
            if len(taken) == limit or (taken and size > ROOM):
                return Page(tuple(taken), record.arrival)
            taken.append(record)
        return Page(tuple(taken), None)

    def newest(self, dossiers: Collection[UUID], before: int | None, limit: int) -> Page:
        """The other way round; ``next`` is where to go on from, backwards."""
        older = "" if before is None else "AND arrival < ? "
        where = f"dossier IN ({marks(dossiers)}) {older}ORDER BY arrival DESC LIMIT ?"
        values = [*(one.bytes for one in dossiers), *([before] if before else []), limit + 1]
        found = list(self._records(where, values))
        return Page(tuple(found[:limit]), found[limit - 1].arrival if len(found) > limit else None)

    def _records(self, where: str, values: list[object]) -> Iterator[Kept]:
        # An edit by hand may have turned bytes into text: they are read for what they are.
        data = "CAST(data AS BLOB), CAST(link AS BLOB)"
        query = f"SELECT arrival, event_id, dossier, n, {data} FROM records WHERE {where}"
        for arrival, event_id, dossier, n, data, end in self._db.execute(query, values):
            yield Kept(arrival, UUID(bytes=event_id), UUID(bytes=dossier), n, data, end)

    def chain(self, dossier: UUID) -> Iterator[Kept]:
        return self._records("dossier = ? ORDER BY n", [dossier.bytes])

    def head(self, dossier: UUID) -> Head | None:
        query = "SELECT n, link FROM heads WHERE dossier = ?"
        head: Head | None = self._db.execute(query, (dossier.bytes,)).fetchone()
        return head

    def close(self) -> None:
        self._db.close()
