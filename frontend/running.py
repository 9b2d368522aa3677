"""The parts of a node that run beside its requests: connection, projector, and the ear for another's projector."""

import asyncio
import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from frontend.node import Node
from frontend.readmodel import Preparing

LISTEN = 0.01
RETRY = 1.0

log = structlog.get_logger()


async def run_parts(node: Node) -> None:
    """Until cancelled. One process of a machine projects, the others listen to the file it writes."""
    await node.bus.open()
    with only_one(node) as mine:
        node.projects = mine
        while True:
            try:
                await (node.projector.run() if mine else listen(node))
            except Exception as error:  # health shows it; pages go on with what is known
                log.error("projector stopped", error=type(error).__name__)
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
