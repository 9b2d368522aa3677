"""One service's store: its facts, the answers it gave, and what it has to remember besides."""

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from time import monotonic
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, Mapper, Notification, PersistenceError, StoredEvent
from eventsourcing.utils import Environment, EnvType

from events.envelope import Recorded
from services.kernel import tables
from services.kernel.places import environment

AGAIN = 1.0
Parameters = dict[str, Any]
Statement = tuple[str, Parameters | list[Parameters]]
"""What to run, and with what; with a list it is run once for each of its items."""
Row = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")


class Stored(NamedTuple):
    """A record as bytes, with what the store knows of it."""

    version: int
    topic: str
    state: bytes


class Verbatim(Mapper[UUID]):
    """Stores the record's own bytes: what is stored is what is published and chained."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        recorded: Recorded = domain_event
        return StoredEvent(recorded.stream, recorded.stream_version, recorded.topic, recorded.to_bytes())

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        return Recorded.model_validate_json(stored_event.state)


class Closed(PersistenceError):
    """The store is no longer open: whoever asks has to come again, to the next process."""


def while_open(work: Callable[Concatenate["Store", P], T]) -> Callable[Concatenate["Store", P], T]:
    """Keeps the store from being closed under one's feet: a database closed while in use ends the process."""

    @wraps(work)
    def guarded(store: "Store", /, *args: P.args, **kwargs: P.kwargs) -> T:
        with store.gate:
            if store.closed:
                raise Closed(store.name)
            store.users += 1
        try:
            found = work(store, *args, **kwargs)
            store.ailing = None
            return found
        except IntegrityError:
            raise
        except PersistenceError as error:
            store.ailing, store.ailed = type(error).__name__, monotonic()
            raise
        finally:
            with store.gate:
                store.users -= 1
                if store.closed:
                    store.gate.notify_all()

    return guarded


