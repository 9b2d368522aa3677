"""The event-store library on SQLite, as durable as a service needs it."""

from collections.abc import Sequence
from typing import Any

from eventsourcing import sqlite as library
from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from services.kernel.tables import TABLES


class Pool(library.SQLiteConnectionPool):
    """WAL alone loses acknowledged commits on a power cut; with FULL none was lost (PROMISES E9)."""

    def _create_connection(self) -> library.SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA fullfsync = ON")
        return connection


class Recorder(library.SQLiteApplicationRecorder):
    """Positions are an explicit key that is never used again: the library's bare rowid may be renumbered.

    ``insert_events(stored, also=[(sql, parameters)…])`` writes the further rows in the same transaction.
    """

    def __init__(self, datastore: library.SQLiteDatastore) -> None:
        super().__init__(datastore)
        self.insert_events_statement = (
            "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )

    def construct_create_table_statements(self) -> list[str]:
        return [
            "CREATE TABLE IF NOT EXISTS stored_events (rowid INTEGER PRIMARY KEY AUTOINCREMENT,"
            " originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL,"
            " state BLOB NOT NULL, UNIQUE (originator_id, originator_version))",
            *(refuse(what) for what in ("UPDATE", "DELETE")),
            *(table.replace("{s}", "") for table in TABLES),
        ]

    def _insert_events(
        self, c: library.SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        for sql, parameters in kwargs.get("also", ()):
            c.execute(sql, parameters)
        return super()._insert_events(c, stored_events)


def refuse(what: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS no_{what.lower()} BEFORE {what} ON stored_events"
        " BEGIN SELECT RAISE(ABORT, 'facts are only ever added'); END"
    )


class Factory(library.SQLiteFactory):
    """Found by the library through PERSISTENCE_MODULE."""

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        pool = self.datastore.pool
        self.datastore.pool = Pool(db_name=pool.db_name, lock_timeout=pool.lock_timeout)

    def application_recorder(self) -> ApplicationRecorder:
        recorder = Recorder(self.datastore)
        recorder.create_table()
        return recorder
