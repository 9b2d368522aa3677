"""Whether the stores still hold what the history took from them: a disk may rot, and a backup keep the rot."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

from pydantic_core import from_json

from services.kernel.courier import CONTEXTS


def faults(data: Path) -> Iterator[str]:
    """Of the SQLite stores of a house; PostgreSQL checks its own pages whenever it reads one."""
    with closing(opened(data / "history.sqlite")) as history:
        for context in CONTEXTS:
            if (path := data / f"{context}.sqlite").exists():
                yield from (f"{path.name}: {fault}" for fault in rot(path, history))


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def rot(path: Path, history: sqlite3.Connection) -> Iterator[str]:
    try:
        with closing(opened(path)) as store:
            for (said,) in store.execute("PRAGMA integrity_check(10)"):
                if said != "ok":
                    yield str(said).strip().splitlines()[-1]
            for position, state in store.execute("SELECT rowid, state FROM stored_events ORDER BY rowid"):
                if not same(state, history):
                    yield f"fact {position} is not the one the history holds"
    except sqlite3.DatabaseError as error:
        yield str(error)


def same(state: bytes, history: sqlite3.Connection) -> bool:
    """Whether these very bytes were recorded; what the history has not taken yet nobody can compare."""
    try:
        event = UUID(from_json(state)["event_id"])
    except (ValueError, KeyError, TypeError):
        return False
    found = history.execute("SELECT data FROM records WHERE event_id = ?", (event.bytes,)).fetchone()
    return found is None or bytes(found[0]) == bytes(state)
