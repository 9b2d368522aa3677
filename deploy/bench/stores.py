"""The plain stores everything is compared with: one fact a commit, as durable as ours."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import psycopg

from deploy.bench.rounds import Measures, waits
from services.kernel.database import opened

TABLE = (
    "CREATE TABLE IF NOT EXISTS facts (position {key}, stream TEXT NOT NULL, version INTEGER NOT NULL,"
    " topic TEXT NOT NULL, state {bytes} NOT NULL, UNIQUE (stream, version))"
)
COLUMNS = "INSERT INTO facts (stream, version, topic, state) VALUES"
Keep = Callable[[bytes], None]


def plain(store: str, data: Path) -> Keep:
    """Writes one fact and commits it; ``store`` as in ``CASA_STORE``."""
    return in_postgres(store) if store.startswith("postgresql") else in_sqlite(data / "plain.sqlite")


def in_sqlite(file: Path) -> Keep:
    """WAL and synchronous=FULL; the statement is its own transaction."""
    db: sqlite3.Connection = opened(file, TABLE.format(key="INTEGER PRIMARY KEY AUTOINCREMENT", bytes="BLOB"))

    def keep(state: bytes) -> None:
        db.execute(f"{COLUMNS} (?, 1, 'network.PointOpened', ?)", (uuid4().hex, state))

    return keep


def in_postgres(address: str) -> Keep:
    """In autocommit mode, which spares the two round trips of a transaction of its own."""
    db = psycopg.connect(address, autocommit=True)
    db.execute(TABLE.format(key="BIGSERIAL PRIMARY KEY", bytes="BYTEA"))

    def keep(state: bytes) -> None:
        db.execute(f"{COLUMNS} (%s, 1, 'network.PointOpened', %s)", (uuid4().hex, state))

    return keep


async def committed(keep: Keep, state: bytes, many: int) -> Measures:
    took = []
    started = perf_counter()
    for _ in range(many):
        begun = perf_counter()
        keep(state)
        took.append(perf_counter() - begun)
    return {"rate": many / (perf_counter() - started), **waits(took)}
