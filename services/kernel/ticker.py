"""What falls due is asked for when its time has come, once, by the house itself."""

import asyncio
from datetime import datetime
from uuid import uuid5

import structlog
from pydantic_core import from_json, to_json

from events.envelope import Recorded
from events.message import revive_command
from services.kernel import clock, tables
from services.kernel.answers import BROKEN
from services.kernel.following import heed_cancellation
from services.kernel.orders import Job, Order, by_the_house, digest
from services.kernel.settings import Settings
from services.kernel.store import Row, Statement, Store
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
        asked = {name: row[name] for name in ("kind", "stream", "at")}
        gone = self.store.statement(tables.ASKED, **asked)
        try:
            return Job((self.order(row),), (gone,))
        except Exception as error:  # whatever is wrong with it must not stop the others
            log.error("not understood", context=self.store.name, kind=row["kind"], error=type(error).__name__)
            return Job((), (gone, self.park(row, type(error).__name__)))

    def order(self, row: Row) -> Order:
        cause = Recorded.model_validate_json(row["cause"])
        command = revive_command(row["topic"], row["version"], from_json(row["body"]))
        # Nothing falls due before its cause: the first week of a new home began before anybody lived there.
        at = max(datetime.fromisoformat(row["at"]), cause.recorded_at)
        act = by_the_house(cause.partnership, self.settings.zone, at, clock.now())
        command_id = uuid5(cause.stream, f"{row['kind']}/{row['stream']}/{row['at']}")
        said = digest(command, self.settings.digest_key)
        parked = self.park(row, f"{BROKEN}: {command.TOPIC}")
        return Order(command_id, command, act, said, caused_by=cause.event_id, parked=(parked,))

    def park(self, row: Row, reason: str) -> Statement:
        return self.store.statement(
            tables.PARK,
            context=self.store.name,
            epoch=f"due {row['kind']} {row['stream']}",
            position=int(datetime.fromisoformat(row["at"]).timestamp()),
            reason=reason,
            data=to_json(row).decode(),
            at=clock.now().isoformat(),
        )
