"""The event-store library on PostgreSQL: one schema per service, one appender at a time, append-only."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, cast

import psycopg
from eventsourcing import postgres as library
from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from psycopg import Connection, Cursor, Pipeline
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from services.kernel.tables import TABLES

AGAIN = 1.0
REST = 1_000
# Of several hosts the one that may be written to; a machine that went away without a word is missed in seconds.
LINE = {
    "target_session_attrs": "read-write",
    "connect_timeout": 2,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}


def once(patient: Any) -> Any:
    return patient.__wrapped__


class Recorder(library.PostgresApplicationRecorder):
    """An advisory lock instead of the library's table lock: an INSERT-only role can take it (PROMISES E21).

    ``insert_events(stored, also=[(sql, parameters)…])`` writes the further rows in the same transaction.
    """

    # The library would ask ten times before it says that the database is gone: people would wait half a minute.
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

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """One way there and back, the commit included.

        Written out because the library, when a further row is refused, reports that the rest was not run instead
        of why.
        """
        with self.datastore.get_connection() as connection:
            wrong: psycopg.Error | None = None
            positions: Sequence[int] = ()
            with connection.pipeline() as pipeline:
                try:
                    positions = self.sent(connection, pipeline, stored_events, kwargs.get("also", ()))
                except psycopg.Error as error:
                    wrong = error
                    drain(pipeline)
            if wrong:
                with suppress(psycopg.Error):
                    connection.rollback()
                raise wrong
            return positions

    def sent(
        self,
        connection: Connection[DictRow],
        pipeline: Pipeline,
        stored_events: Sequence[StoredEvent],
        also: Iterable[tuple[str, Any]],
    ) -> Sequence[int]:
        """What fails takes all that follows with it, the commit too."""
        with connection.cursor() as beside, connection.cursor() as facts:
            beside.execute("BEGIN")
            beside.execute(self.lock)
            for sql, parameters in also:
                beside.execute(sql, parameters)
            if stored_events:
                self._insert_stored_events(facts, stored_events)
            beside.execute("COMMIT")
            pipeline.sync()
            return [row["notification_id"] for row in facts.fetchall()] if stored_events else ()

    def _lock_table(self, curs: Cursor[DictRow]) -> None:
        """The advisory lock is already held."""

    def _notify_channel(self, curs: Cursor[DictRow]) -> None:
        """The relay is woken by its own writer; a NOTIFY in the transaction would serialise commits."""


def drain(pipeline: Pipeline) -> None:
    """Takes what is still to come of a pipeline that failed: that each of the rest was not run."""
    for _ in range(REST):
        try:
            return pipeline.sync()
        except psycopg.errors.PipelineAborted:
            continue


class Factory(library.PostgresFactory):
    """Found by the library through PERSISTENCE_MODULE. Refuses the fast path that lets readers skip events."""

    def application_recorder(self) -> ApplicationRecorder:
        if self.datastore.enable_db_functions:
            raise OSError("POSTGRES_ENABLE_DB_FUNCTIONS drops the append lock: readers would skip facts")
        # By itself the pool tries ever more seldom: gone for a minute, the database would be missed for another.
        self.datastore.pool.reconnect_timeout = AGAIN
        self.datastore.pool.kwargs = {**cast(dict[str, Any], self.datastore.pool.kwargs), **LINE}
        recorder = Recorder(self.datastore)
        recorder.create_table()
        return recorder
