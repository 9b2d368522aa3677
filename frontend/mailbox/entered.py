"""Who came in with an item: judged once for those that follow it to the same address, while nothing at all changes."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from frontend.again.premises import Glance, version
from frontend.node import Node
from frontend.reader import Reader
from frontend.rights import ends_at
from frontend.session import Session
from services.kernel import clock

LEARNT = ("session", "locale", "since")


@dataclass
class Entered:
    """``state`` is what the entrance learnt of that request; empty until someone has come in."""

    state: dict[str, Any]
    db: sqlite3.Connection
    version: int
    until: datetime

    def holds(self, node: Node, db: sqlite3.Connection) -> bool:
        """Any commit by anybody into the read model, another session, or a right that has ended makes it untrue."""
        session: Session = self.state["session"]
        here = db is self.db and version(db) == self.version and clock.now() < self.until
        return here and node.sessions.at_hand(session.key) == session


class Door:
    """Of one run of items; the first of them is always judged anew."""

    def __init__(self) -> None:
        self._glance: Glance | None = None
        self._seen: tuple[sqlite3.Connection, int] | None = None
        self._entered: Entered | None = None

    def open(self, node: Node, state: dict[str, Any]) -> bool:
        """Whether ``state`` now says all that the entrance would say; else the entrance is to ``note`` it."""
        self._glance = self._glance or Glance(node)
        db = self._glance.connection()
        if db is None:
            self._seen = self._entered = None
            return False
        if self._entered and self._entered.holds(node, db):
            # A copy: what was found for one request is found again for the next.
            state |= {**self._entered.state, "reader": replace(self._entered.state["reader"])}
            return True
        self._seen = db, version(db)
        return False

    def note(self, state: dict[str, Any]) -> None:
        reader: Reader = state["reader"]
        if self._seen is None or state["session"] is None or reader.db is not self._seen[0]:
            return
        known = {name: state[name] for name in (*LEARNT, "reader")}
        self._entered = Entered(known, *self._seen, ends_at(reader))
