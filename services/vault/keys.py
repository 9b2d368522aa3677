"""The keys of persons: one live key per owner, dossier and category; a destroyed one stays as a tombstone."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from events.category import Category
from services.kernel.database import opened
from services.vault.wrapping import SIZE, unwrap, wrap

SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id BLOB PRIMARY KEY, owner BLOB NOT NULL, dossier BLOB NOT NULL, category TEXT NOT NULL,
    wrapped BLOB NOT NULL, made_at TEXT NOT NULL, destroyed_at TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS live ON keys (owner, dossier, category) WHERE destroyed_at IS NULL;
CREATE INDEX IF NOT EXISTS of_dossier ON keys (dossier) WHERE destroyed_at IS NULL;
"""


class Wanted(BaseModel):
    """Whose key, for what it belongs to, and of which kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: UUID
    dossier: UUID
    category: Category


class Scope(BaseModel):
    """Which keys to destroy: all that match every field given; at least an owner or a dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: UUID | None = None
    dossier: UUID | None = None
    category: Category | None = None

    @property
    def bounded(self) -> bool:
        return self.owner is not None or self.dossier is not None


@dataclass(frozen=True, repr=False)
class Key:
    """A key in clear (32 bytes), None when it was destroyed; it has no text form that could reach a log."""

    id: UUID
    wanted: Wanted
    key: bytes | None


class Keys:
    """The vault's own store; each call is one transaction on disk. For one thread."""

    def __init__(self, path: Path, wrapping: bytes) -> None:
        """Raises WrongWrappingKey when the keys already here were wrapped by another key."""
        self._wrapping = wrapping
        self._db = opened(path, SCHEMA)
        self._prove()

    def _prove(self) -> None:
        row = self._db.execute(f"{SELECT} WHERE destroyed_at IS NULL LIMIT 1").fetchone()
        if row:
            self._key(row)

    def make(self, wanted: Iterable[Wanted]) -> list[Key]:
        """The live key of each, made where there was none; durable before this returns."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            return [self._live(one) or self._made(one) for one in wanted]

    def _live(self, wanted: Wanted) -> Key | None:
        where = "WHERE owner = ? AND dossier = ? AND category = ? AND destroyed_at IS NULL"
        row = self._db.execute(f"{SELECT} {where}", identity(wanted)).fetchone()
        return self._key(row) if row else None

    def _made(self, wanted: Wanted) -> Key:
        new, key = UUID(bytes=os.urandom(16), version=4), os.urandom(SIZE)
        wrapped = wrap(key, bound(new, wanted), self._wrapping)
        row = (new.bytes, *identity(wanted), wrapped, now())
        self._db.execute("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, NULL)", row)
        return Key(new, wanted, key)

    def find(self, ids: Iterable[UUID]) -> dict[UUID, Key]:
        """Those of the keys that ever existed."""
        found = [self._db.execute(f"{SELECT} WHERE id = ?", (one.bytes,)).fetchone() for one in ids]
        return {key.id: key for key in (self._key(row) for row in found if row)}

    def _key(self, row: tuple[bytes, bytes, bytes, str, bytes, str | None]) -> Key:
        id_, owner, dossier, category, wrapped, destroyed_at = row
        key_id = UUID(bytes=id_)
        wanted = Wanted(owner=UUID(bytes=owner), dossier=UUID(bytes=dossier), category=Category(category))
        key = None if destroyed_at else unwrap(wrapped, bound(key_id, wanted), self._wrapping)
        return Key(key_id, wanted, key)

    def destroy(self, scope: Scope) -> list[UUID]:
        """The ids whose bytes are now overwritten with zeros, in the table and in the log beside it."""
        where = " AND ".join(["destroyed_at IS NULL", *(f"{name} = :{name}" for name in given(scope))])
        overwrite = "UPDATE keys SET wrapped = zeroblob(length(wrapped)), destroyed_at = :now"
        values = {**given(scope), "now": now()}
        rows = self._db.execute(f"{overwrite} WHERE {where} RETURNING id", values).fetchall()
        self._forget_log()
        return [UUID(bytes=row[0]) for row in rows]

    def _forget_log(self) -> None:
        """Older images of a page stay in the write-ahead log until it is emptied."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def destroyed_since(self, moment: datetime) -> list[UUID]:
        rows = self._db.execute("SELECT id FROM keys WHERE destroyed_at >= ?", (moment.isoformat(),))
        return [UUID(bytes=row[0]) for row in rows]

    def close(self) -> None:
        self._db.close()


SELECT = "SELECT id, owner, dossier, category, wrapped, destroyed_at FROM keys"


def identity(wanted: Wanted) -> tuple[bytes, bytes, str]:
    return wanted.owner.bytes, wanted.dossier.bytes, wanted.category.value


def given(scope: Scope) -> dict[str, bytes | str]:
    return {
        name: value.bytes if isinstance(value, UUID) else str(value)
        for name, value in dict(scope).items()
        if value is not None
    }


def bound(key_id: UUID, wanted: Wanted) -> bytes:
    return b"|".join([key_id.bytes, wanted.owner.bytes, wanted.dossier.bytes, wanted.category.encode()])


def now() -> str:
    return datetime.now(UTC).isoformat()
