"""The read model a house lived with, beside one built anew from the same streams."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from deploy.nats import server
from frontend.rebuild import rebuild
from services.kernel.settings import Settings

OF_THE_NODE = {"cursors", "changes", "sqlite_sequence", "parked", "left_out", "unreadable"}
Tables = dict[str, list[tuple[Any, ...]]]


def live_and_rebuilt(data: Path) -> tuple[Tables, Tables]:
    """Table → its rows in a stable order, without what only tells how far a node has come."""
    live = tables(data / "read" / (data / "read" / "current").read_text().strip())
    running = server.start(data)
    try:
        asyncio.run(rebuild(Settings(data=data, nats=running.url)))
    finally:
        running.stop()
    return live, tables(data / "read" / (data / "read" / "current").read_text().strip())


def tables(file: Path) -> Tables:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr)
            for name in names
            if name not in OF_THE_NODE
        }


def parked(file: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        return list(db.execute("SELECT * FROM parked"))
