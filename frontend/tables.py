"""The node's own tables in a read model: how far it has come, what it could not take, what has changed."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from frontend.projecting import Projection

TABLES = """
CREATE TABLE cursors (
    context TEXT PRIMARY KEY, epoch TEXT NOT NULL, position INTEGER NOT NULL, sequence INTEGER NOT NULL,
    created TEXT NOT NULL);
CREATE TABLE streams (
    stream TEXT PRIMARY KEY, dossier TEXT NOT NULL, version INTEGER NOT NULL, context TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE parked (
    projection TEXT NOT NULL, dossier TEXT NOT NULL, reason TEXT NOT NULL, event TEXT NOT NULL,
    left_out INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (projection, dossier)) WITHOUT ROWID;
CREATE TABLE left_out (
    n INTEGER PRIMARY KEY AUTOINCREMENT, projection TEXT NOT NULL, dossier TEXT NOT NULL, event TEXT NOT NULL,
    UNIQUE (projection, dossier, event));
CREATE TABLE unreadable (
    context TEXT NOT NULL, position INTEGER NOT NULL, sequence INTEGER NOT NULL, reason TEXT NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY (context, position, sequence));
CREATE TABLE changes (n INTEGER PRIMARY KEY AUTOINCREMENT, dossier TEXT NOT NULL);
"""

EVERYTHING = "*"


def create(db: sqlite3.Connection, projections: Iterable[Projection]) -> None:
    at_once(db, TABLES, *(it.tables for it in projections))


def index(db: sqlite3.Connection, projections: Iterable[Projection]) -> None:
    at_once(db, "CREATE INDEX streams_dossier ON streams (dossier);", *(it.indexes for it in projections))


def at_once(db: sqlite3.Connection, *scripts: str) -> None:
    """In one transaction: each of some two hundred would write the file once more."""
    db.executescript("\n;".join(("BEGIN;", *scripts, "COMMIT;")))


def writing(path: Path | str, building: bool = False) -> sqlite3.Connection:
    """While building nothing is durable: a half-built file is never pointed to.

    A batch with a bad record is undone all the same, so there is a journal, in memory: without any, ROLLBACK
    leaves whatever was written.
    """
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute(f"PRAGMA journal_mode = {'MEMORY' if building else 'WAL'}")
    db.execute(f"PRAGMA synchronous = {'OFF' if building else 'NORMAL'}")
    return db
