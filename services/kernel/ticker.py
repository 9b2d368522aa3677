"""What falls due is asked for when its time has come, once, by the house itself."""

import asyncio
from datetime import datetime
from uuid import uuid5

import structlog
from pydantic_core import from_json

from events.envelope import Recorded
from events.message import revive_command
from services.kernel import clock, tables
from services.kernel.following import heed_cancellation
from services.kernel.orders import Job, Order, by_the_house, digest
from services.kernel.settings import Settings
from services.kernel.store import Row, Store
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)
EVERY = 1.0
DUE = (
    "SELECT kind, stream, at, topic, version, body, cause FROM {s}due WHERE at <= :now ORDER BY at LIMIT 100"
)


class Ticker:
    """Survives restarts because the table does; a repeat is the same command and has the same answer."""

    def __init__(self, store: Store, settings: Settings, writer: Writer) -> None:
        self.store = store
        self.settings = settings
        self.writer = writer

    async def run(self) -> None:
        while True:
            heed_cancellation()
            try:
                await self.tick()
            except Exception as error:
                log.warning("ticker", context=self.store.name, error=type(error).__name__)
            await asyncio.sleep(EVERY)

    async def tick(self) -> int:
        """Asks for all that is due by now; how many commands that was."""
        rows = await asyncio.to_thread(self.store.rows, DUE, now=clock.now().isoformat())
        for row in rows:
            await asyncio.wrap_future(self.writer.put(self.job(row)).done)
        return len(rows)

    def job(self, row: Row) -> Job:
        """The row goes first, so that the command may set the same thing due again."""
        cause = Recorded.model_validate_json(row["cause"])
        command = revive_command(row["topic"], row["version"], from_json(row["body"]))
        act = by_the_house(
            cause.partnership, self.settings.zone, datetime.fromisoformat(row["at"]), clock.now()
        )
        command_id = uuid5(cause.stream, f"{row['kind']}/{row['stream']}/{row['at']}")
        order = Order(
            command_id, command, act, digest(command, self.settings.digest_key), caused_by=cause.event_id
        )
        return Job((order,), (self.store.statement(tables.NOT_DUE, kind=row["kind"], stream=row["stream"]),))
