"""The ledger of this web node: a file of its own, in which a look is durable before its words leave."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from events.envelope import Recorded
from events.reads.look import WINDOW, looks_of
from frontend.looks import tables
from frontend.looks.look import Look
from frontend.looks.opening import Opening
from frontend.looks.stamping import Writer
from services.kernel.database import opened

BUSY = 1_000
LOOK = TypeAdapter(Look)


@dataclass(frozen=True)
class Row:
    position: int
    event: str
    data: bytes


class Ledger:
    """For one thread. Several processes of a machine may write to the same file.

    Everything raises sqlite3.Error when the file cannot be written or read.
    """

    def __init__(self, path: Path, partnership: str, zone: str) -> None:
        self._db = opened(path, tables.SCHEMA)
        self._db.execute(f"PRAGMA busy_timeout = {BUSY}")
        self._db.execute(tables.KNOWN, (str(uuid4()), uuid4().hex))
        node, self.epoch = self._db.execute("SELECT id, epoch FROM node").fetchone()
        self.node = UUID(node)
        self._writer = Writer(self.node, partnership, zone)
        self._added = 0

    def write(self, openings: Iterable[Opening]) -> bool:
        """All of them or none, in one durable transaction. Whether there is anything new for the stream."""
        before = self._added
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            for it in openings:
                self._open(it)
        return self._added > before

    def _open(self, it: Opening) -> None:
        at = it.at.isoformat()
        if self._db.execute(tables.TOGETHER_AGAIN, (it.key, at)).rowcount:
            return
        self._part(at)
        for look in it.each():
            self._note(look)
        if len(it.looks) > 1:
            of = json.dumps([look.key for look in it.looks])
            self._db.execute(tables.TOGETHER, (of, it.key))

    def _part(self, at: str) -> None:
        """What was repeated together belongs to each look from now on."""
        for of, times, first, last in self._db.execute(tables.APART, (at,)).fetchall():
            if times:
                self._db.execute(tables.GIVEN, (times, first, last, of))

    def _note(self, look: Look) -> None:
        if self._db.execute(tables.AGAIN, (look.key, look.at.isoformat())).rowcount:
            return
        self._end(look.key)
        self._add(self._writer.first(look, self._next(look.owner)))
        until = (look.at + WINDOW).isoformat()
        self._db.execute(tables.BEGUN, (look.key, LOOK.dump_json(look), until))

    def end_windows(self, now: datetime) -> None:
        """Records the repeats of looks whose quarter of an hour is over."""
        over = self._db.execute(tables.OVER, (now.isoformat(),)).fetchall()
        if over:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                self._part(now.isoformat())
                for (key,) in over:
                    self._end(key)

    def _end(self, key: str) -> None:
        ended = self._db.execute(tables.ENDED, (key,)).fetchall()
        for body, times, first, last in ended:
            look = LOOK.validate_json(body)
            if times:
                between = (datetime.fromisoformat(first), datetime.fromisoformat(last))
                self._add(self._writer.repeats(look, self._next(look.owner), times, *between))

    def _next(self, owner: UUID) -> int:
        version: int = self._db.execute(tables.NEXT, (str(looks_of(owner, self.node)),)).fetchone()[0]
        return version

    def _add(self, it: Recorded) -> None:
        row = (str(it.stream), it.stream_version, str(it.dossier), str(it.event_id), it.to_bytes())
        self._db.execute(tables.ADD, row)
        self._added += 1

    def waiting(self, after: int, limit: int) -> list[Row]:
        """What was written down after a position, in order: the outbox."""
        return [Row(*row) for row in self._db.execute(tables.WAITING, (after, limit))]

    def at(self, position: int) -> Row | None:
        found = self.waiting(position - 1, 1)
        return found[0] if found and found[0].position == position else None

    def unsent(self, owners: Iterable[UUID], after: int) -> list[bytes]:
        """What is not in the stream yet of these owners."""
        marks = ", ".join("?" * len(known := [str(it) for it in owners]))
        query = f"SELECT data FROM looks WHERE owner IN ({marks}) AND position > ? ORDER BY position"
        return [data for (data,) in self._db.execute(query, (*known, after))]

    @property
    def last(self) -> int:
        position: int = self._db.execute("SELECT coalesce(max(position), 0) FROM looks").fetchone()[0]
        return position

    def close(self) -> None:
        self._db.close()
