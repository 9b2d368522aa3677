"""The library's own way to a view, as its pages show it: ProjectionRunner, PostgreSQL to PostgreSQL.

One transaction an event with its tracking, woken by LISTEN and NOTIFY, documented defaults. Its view is a counter
row and a line row: less than any of our projections writes.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier

from deploy.bench.facts import point_opened
from deploy.bench.library import Kept, settings
from deploy.bench.postgres import durable
from deploy.bench.rounds import Measures

COUNT = (
    "INSERT INTO {} (aggregate, many) VALUES (%s, 1) ON CONFLICT (aggregate) DO UPDATE SET many = {}.many + 1"
)
LINE = "INSERT INTO {} (position, aggregate, text) VALUES (%s, %s, %s)"
PATIENCE = 120
TOGETHER = 50  # several hundred in one pipeline of the library wait for each other for ever


class Lines(PostgresTrackingRecorder):
    def __init__(self, datastore: PostgresDatastore, **more: Any) -> None:
        super().__init__(datastore, **more)
        counts, lines = (Identifier(datastore.schema, it) for it in ("counts", "lines"))
        self.sql_create_statements += [
            SQL("CREATE TABLE IF NOT EXISTS {} (aggregate uuid PRIMARY KEY, many bigint)").format(counts),
            SQL("CREATE TABLE IF NOT EXISTS {} (position bigint PRIMARY KEY, aggregate uuid, text text)").format(lines),
        ]  # fmt: skip
        self.count, self.line = SQL(COUNT).format(counts, Identifier("counts")), SQL(LINE).format(lines)

    def keep(self, aggregate: UUID, text: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self.count, (aggregate,), prepare=True)
            cursor.execute(self.line, (tracking.notification_id, aggregate, text), prepare=True)


class Lined(Projection[Lines]):
    """``upto`` is the last event of a round, ``done`` is set when it was kept."""

    upto = 0
    done = Event()

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.keep(domain_event.originator_id, domain_event.text, tracking)
        if tracking.notification_id == self.upto:
            self.done.set()


class Runner:
    def __init__(self, address: str) -> None:
        self.env = settings(address, Path())
        self.app: Application[UUID] = Application(self.env)
        self.text = point_opened().to_bytes().decode()

    async def go(self, many: int) -> Measures:
        """A backlog of so many events, until the last is in the view."""
        return await asyncio.to_thread(partial(self.caught_up, many))

    def caught_up(self, many: int) -> Measures:
        for _ in range(0, many, TOGETHER):
            self.app.save(*(Kept(self.text) for _ in range(TOGETHER)))
        Lined.upto, Lined.done = self.app.recorder.max_notification_id() or 0, Event()
        begun = perf_counter()
        with ProjectionRunner(
            application_class=Application, projection_class=Lined, view_class=Lines, env=self.env
        ):
            assert Lined.done.wait(PATIENCE)
            return {"rate": many / (perf_counter() - begun)}


@contextlib.contextmanager
def runner() -> Iterator[Runner | None]:
    """None where no PostgreSQL can be started."""
    with durable() as address:
        if address is None:
            yield None
            return
        it = Runner(address)
        try:
            yield it
        finally:
            it.app.close()
