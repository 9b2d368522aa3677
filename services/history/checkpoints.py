"""The signed heads of the trees, and what witnesses said of them: kept for ever."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.history.growing import logs, nodes, size, taken_up
from services.history.merkle import consistency
from services.history.signing import Signer, head, origin
from services.history.verifica.notes import PLAIN


@dataclass(frozen=True)
class Kept:
    """``note`` with the signature of the log; ``cosignatures`` are the lines of the witnesses below it."""

    log: str
    size: int
    note: str
    vkey: str
    cosignatures: tuple[str, ...]

    @property
    def whole(self) -> str:
        return self.note + "".join(self.cosignatures)


class Checkpoints:
    """On the connection of whoever reads or writes the record."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def make(self, key: Ed25519PrivateKey) -> list[Kept]:
        """A checkpoint for each tree that grew since its last."""
        grown = [log for log in logs(self._db) if size(self._db, log) > self.latest(log)]
        for log in grown:
            tree = taken_up(self._db, log)
            signer = Signer(origin(log), PLAIN, key)
            note = signer.note(head(signer.name, tree.size, tree.root))
            row = (log, tree.size, note, signer.vkey, datetime.now(UTC).isoformat())
            self._db.execute("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?)", row)
        return [kept for log in grown if (kept := self.newest(log))]

    def latest(self, log: str) -> int:
        """The size the newest checkpoint speaks of; 0 without one."""
        query = "SELECT coalesce(max(size), 0) FROM checkpoints WHERE log = ?"
        found: int = self._db.execute(query, (log,)).fetchone()[0]
        return found

    def of(self, log: str) -> list[Kept]:
        """From the oldest to the newest."""
        rows = self._db.execute(
            "SELECT size, note, vkey FROM checkpoints WHERE log = ? ORDER BY size", (log,)
        )
        return [self._kept(log, *row) for row in rows.fetchall()]

    def newest(self, log: str) -> Kept | None:
        query = "SELECT size, note, vkey FROM checkpoints WHERE log = ? ORDER BY size DESC LIMIT 1"
        row = self._db.execute(query, (log,)).fetchone()
        return self._kept(log, *row) if row else None

    def _kept(self, log: str, number: int, note: str, vkey: str) -> Kept:
        return Kept(log, number, note, vkey, self._cosigned(log, number))

    def _cosigned(self, log: str, number: int) -> tuple[str, ...]:
        query = "SELECT line FROM cosignatures WHERE log = ? AND size = ? ORDER BY witness"
        return tuple(row[0] for row in self._db.execute(query, (log, number)))

    def unseen(self, vkey: str) -> Iterator[tuple[int, Kept]]:
        """The newest checkpoint of each log this witness has not signed, and the size it signed last."""
        for log in logs(self._db):
            newest, seen = self.newest(log), self.seen(log, vkey)
            if newest and newest.size > seen:
                yield seen, newest

    def seen(self, log: str, vkey: str) -> int:
        query = "SELECT coalesce(max(size), 0) FROM cosignatures WHERE log = ? AND witness = ?"
        found: int = self._db.execute(query, (log, vkey)).fetchone()[0]
        return found

    def cosigned(self, log: str, number: int, vkey: str, line: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO cosignatures VALUES (?, ?, ?, ?)", (log, number, vkey, line))

    def witnesses(self, log: str) -> list[str]:
        query = "SELECT DISTINCT witness FROM cosignatures WHERE log = ? ORDER BY witness"
        return [row[0] for row in self._db.execute(query, (log,))]

    def consistency(self, log: str, old: int, new: int) -> list[bytes]:
        return consistency(old, new, nodes(self._db, log))
