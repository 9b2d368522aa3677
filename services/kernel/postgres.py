"""The event-store library on PostgreSQL: one schema per service, one appender at a time, append-only."""

from collections.abc import Sequence
from typing import Any

from eventsourcing import postgres as library
from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from psycopg import Cursor
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from services.kernel.tables import TABLES

AGAIN = 1.0


def once(patient: Any) -> Any:
    return patient.__wrapped__


class Recorder(library.PostgresApplicationRecorder):
    """An advisory lock instead of the library's table lock: an INSERT-only role can take it (PROMISES E21).

    ``insert_events(stored, also=[(sql, parameters)…])`` writes the further rows in the same transaction.
    """

    # The library would ask ten times before it says that the database is gone: people would wait half a minute.
    insert_events = once(library.PostgresApplicationRecorder.insert_events)
    select_events = once(library.PostgresApplicationRecorder.select_events)
    select_notifications = once(library.PostgresApplicationRecorder.select_notifications)
    max_notification_id = once(library.PostgresApplicationRecorder.max_notification_id)

    def __init__(self, datastore: library.PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="stored_events")
        schema = Identifier(datastore.schema)
        self.sql_create_statements.insert(0, SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
        for table in TABLES:
            self.sql_create_statements.append(SQL(table.replace("{s}", "{s}.")).format(s=schema))
        self.lock = SQL("SELECT pg_advisory_xact_lock(hashtext({}))").format(f"casa.{datastore.schema}")

    def create_table(self) -> None:
        """Only where we own the tables, or make them: in production the owner prepares them and never runs."""
        if self.owned_by_another():
            return
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(self.sql_create_statements[0], prepare=False)
        super().create_table()

    def owned_by_another(self) -> bool:
        owner = SQL(
            "SELECT pg_get_userbyid(relowner) = current_user AS ours FROM pg_class WHERE oid = to_regclass({})"
        )
        with self.datastore.transaction(commit=False) as cursor:
            found = cursor.execute(owner.format(f"{self.datastore.schema}.stored_events")).fetchone()
        return found is not None and not found["ours"]

    def _insert_events(
        self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> None:
        curs.execute(self.lock)
        for sql, parameters in kwargs.get("also", ()):
            curs.execute(sql, parameters)

    def _lock_table(self, curs: Cursor[DictRow]) -> None:
        """The advisory lock is already held."""

    def _notify_channel(self, curs: Cursor[DictRow]) -> None:
        """The relay is woken by its own writer; a NOTIFY in the transaction would serialise commits."""


class Factory(library.PostgresFactory):
    """Found by the library through PERSISTENCE_MODULE. Refuses the fast path that lets readers skip events."""

    def application_recorder(self) -> ApplicationRecorder:
        if self.datastore.enable_db_functions:
            raise OSError("POSTGRES_ENABLE_DB_FUNCTIONS drops the append lock: readers would skip facts")
        # By itself the pool tries ever more seldom: gone for a minute, the database would be missed for another.
        self.datastore.pool.reconnect_timeout = AGAIN
        recorder = Recorder(self.datastore)
        recorder.create_table()
        return recorder
