"""The event-store library on SQLite, as durable as a service needs it."""

import sqlite3
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eventsourcing import sqlite as library
from eventsourcing.persistence import ApplicationRecorder, InterfaceError, StoredEvent

from services.kernel.connections import Connections
from services.kernel.tables import TABLES

PATIENCE = library.SQLITE3_DEFAULT_LOCK_TIMEOUT
# The library's own connections remember one: with six in a commit each would be read anew every time.
STATEMENTS = 128


class Pool(library.SQLiteConnectionPool):
    """WAL alone loses acknowledged commits on a power cut; with FULL none was lost (PROMISES E9).

    ``connections`` are for the way of a command; in memory, where whoever reads must keep out whoever writes, all
    go by the pool.
    """

    connections: Connections | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not self.is_sqlite_memory_mode:
            self.connections = Connections(self.connected, PATIENCE)

    def close(self) -> None:
        super().close()
        if self.connections:
            self.connections.close()

    def _create_connection(self) -> library.SQLiteConnection:
        return library.SQLiteConnection(sqlite_conn=self.connected(), max_age=self.max_age)

    def connected(self) -> sqlite3.Connection:
        try:
            made = sqlite3.connect(
                self.db_name, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE,
                cached_statements=STATEMENTS,
            )  # fmt: skip
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        for setting in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON"):
            made.execute(f"PRAGMA {setting}")
        made.row_factory = sqlite3.Row
        return made


class Recorder(library.SQLiteApplicationRecorder):
    """Positions are an explicit key that is never used again: the library's bare rowid may be renumbered.

    ``insert_events(stored, also=[(sql, parameters)…])`` writes the further rows in the same transaction.
    """

    def __init__(self, datastore: library.SQLiteDatastore) -> None:
        super().__init__(datastore)
        self.insert_events_statement = (
            "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )
        self.connections: Connections | None = getattr(datastore.pool, "connections", None)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        if self.connections is None:
            return super().insert_events(stored_events, **kwargs)
        return self.connections.write(lambda c: self._insert_events(c, stored_events, **kwargs))

    def construct_create_table_statements(self) -> list[str]:
        return [
            "CREATE TABLE IF NOT EXISTS stored_events (rowid INTEGER PRIMARY KEY AUTOINCREMENT,"
            " originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL,"
            " state BLOB NOT NULL, UNIQUE (originator_id, originator_version))",
            *(refuse(what) for what in ("UPDATE", "DELETE")),
            *(table.replace("{s}", "") for table in TABLES),
        ]

    def _insert_events(
        self, c: Any, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        for sql, parameters in kwargs.get("also", ()):
            (c.executemany if isinstance(parameters, list) else c.execute)(sql, parameters)
        if not stored_events:
            return []
        rows = [(hexed(it.originator_id), it.originator_version, it.topic, it.state) for it in stored_events]
        c.executemany(self.insert_events_statement, rows)
        # Nobody else writes meanwhile, and a key that only grows gives these rows the numbers just before the last.
        c.execute("SELECT MAX(rowid) FROM stored_events")
        last: int = c.fetchone()[0]
        return range(last - len(rows) + 1, last + 1)


def hexed(stream: UUID | str) -> str:
    return stream.hex if isinstance(stream, UUID) else stream


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
