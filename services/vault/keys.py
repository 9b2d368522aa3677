"""The keys of persons: one live key per owner, dossier and category; a destroyed one stays as a tombstone."""

import os
import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from events.category import Category
from services.kernel.database import opened
from services.vault import tables
from services.vault.copying import Copy, CopyLost
from services.vault.scope import Key, Scope, Wanted, bound
from services.vault.wrapping import SIZE, unwrap, wrap

__all__ = ["Key", "Keys", "Scope", "Wanted"]

Row = tuple[bytes, bytes, bytes, str, bytes, str | None]


class Keys:
    """The vault's own store and, at ``copy``, the same once more; each call is one transaction. For one thread."""

    def __init__(self, path: Path, wrapping: bytes, copy: Path | None = None) -> None:
        """Raises WrongWrappingKey when the keys already here were wrapped by another key."""
        self._wrapping = wrapping
        self._db = opened(path, tables.SCHEMA)
        self._copy = Copy(self._db, copy) if copy else None
        self.copied()
        self._prove()

    def copied(self) -> bool:
        """Whether all that is known here is known to the copy."""
        try:
            if self._copy:
                self._copy.ready()
        except CopyLost:
            return False
        return True

    def _prove(self) -> None:
        row = self._db.execute(f"{tables.SELECT} WHERE destroyed_at IS NULL LIMIT 1").fetchone()
        if row:
            self._key(row)

    def make(self, wanted: Iterable[Wanted]) -> list[Key]:
        """The live key of each, made where there was none; durable here and in the copy before this returns.

        Raises CopyLost.
        """
        if self._copy:
            self._copy.ready()
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            return [self._live(one) or self._made(one) for one in wanted]

    def _live(self, wanted: Wanted) -> Key | None:
        row = self._db.execute(tables.LIVING, wanted.row()).fetchone()
        return self._shared(self._key(row)) if row else None

    def _made(self, wanted: Wanted) -> Key:
        new, key = UUID(bytes=os.urandom(16), version=4), os.urandom(SIZE)
        wrapped = wrap(key, bound(new, wanted), self._wrapping)
        self._db.execute(tables.ADD, (new.bytes, *wanted.row(), wrapped, now()))
        return self._shared(Key(new, wanted, key))

    def _shared(self, key: Key) -> Key:
        """Also one found here: a commit cut off between the two files leaves it in the first only."""
        if self._copy:
            self._db.execute(tables.SAME, (key.id.bytes,))
        return key

    def find(self, ids: Iterable[UUID]) -> dict[UUID, Key]:
        """Those of the keys that ever existed."""
        found = [self._db.execute(f"{tables.SELECT} WHERE id = ?", (one.bytes,)).fetchone() for one in ids]
        return {key.id: key for key in (self._key(row) for row in found if row)}

    def _key(self, row: Row) -> Key:
        id_, owner, dossier, category, wrapped, destroyed_at = row
        key_id = UUID(bytes=id_)
        wanted = Wanted(owner=UUID(bytes=owner), dossier=UUID(bytes=dossier), category=Category(category))
        key = None if destroyed_at else unwrap(wrapped, bound(key_id, wanted), self._wrapping)
        return Key(key_id, wanted, key)

    def within(self, scope: Scope, *, destroyed: bool = False) -> list[UUID]:
        """The live keys of a scope, or its tombstones."""
        given = scope.given()
        state = "destroyed_at IS NOT NULL" if destroyed else "destroyed_at IS NULL"
        where = " AND ".join([state, *(f"{name} = :{name}" for name in given)])
        rows = self._db.execute(f"SELECT id FROM keys WHERE {where}", given)
        return [UUID(bytes=row[0]) for row in rows]

    def destroy(self, ids: Collection[UUID]) -> bool:
        """Overwritten with zeros, in both files and in the logs beside them; an unknown id gets a tombstone.

        False while the copy cannot be written or somebody still reads an old page: to be asked again.
        """
        both = self._copy is not None and self.copied()
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            for schema in ("main", "copy") if both else ("main",):
                self._bury(schema, ids)
        return self._forget_logs() and (both or self._copy is None)

    def _bury(self, schema: str, ids: Collection[UUID]) -> None:
        rows = [(now(), one.bytes) for one in ids]
        self._db.executemany(tables.BURY.format(schema=schema), rows)
        self._db.executemany(tables.TOMB.format(schema=schema), [(one, at) for at, one in rows])

    def _forget_logs(self) -> bool:
        """Older images of a page stay in the write-ahead log until it is emptied."""
        try:
            [busy, *_] = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        return not busy

    def destroyed(self, since: datetime | None = None) -> list[UUID]:
        """All tombstones, or those of destructions since a moment."""
        rows = self._db.execute(
            "SELECT id FROM keys WHERE destroyed_at >= ?", (since.isoformat() if since else "",)
        )
        return [UUID(bytes=row[0]) for row in rows]

    def close(self) -> None:
        self._db.close()


def now() -> str:
    return datetime.now(UTC).isoformat()
