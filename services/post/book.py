"""The address book: how each person wants to be told, and where; every address sealed under their own key."""

import hmac
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import structlog

from events.category import Category
from events.sealed import Box, seal
from services.kernel.keyring import Keyring
from services.kernel.sealing import Unreadable, close, unbox
from services.post.kinds import Key, Subscribing, Wishes
from services.post.posting import Apart

log = structlog.get_logger(__name__)

MOST = 8
"""Phones of one person; the oldest goes."""


@dataclass(frozen=True)
class Phone:
    id: str
    key: Key


class Book:
    """Vault keys close and open; who is erased is unreadable here, too. Methods may raise VaultUnavailable."""

    def __init__(self, db: sqlite3.Connection, apart: Apart, ring: Keyring, mark: bytes) -> None:
        self._db, self._apart, self._ring, self._mark = db, apart, ring, mark

    async def wishes(self, person: UUID) -> Wishes | None:
        row = await self._one("SELECT body FROM wishes WHERE person = ?", str(person))
        return Wishes.model_validate_json(row[0]) if row else None

    async def wish(self, person: UUID, wishes: Wishes) -> None:
        await self._do("INSERT OR REPLACE INTO wishes VALUES (?, ?)", str(person), wishes.model_dump_json())

    async def address(self, person: UUID) -> str | None:
        row = await self._one("SELECT box FROM addresses WHERE person = ?", str(person))
        return await self._open(person, row[0], "address") if row else None

    async def move(self, person: UUID, address: str) -> None:
        """Empty: away with it."""
        if address:
            box = await self._close(person, address, "address")
            await self._do("INSERT OR REPLACE INTO addresses VALUES (?, ?)", str(person), box)
        else:
            await self._do("DELETE FROM addresses WHERE person = ?", str(person))

    async def phones(self, person: UUID) -> list[Phone]:
        query = "SELECT id, box FROM subscriptions WHERE person = ? ORDER BY at"
        rows = await self._all(query, str(person))
        opened = [(id, await self._open(person, box, id)) for id, box in rows]
        return [Phone(id, Key.model_validate_json(inside)) for id, inside in opened if inside]

    async def subscribe(self, it: Subscribing, now: datetime) -> None:
        """A phone belongs to who signed in on it last."""
        id = hmac.digest(self._mark, it.key.endpoint.encode(), "sha256").hex()
        box = await self._close(it.person, it.key.model_dump_json(), id)
        row = (id, str(it.person), it.role, it.device, box, now.isoformat())
        await self._do("INSERT OR REPLACE INTO subscriptions VALUES (?, ?, ?, ?, ?, ?)", *row)
        oldest = "SELECT id FROM subscriptions WHERE person = :p ORDER BY at DESC LIMIT -1 OFFSET :n"
        await self._do(f"DELETE FROM subscriptions WHERE id IN ({oldest})", {"p": str(it.person), "n": MOST})

    async def unsubscribe(self, phone: str) -> None:
        await self._do("DELETE FROM subscriptions WHERE id = ?", phone)

    async def signed_out(self, person: UUID, device: str) -> None:
        await self._do("DELETE FROM subscriptions WHERE person = ? AND device = ?", str(person), device)

    async def knows(self, person: UUID, device: str) -> bool:
        query = "SELECT 1 FROM subscriptions WHERE person = ? AND device = ?"
        return bool(await self._one(query, str(person), device))

    async def _close(self, person: UUID, text: str, place: str) -> str:
        key_id, key = await self._ring.for_sealing(person, apart_from(person), Category.IDENTITY)
        it = seal(text, person, Category.IDENTITY)
        return close(it, f"{apart_from(person)}/{place}", key_id, key).model_dump_json()

    async def _open(self, person: UUID, stored: str, place: str) -> str | None:
        """None where the key was destroyed: then the row goes, too."""
        _, key = await self._ring.for_sealing(person, apart_from(person), Category.IDENTITY)
        try:
            box = Box.model_validate_json(stored)
            return str(unbox(box.model_copy(update={"place": f"{apart_from(person)}/{place}"}), key))
        except Unreadable:
            log.warning("an address that opens no more is gone")
            for table in ("addresses", "subscriptions"):
                await self._do(f"DELETE FROM {table} WHERE box = ?", stored)
            return None

    async def _do(self, query: str, *values: object) -> None:
        await self._apart(self._db.execute, query, values[0] if isinstance(values[0], dict) else values)

    async def _one(self, query: str, *values: object) -> tuple[str, ...] | None:
        rows = await self._all(query, *values)
        return rows[0] if rows else None

    async def _all(self, query: str, *values: object) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = await self._apart(lambda: self._db.execute(query, values).fetchall())
        return found


def apart_from(person: UUID) -> UUID:
    """Not the dossier of who they are: what the post borrows opens nothing else of theirs."""
    return uuid5(person, "post")
