"""What must still be so for a page to be what it was: the read model, the day, the rights, the keys, the house."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from frontend.door import Lens
from frontend.node import Node
from frontend.reader import Reader
from frontend.readmodel import Preparing
from frontend.rights import ends_at
from services.kernel import clock
from services.kernel.keyring import Vouched

GLANCE = 0.02
"""Seconds for which the pointer to the read model and the mark of a restored house are not looked at again."""


@dataclass(frozen=True)
class Premises:
    """``version`` is the file's own: any commit by anybody makes it another. ``keys`` is None where none is needed."""

    db: sqlite3.Connection
    version: int
    since: datetime
    until: datetime
    keys: Vouched | None
    lent_until: float

    def hold(self, node: Node, db: sqlite3.Connection, now: datetime) -> bool:
        return (
            db is self.db
            and self.since <= now < self.until
            and version(db) == self.version
            and (self.keys is None or node.door.keys.vouched() == self.keys)
            and node.stale_since() is None
        )

    def words_hold(self) -> bool:
        return monotonic() < self.lent_until


def version(db: sqlite3.Connection) -> int:
    """Changes with every commit through another connection."""
    found: int = db.execute("PRAGMA data_version").fetchone()[0]
    return found


def premises(node: Node, reader: Reader, lens: Lens, seen: int) -> Premises | None:
    """``seen`` is the version before the first query. None where something could not be read, for now."""
    assert reader.db is not None
    keys = {it.key for it in lens.boxes.values()}
    vouched = node.door.keys.vouched() if keys else None
    if lens.away or (keys and vouched is None):
        return None
    lent_until = node.door.keys.lent_until(keys)
    return Premises(reader.db, seen, clock.now(), ends_at(reader), vouched, lent_until)


class Glance:
    """The read model in use, looked up at most fifty times a second."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._at = 0.0
        self._db: sqlite3.Connection | None = None

    def connection(self) -> sqlite3.Connection | None:
        if monotonic() - self._at > GLANCE:
            self._at = monotonic()
            try:
                self._db = self._node.readmodel.connection()
            except Preparing:
                self._db = None
        return self._db
