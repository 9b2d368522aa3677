"""What a stopped house left behind, read from its own files: stores, streams, history, read model."""

import asyncio
import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from deploy.nats import server
from services.kernel.courier import CONTEXTS, connect, stream
from services.kernel.settings import Settings

Facts = dict[str, list[bytes]]


def stored(data: Path) -> Facts:
    """Context → the bytes of its facts in the order of commits."""
    return {
        context: column(data / f"{context}.sqlite", "SELECT state FROM stored_events ORDER BY rowid")
        for context in CONTEXTS
    }


def column(file: Path, sql: str) -> list[Any]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute(sql)]


def streamed(data: Path) -> Facts:
    """Context → the bytes in its stream; starts a message server on the data for as long as it takes."""
    running = server.start(data)
    try:
        return asyncio.run(read_all(Settings(data=data, nats=running.url)))
    finally:
        running.stop()


async def read_all(settings: Settings) -> Facts:
    return {context: await of_stream(settings, context) for context in CONTEXTS}


async def of_stream(settings: Settings, context: str, user: str = "") -> list[bytes]:
    """As the service itself, for only it may read single messages of its stream."""
    client = await connect(settings, user or context)
    js = client.jetstream()
    last = (await js.stream_info(stream(context))).state.last_seq
    found = [(await js.get_msg(stream(context), seq=n + 1)).data or b"" for n in range(last)]
    await client.close()
    return found


def archived(data: Path) -> Counter[bytes]:
    return Counter(column(data / "history.sqlite", "SELECT data FROM records"))


def ids(facts: Facts) -> list[str]:
    return [json.loads(state)["event_id"] for states in facts.values() for state in states]


def commands(facts: Facts) -> set[str]:
    return {json.loads(state)["command_id"] for states in facts.values() for state in states}
