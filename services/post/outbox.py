"""Letters that must leave: kept sealed until they have, tried again ever more rarely, never twice under one id."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.post import tables
from services.post.letter import Letter

NONCE = 12
FIRST = timedelta(seconds=10)
MOST = timedelta(hours=1)
GIVEN_UP = timedelta(days=2)
REMEMBERED = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    letter: Letter
    since: datetime
    tries: int


class Outbox:
    """For one thread. ``key``: 32 bytes; with it an address can be read for as long as its letter waits."""

    def __init__(self, db: sqlite3.Connection, key: bytes) -> None:
        self._db = db
        self._box = AESGCM(key)

    def state(self, letter: Letter) -> str | None:
        row = self._db.execute("SELECT state FROM letters WHERE id = ?", (str(letter.id),)).fetchone()
        return str(row[0]) if row else None

    def keep(self, letter: Letter, now: datetime) -> None:
        """Durable when this returns."""
        self._add(letter, "waiting", now, self._closed(letter))

    def note(self, letter: Letter, state: str, now: datetime) -> None:
        """Of a letter that is not kept: only that it left, or did not."""
        self._add(letter, state, now, None)

    def _add(self, letter: Letter, state: str, now: datetime, sealed: bytes | None) -> None:
        row = {"id": str(letter.id), "kind": letter.kind, "state": state, "at": now.isoformat()}
        self._db.execute(tables.ADD_LETTER, {**row, "sealed": sealed})

    def waiting(self, now: datetime) -> list[Waiting]:
        found = self._db.execute(tables.WAITING_LETTERS, {"now": now.isoformat()}).fetchall()
        opened = [(self._opened(id, sealed), at, tries) for id, at, tries, sealed in found]
        return [Waiting(it, datetime.fromisoformat(at), tries) for it, at, tries in opened if it]

    def settle(self, letter: Letter, state: str) -> None:
        self._db.execute(tables.SETTLE_LETTER, {"id": str(letter.id), "state": state})

    def postpone(self, it: Waiting, now: datetime) -> None:
        """Given up after two days: a letter that old says nothing any more."""
        if now - it.since > GIVEN_UP:
            return self.settle(it.letter, "failed")
        later = now + later_by(it.tries)
        self._db.execute(tables.AGAIN_LETTER, {"id": str(it.letter.id), "next": later.isoformat()})

    def forget(self, now: datetime) -> None:
        self._db.execute(tables.FORGET_LETTERS, {"before": (now - REMEMBERED).isoformat()})

    def _closed(self, letter: Letter) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._box.encrypt(nonce, letter.model_dump_json().encode(), letter.id.bytes)

    def _opened(self, id: str, sealed: bytes) -> Letter | None:
        """None, and failed, where the key is another one: a letter of a house restored without its secrets."""
        try:
            inside = self._box.decrypt(sealed[:NONCE], sealed[NONCE:], bytes.fromhex(id.replace("-", "")))
            return Letter.model_validate_json(inside)
        except (InvalidTag, ValueError):
            self._db.execute(tables.SETTLE_LETTER, {"id": id, "state": "failed"})
            return None


def later_by(tries: int) -> timedelta:
    return min(FIRST * float(2 ** min(tries, 20)), MOST)
