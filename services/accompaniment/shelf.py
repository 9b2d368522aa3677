"""The shelf of photos: closed bytes beside the facts, in the same store and the same backup. It holds no key."""

import asyncio
import json
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

import structlog
from eventsourcing.persistence import PersistenceError
from nats.aio.msg import Msg

from services.kernel import clock
from services.kernel.edge import FROM_THE_WEB
from services.kernel.following import heed_cancellation
from services.kernel.orders import Job
from services.kernel.runtime import Service

log = structlog.get_logger(__name__)
LARGEST = 720 * 1024
MOST_A_DAY = 60
# What a phone may still mean to attach; after that nobody will, and the key kept with it goes.
WAITS = timedelta(days=35)
SWEPT_EVERY = 3600.0

TABLE = (
    "CREATE TABLE IF NOT EXISTS {s}photos (id TEXT PRIMARY KEY, mark TEXT NOT NULL UNIQUE, holder TEXT NOT NULL,"
    " wrapped TEXT, body TEXT NOT NULL, attached INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL)"
)
PUT = (
    "INSERT INTO {s}photos (id, mark, holder, wrapped, body, at) VALUES (:id, :mark, :holder, :wrapped, :body, :at)"
    " ON CONFLICT DO NOTHING"
)
FOUND = "SELECT id, wrapped FROM {s}photos WHERE mark = :mark"
BODY = "SELECT body FROM {s}photos WHERE id = :id"
TODAY = "SELECT COUNT(*) AS many FROM {s}photos WHERE holder = :holder AND at > :since"
ATTACHED = "UPDATE {s}photos SET attached = 1 WHERE id = :id"
UNWRAPPED = "UPDATE {s}photos SET wrapped = NULL, mark = id WHERE attached = 1 AND at < :before AND wrapped IS NOT NULL"
NEVER_MEANT = "DELETE FROM {s}photos WHERE attached = 0 AND at < :before"


class Shelf:
    """Hears ``casa.photos.{find,put,get,attached}`` from web nodes; bodies travel as they are, the rest in headers."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._store = service.store

    async def run(self) -> None:
        """Until cancelled."""
        await self._write(TABLE)
        await self._service.client.subscribe("casa.photos.*", cb=self._hear)
        while True:
            heed_cancellation()
            await self._sweep()
            await asyncio.sleep(SWEPT_EVERY)

    async def _hear(self, message: Msg) -> None:
        if not message.reply.startswith(FROM_THE_WEB):
            return
        try:
            answer = await self._answer(
                message.subject.rpartition(".")[2], message.headers or {}, message.data
            )
        except (PersistenceError, OSError, KeyError, ValueError) as error:
            log.warning("shelf of photos", error=type(error).__name__)
            answer = json.dumps({"error": type(error).__name__}).encode()
        await message.respond(answer)

    async def _answer(self, act: str, said: dict[str, str], data: bytes) -> bytes:
        match act:
            case "find":
                rows = await asyncio.to_thread(self._store.rows, FOUND, mark=said["mark"])
                return json.dumps(rows[0] if rows else {}).encode()
            case "get":
                rows = await asyncio.to_thread(self._store.rows, BODY, id=said["id"])
                return b64decode(rows[0]["body"]) if rows else b""
            case "put":
                return json.dumps(await self._put(said, data)).encode()
            case "attached":
                await self._write(ATTACHED, id=said["id"])
                return b"{}"
        raise KeyError(act)

    async def _put(self, said: dict[str, str], data: bytes) -> dict[str, Any]:
        now = clock.now()
        day = (now - timedelta(days=1)).isoformat()
        rows = await asyncio.to_thread(self._store.rows, TODAY, holder=said["holder"], since=day)
        if rows[0]["many"] >= MOST_A_DAY or len(data) > LARGEST:
            return {"full": True}
        kept = {name: said[name] for name in ("id", "mark", "holder", "wrapped")}
        await self._write(PUT, **kept, body=b64encode(data).decode(), at=now.isoformat())
        return {}

    async def _sweep(self) -> None:
        before = (clock.now() - WAITS).isoformat()
        try:
            for statement in (UNWRAPPED, NEVER_MEANT):
                await self._write(statement, before=before)
        except (PersistenceError, OSError) as error:
            log.warning("shelf of photos", error=type(error).__name__)

    async def _write(self, sql: str, **parameters: Any) -> None:
        """In turn with the facts: one writer per store."""
        job = Job((), also=(self._store.statement(sql, **parameters),))
        await asyncio.wrap_future(self._service.writer.put(job).done)
