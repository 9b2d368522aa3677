"""The parts of a node that run beside its requests: connection, projector, and the ear for another's projector."""

import asyncio
import fcntl
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import structlog

from frontend.neighbours import Neighbours
from frontend.node import Node
from frontend.readmodel import Preparing

LISTEN = 0.01
RETRY = 1.0

log = structlog.get_logger()


async def run_parts(node: Node) -> None:
    """Until cancelled. One process of a machine projects, the others listen to the file it writes."""
    client = await node.bus.open()
    if isinstance(node.neighbours, Neighbours):
        await node.neighbours.listen(client)
    with only_one(node) as mine:
        node.projects = mine
        if mine:
            await asyncio.gather(
                kept_up("projector", node.projector.run), kept_up("looks", node.looks.relay.run)
            )
        else:
            await kept_up("projector", lambda: listen(node))


async def kept_up(part: str, run: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await run()
        except Exception as error:  # health shows it; pages go on with what is known
            log.error("part stopped", part=part, error=type(error).__name__)
        await asyncio.sleep(RETRY)


@contextmanager
def only_one(node: Node) -> Iterator[bool]:
    folder = node.readmodel.folder
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "projector.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


async def listen(node: Node) -> None:
    """SQLite counts what other connections commit: cheap enough to ask often."""
    before: tuple[int, int] | None = None
    while True:
        try:
            db: sqlite3.Connection = node.readmodel.connection()
            now = (id(db), int(db.execute("PRAGMA data_version").fetchone()[0]))
        except Preparing:
            now = None
        if now != before:
            node.pulse.beat()
        before = now
        await asyncio.sleep(LISTEN)
