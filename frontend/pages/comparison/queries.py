"""What has become of a stream since someone looked, and in whose hands."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from events.message import COMMANDS, revive_fact
from frontend.sentences import Told, sentence

MOST = 3


@dataclass(frozen=True)
class Change:
    told: Told
    actor: UUID
    at: datetime


def version_of(db: sqlite3.Connection, stream: UUID) -> int:
    """0 for a stream no fact has told of."""
    row = db.execute("SELECT version FROM streams WHERE stream = ?", (stream,)).fetchone()
    return int(row["version"]) if row else 0


def changes(db: sqlite3.Connection, stream: UUID, seen: int) -> list[Change]:
    """Those somebody has to settle, newest first; a few, however long ago someone looked."""
    since = min(max(version_of(db, stream) - seen, 1), MOST)
    rows = db.execute(
        "SELECT topic, version, body, actor, at FROM case_moments WHERE stream = ?"
        " AND topic IN (SELECT value FROM json_each(?)) ORDER BY recorded_at DESC, rowid DESC LIMIT ?",
        (stream, json.dumps(sorted(clashing())), since),
    )
    return list(told(rows))


@cache
def clashing() -> frozenset[str]:
    """Topics of the facts that commands name as a clash."""
    return frozenset(f"{it.context()}.{name}" for it in COMMANDS.values() for name in it.CLASHES)


def told(rows: sqlite3.Cursor) -> Iterator[Change]:
    for row in rows:
        fact, actor = revive_fact(row["topic"], row["version"], json.loads(row["body"])), UUID(row["actor"])
        yield Change(sentence(fact, actor), actor, datetime.fromisoformat(row["at"]))
