"""What a service had to park is tried again when it starts: by a release that has learnt it, as if it had just come."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from nats.aio.client import Client
from pydantic_core import from_json

from events.standing import Standing
from services.kernel.answers import BROKEN
from services.kernel.arrival import Arrival, Cursor
from services.kernel.following import Following
from services.kernel.orders import Job, Order
from services.kernel.store import Row, Statement, Store
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)
PATIENCE = 120.0
FREED = "DELETE FROM {s}parked WHERE context = :context AND epoch = :epoch AND position = :position"
PARKED = "SELECT context, epoch, position, data FROM {s}parked"
# Meanwhile another moment may have taken its place.
DUE_AGAIN = (
    "INSERT INTO {s}due (kind, stream, at, topic, version, body, cause)"
    " VALUES (:kind, :stream, :at, :topic, :version, :body, :cause) ON CONFLICT (kind, stream) DO NOTHING"
)


class Freeing:
    """Before anything new is heard. ``reactions`` says what an arrival asks for; commands have the ids they had."""

    def __init__(self, store: Store, client: Client, writer: Writer, reactions: Any) -> None:
        self.store, self.client, self.writer, self.reactions = store, client, writer, reactions

    async def run(self) -> None:
        """Whatever goes wrong with it, what comes next is heard: what is left is tried at the next start."""
        try:
            rows = await asyncio.to_thread(self.store.rows, PARKED)
            await self.dues([row for row in rows if row["epoch"].startswith("due ")])
            for context, cursor in self.reactions.cursors().items():
                here = [row for row in rows if (row["context"], row["epoch"]) == (context, cursor.epoch)]
                if any(row["position"] > 0 for row in here):
                    async with asyncio.timeout(PATIENCE):
                        await self.context(cursor, {row["position"]: row for row in here}, context)
        except Exception as error:
            log.warning("still parked", context=self.store.name, error=type(error).__name__)

    async def dues(self, rows: list[Row]) -> None:
        if rows:
            await self.written(Job((), tuple(it for row in rows for it in self.due(row))))

    def due(self, row: Row) -> tuple[Statement, Statement]:
        return self.store.statement(DUE_AGAIN, **from_json(row["data"])), self.freed(row)

    def freed(self, row: Row) -> Statement:
        return self.store.statement(FREED, **{name: row[name] for name in ("context", "epoch", "position")})

    async def context(self, cursor: Cursor, rows: dict[int, Row], context: str) -> None:
        heard = await self.heard(context, cursor.position, rows)
        job = await asyncio.to_thread(self.job, heard, rows)
        if job.also:
            await self.written(job)
            log.info("tried again", context=context, many=len(job.also))

    async def heard(self, context: str, upto: int, rows: dict[int, Row]) -> list[Arrival]:
        """What stands parked, and what came after it in the same streams: a right must not outlive its end."""
        found: list[Arrival] = []
        streams: set[str] = set()
        there = asyncio.Event()

        async def take(batch: list[Arrival]) -> None:
            for it in batch:
                if it.position in rows or (streams and it.position and stream_of(it) in streams):
                    found.append(it)
                    streams.add(stream_of(it))
            # The last may be anybody's, and say no position.
            if max(it.position for it in batch) >= upto:
                there.set()

        following = asyncio.create_task(Following(self.client, context, None, take).run())
        try:
            await there.wait()
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        return [it for it in found if it.position <= upto]

    def job(self, heard: Sequence[Arrival], rows: dict[int, Row]) -> Job:
        """What is not understood even now stays where it is, and nothing after it in its stream is heard again."""
        orders: list[Order] = []
        standings: list[Standing] = []
        also: list[Statement] = []
        strange: set[str] = set()
        for it in heard:
            try:
                asked, stands = ([], []) if stream_of(it) in strange else self.reactions.meant(it)
            except Exception as error:
                strange.add(stream_of(it))
                log.error(
                    "still parked", context=it.context, position=it.position, error=type(error).__name__
                )
                continue
            standings += stands
            if it.position in rows and stream_of(it) not in strange:
                orders += asked
                also.append(self.freed(rows[it.position]))
        return Job(tuple(orders), tuple(also), tuple(standings))

    async def written(self, job: Job) -> None:
        """Until it is: a vault that is just starting, say, makes an order wait."""
        while True:
            replies = await asyncio.wrap_future(self.writer.put(job).done)
            if all(it.outcome != "unavailable" or it.reason == BROKEN for it in replies):
                return
            await asyncio.sleep(0.5)
            job = Job(job.orders, job.also, job.standings)


def stream_of(it: Arrival) -> str:
    try:
        return str(from_json(it.data)["stream"])
    except (ValueError, KeyError, TypeError):
        return ""
