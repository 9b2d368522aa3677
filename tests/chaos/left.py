"""What the house left behind, read from its stores, streams and archive; what its policies owe, asked of them anew."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid5

import psycopg
from nats.errors import Error as NatsError

from deploy.house import SERVICES
from events.envelope import Recorded
from services.kernel.arrival import Arrival
from services.kernel.courier import CONTEXTS, connect, stream
from services.kernel.following import Following
from services.kernel.settings import Settings
from tests.chaos.checker import Left

FACTS = "SELECT state FROM {s}stored_events ORDER BY {position}"
ANSWERED = "SELECT command_id FROM {s}replies"
PATIENCE = 120.0


def stored(data: Path, store: str) -> dict[str, list[bytes]]:
    """Context → the bytes of its facts in the order of commits."""
    return {it: [bytes(row) for row in column(data, store, it, FACTS)] for it in CONTEXTS}


def answered(data: Path, store: str) -> frozenset[str]:
    return frozenset(str(row) for it in CONTEXTS for row in column(data, store, it, ANSWERED))


def column(data: Path, store: str, context: str, sql: str) -> list[Any]:
    if store == "sqlite":
        return lines_of(data / f"{context}.sqlite", sql.format(s="", position="rowid"))
    with psycopg.connect(store) as db:
        rows = db.execute(sql.format(s=f'"{context}".', position="notification_id"))  # type: ignore[arg-type]
        return [row[0] for row in rows]


def lines_of(file: Path, sql: str) -> list[Any]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30) as db:
        return [row[0] for row in db.execute(sql)]


def archived(data: Path) -> list[bytes]:
    """In the order of arrival."""
    return [
        bytes(it) for it in lines_of(data / "history.sqlite", "SELECT data FROM records ORDER BY arrival")
    ]


async def streamed(settings: Settings) -> dict[str, list[bytes]]:
    """Context → the bytes in its stream, as one who may follow all of them hears them."""
    client = await connect(settings, "history")
    try:
        return {it: await heard(client, it) for it in CONTEXTS}
    finally:
        await client.close()


async def heard(client: Any, context: str) -> list[bytes]:
    found: list[bytes] = []

    async def take(batch: list[Arrival]) -> None:
        found.extend(it.data for it in batch)

    last = (await client.jetstream(timeout=10).stream_info(stream(context))).state.last_seq
    following = asyncio.create_task(Following(client, context, None, take).run())
    try:
        async with asyncio.timeout(PATIENCE):
            while len(found) < last:
                await asyncio.sleep(0.02)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    return found


async def at_rest(settings: Settings, store: str) -> None:
    """Until stores, streams and archive have stood still, and hold as many. Raises TimeoutError."""
    before: tuple[int, ...] = ()
    still = 0
    async with asyncio.timeout(PATIENCE):
        while still < 4:
            now = await counted(settings, store)
            still = still + 1 if now == before and now[0] == now[1] == now[2] else 0
            before = now
            await asyncio.sleep(0.5)


async def counted(settings: Settings, store: str) -> tuple[int, ...]:
    stores = sum(len(it) for it in stored(settings.data, store).values())
    try:
        client = await connect(settings, "history")
        js = client.jetstream(timeout=10)
        streams = sum([(await js.stream_info(stream(it))).state.messages for it in CONTEXTS])
        await client.close()
    except (NatsError, OSError):
        streams = -1
    return stores, streams, len(archived(settings.data))


async def left(settings: Settings, store: str, before: dict[str, int]) -> Left:
    stores = stored(settings.data, store)
    owed = dict(wanted(stores))
    return Left(
        stores,
        await streamed(settings),
        archived(settings.data),
        before,
        owed,
        answered(settings.data, store),
    )


def wanted(stores: dict[str, list[bytes]]) -> Iterator[tuple[str, str]]:
    """The id of every command a policy owes for what happened, as ``kernel.orders.caused`` makes it."""
    for service in SERVICES:
        for context in service.listens:
            for state in stores[context]:
                record = Recorded.model_validate(json.loads(state))
                for n, command in enumerate(service.react(record.revived(), record) if service.react else ()):
                    id = uuid5(record.event_id, f"{service.name}/{command.TOPIC}/{n}")
                    yield str(id), f"{service.name}: {command.TOPIC} for {record.topic} {record.event_id}"
