"""From the ledger to the stream of all looks: the node's own last message there is its bookmark."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError, NotFoundError
from pydantic_core import from_json

from frontend.looks.ledger import Ledger, Row
from services.kernel.courier import READS, stream
from services.kernel.following import heed_cancellation

STREAM = stream(READS)
NET = 1.0
FEW = 8
MOST = 500
Ask = Callable[[Callable[[Ledger], Any]], Awaitable[Any]]

log = structlog.get_logger()


class Diverged(Exception):
    """The stream holds looks of this node that its ledger does not: a person must see to it."""


class Fenced(Exception):
    """Another relay of this node wrote, or the stream is not the one we knew: look at the bookmark again."""


class Relay:
    """One per node. All its messages have one subject, and the fence is that subject's last message: several
    nodes fill one stream and never wait for each other, a second relay of the same node is refused.

    ``trouble`` is None while all is well; on Diverged the relay stays stopped and health goes red.
    """

    def __init__(self, client: Callable[[], Client], partnership: str, ask: Ask) -> None:
        self._client, self._partnership, self._ask = client, partnership, ask
        self._subject, self._epoch = "", ""
        self._sequence = 0
        self._woken = asyncio.Event()
        self.trouble: str | None = "starting"
        self.position = 0

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            heed_cancellation()
            try:
                await self._find_place()
                await self._forward()
            except Diverged as diverged:
                self.trouble = f"relay diverged: {diverged}"
                log.error("relay of looks stopped", reason=str(diverged))
                await asyncio.Event().wait()
            except (
                NatsError,
                OSError,
                sqlite3.Error,
                Fenced,
            ) as error:  # OSError includes Unreachable's causes
                self.trouble = f"relay: {type(error).__name__}"
                log.info("relay of looks starts over", error=type(error).__name__)
                await asyncio.sleep(0.2)

    async def _find_place(self) -> None:
        """The last of our own messages, from the leader, must be a row of this very ledger."""
        node, self._epoch = await self._ask(lambda ledger: (ledger.node, ledger.epoch))
        self._subject = f"casa.reads.{self._partnership}.{node}"
        self._sequence = self.position = 0
        last = await self._last()
        if last:
            headers = last.headers or {}
            self._sequence, self.position = last.seq or 0, int(headers.get("Casa-Position", "0"))
            mine = await self._ask(lambda ledger: ledger.at(self.position))
            if headers.get("Casa-Epoch") != self._epoch or not same(mine, last.data or b""):
                raise Diverged(f"position {self.position} is another look, or none")
        self.trouble = None

    async def _last(self) -> Any:
        try:
            return await self._client().jetstream(timeout=5).get_last_msg(STREAM, self._subject)
        except NotFoundError:
            return None

    async def _forward(self) -> None:
        while True:
            heed_cancellation()
            self._woken.clear()
            while waiting := await self._ask(lambda ledger: ledger.waiting(self.position, MOST)):
                await self._send(waiting)
            try:
                async with asyncio.timeout(NET):
                    await self._woken.wait()
            except TimeoutError:
                await self._look_after()

    async def _look_after(self) -> None:
        """Windows that are over are closed; a stream that was deleted and made anew is filled again."""
        await self._ask(lambda ledger: ledger.end_windows(datetime.now(UTC)))
        last = await self._last()
        if (last.seq if last else 0) != self._sequence:
            raise Fenced

    async def _send(self, waiting: Sequence[Row]) -> None:
        if len(waiting) < FEW:
            for row in waiting:
                await self._send_one(row)
        else:
            await self._send_batch(waiting)

    async def _send_one(self, row: Row) -> None:
        try:
            js = self._client().jetstream(timeout=5)
            ack = await js.publish(
                self._subject, row.data, stream=STREAM, headers=self._headers(row, fenced=True)
            )
        except APIError as error:
            raise Fenced from error
        self._sequence, self.position = ack.seq, row.position

    async def _send_batch(self, waiting: Sequence[Row]) -> None:
        """All or none (ADR-50 of the server); the fence stands on the first message only."""
        client, batch = self._client(), uuid4().hex
        for n, row in enumerate(waiting, start=1):
            headers = self._headers(row, fenced=n == 1)
            headers |= {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(n)}
            if n == len(waiting):
                headers["Nats-Batch-Commit"] = "1"
            if n in (1, len(waiting)):
                answer = await client.request(self._subject, row.data, timeout=10, headers=headers)
                self._heard(answer.data)
            else:
                await client.publish(self._subject, row.data, headers=headers)
        self.position = waiting[-1].position

    def _headers(self, row: Row, fenced: bool) -> dict[str, str]:
        headers = {"Casa-Epoch": self._epoch, "Casa-Position": str(row.position)}
        fence = {"Nats-Expected-Last-Subject-Sequence": str(self._sequence)} if fenced else {}
        return {**headers, **fence}

    def _heard(self, data: bytes) -> None:
        answer = from_json(data) if data else {}
        if "error" in answer:
            raise Fenced
        self._sequence = answer.get("seq", self._sequence)


def same(mine: Row | None, data: bytes) -> bool:
    return mine is not None and mine.data == data