class Store(Application[UUID]):
    """Facts of one context, on SQLite or PostgreSQL by ``where`` alone.

    ``where`` is ``sqlite`` (a file under ``data``), ``memory``, or a ``postgresql://`` address (one schema).
    """

    def __init__(self, context: str, where: str, data: Path) -> None:
        self.name = context
        self.gate = threading.Condition()
        self.users = 0
        self.closed = False
        self.ailing: str | None = None
        """The kind of trouble of the last that was asked of it; None when it answered."""
        self.ailed = 0.0
        self.prefix = "" if not where.startswith("postgresql") else f'"{context}".'
        super().__init__(environment(context, where, data))
        self.append([], [self.statement(tables.EPOCH, epoch=uuid4().hex)])
        self.epoch: str = self.rows("SELECT value FROM {s}meta WHERE name = 'epoch'")[0]["value"]

    def close(self) -> None:
        """Waits for whoever is reading or writing just now; a thread does not heed the cancelling of its task."""
        with self.gate:
            self.closed = True
            self.gate.wait_for(lambda: not self.users, timeout=5)
        super().close()

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, env)

    def construct_mapper(self) -> Mapper[UUID]:
        return Verbatim(self.construct_transcoder())

    @while_open
    def history(self, stream: UUID, after: int = 0) -> list[Recorded]:
        return list(self.events.get(stream, gt=after))  # type: ignore[arg-type]

    @while_open
    def stored(self, stream: UUID) -> list[Stored]:
        """The same as they lie there, for whoever reads only what it needs of each."""
        if self.prefix:
            return [Stored(**row) for row in self.asked(self.sql(STORED), {"stream": stream})]
        return list(map(Stored._make, self.asked(self.sql(STORED), {"stream": stream.hex})))

    @while_open
    def append(self, records: Sequence[Recorded], also: Iterable[Statement] = ()) -> Sequence[int]:
        """Facts and further rows in one durable transaction; positions of the facts.

        Raises the library's IntegrityError when a stream has moved on or a reply exists, leaving nothing behind.
        """
        stored = [self.mapper.to_stored_event(record) for record in records]
        return self.recorder.insert_events(stored, also=list(also)) or []

    @while_open
    def waiting(self, after: int, limit: int = 500) -> Sequence[Notification]:
        """Stored facts after a position, in commit order: the outbox."""
        return self.recorder.select_notifications(after + 1, limit)

    @while_open
    def at(self, position: int) -> Notification | None:
        found = self.recorder.select_notifications(position, 1)
        return found[0] if found and found[0].id == position else None

    def position_of(self, stream: UUID, version: int) -> int:
        """Where a fact stands in the order of commits; 0 when there is none."""
        found = self.rows(
            f"SELECT {self.column} AS position FROM {{s}}stored_events"
            " WHERE originator_id = :stream AND originator_version = :version",
            stream=stream if self.prefix else stream.hex,
            version=version,
        )
        return int(found[0]["position"]) if found else 0

    @property
    def column(self) -> str:
        return "notification_id" if self.prefix else "rowid"

    @property
    @while_open
    def position(self) -> int:
        return self.recorder.max_notification_id() or 0

    @property
    def gone(self) -> bool:
        """A database that did not answer just now is not waited for again by all who come meanwhile."""
        return bool(self.prefix) and self.ailing is not None and monotonic() - self.ailed < AGAIN

    def reachable(self) -> None:
        """Raises PersistenceError at once where the last that was asked failed: a database that is gone answers late."""
        if self.ailing:
            raise PersistenceError(self.ailing)

    @property
    def parked(self) -> int:
        """How many messages and dues wait for a person, because they could not be understood or acted on."""
        return int(self.rows("SELECT COUNT(*) AS many FROM {s}parked")[0]["many"])

    def among(self, name: str) -> str:
        """The second half of a condition: one of the JSON list given as that parameter."""
        if self.prefix:
            return f"= ANY (ARRAY (SELECT json_array_elements_text(CAST(:{name} AS json))))"
        return f"IN (SELECT value FROM json_each(:{name}))"

    def fence(self, position: int) -> Statement:
        """Fails the whole append (IntegrityError) when somebody else has appended after that position."""
        return self.statement(tables.FENCE.replace("{column}", self.column), position=position)

    def statement(self, sql: str, **parameters: Any) -> Statement:
        return self.sql(sql), parameters

    def rows_of(self, table: str, rows: list[Parameters]) -> Statement:
        """Puts rows into a table (its name, then its columns), in whatever way costs the database least."""
        name, *columns = table.split()
        into = f"INSERT INTO {self.prefix}{name} ({', '.join(columns)})"
        if not self.prefix:
            return f"{into} VALUES ({', '.join(f':{each}' for each in columns)})", rows
        kind = f"CAST(NULL AS {self.prefix}{name})"
        listed = f"json_populate_recordset({kind}, CAST(%(rows)s AS json))"
        return f"{into} SELECT {', '.join(columns)} FROM {listed}", {"rows": json.dumps(rows)}

    @while_open
    def rows(self, sql: str, /, **parameters: Any) -> list[Row]:
        return list(map(dict, self.asked(self.sql(sql), parameters)))

    def asked(self, sql: str, parameters: Parameters) -> Sequence[Any]:
        if connections := getattr(self.recorder, "connections", None):
            found: Sequence[Any] = connections.ask(sql, parameters)
            return found
        with self.reading() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """For one question. On PostgreSQL that is its own transaction, which spares two of three ways there and back."""
        if not self.prefix:
            with self.datastore.transaction(commit=False) as cursor:
                yield cursor
            return
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            yield cursor

    @property
    def datastore(self) -> Any:
        return self.recorder.datastore  # type: ignore[attr-defined]

    def sql(self, text: str) -> str:
        return dialect(text, self.prefix)


STORED = (
    "SELECT originator_version AS version, topic, state FROM {s}stored_events"
    " WHERE originator_id = :stream ORDER BY originator_version"
)


@lru_cache(maxsize=256)
def dialect(text: str, prefix: str) -> str:
    """``{s}table`` and ``:name`` become what the database at hand understands."""
    text = text.replace("{s}", prefix)
    return re.sub(r":([a-z_]+)", r"%(\1)s", text) if prefix else text
