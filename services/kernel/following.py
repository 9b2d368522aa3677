"""Reading one context's stream from a cursor of one's own, for as long as the process lives."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from services.kernel.arrival import Arrival, Cursor, advanced
from services.kernel.delivery import Delivery, deliver

__all__ = ["Arrival", "Cursor", "Following", "advanced"]

log = structlog.get_logger()

MOST = 500
PATIENCE = (0.1, 5.0)
Take = Callable[[list[Arrival]], Awaitable[None]]


class Following:
    """Offers every message of a context once and in order, whatever happens to the server or the stream.

    ``take`` gets what has arrived by now (1 to 500), never twice at the same time; it must keep the cursor
    (``advanced``) in the transaction of what it did. While it raises, the same batch is offered again and
    ``trouble`` tells why; nothing is ever skipped. A foreign message is offered as it came, with position 0.
    After the stream was made anew, what the cursor covers is not offered again, unless the epoch is another.
    """

    def __init__(self, client: Client, context: str, cursor: Cursor | None, take: Take) -> None:
        self.context = context
        self.cursor = cursor
        self.trouble: str | None = None
        self._client = client
        self._take = take
        self._delivery: Delivery | None = None
        self._passed = cursor.sequence if cursor else 0

    @property
    def position(self) -> int:
        """The last position taken; 0 before the first."""
        return self.cursor.position if self.cursor else 0

    @property
    def lag(self) -> int:
        """Messages of the stream not taken yet, as far as is known."""
        return max(0, self._delivery.last - self._passed) if self._delivery else 0

    @property
    def alive(self) -> bool:
        return self._delivery is not None and self._delivery.lost is None and self._client.is_connected

    async def run(self) -> None:
        """Until cancelled."""
        delay = PATIENCE[0]
        while True:
            heed_cancellation()
            try:
                await self._follow()
                delay = PATIENCE[0]
            except (NatsError, OSError) as error:  # OSError includes TimeoutError
                self._note(error)
                await asyncio.sleep(delay)
                delay = min(delay * 2, 1.0)

    async def _follow(self) -> None:
        known = self.cursor
        delivery = self._delivery = await deliver(self._client, self.context, known)
        same = known is not None and delivery.goes_on
        self._passed = known.sequence if known and same else 0
        self.trouble = None
        watch = asyncio.create_task(delivery.watch())
        try:
            await self._drain(delivery, None if same else known)
            if known and same and not delivery.goes_on:
                self.cursor = replace(known, created="another")
        finally:
            watch.cancel()
            delivery.lose("no longer wanted")  # ends the watch even if it missed being cancelled
            await delivery.stop()

    async def _drain(self, delivery: Delivery, known: Cursor | None) -> None:
        while delivery.lost is None:
            heed_cancellation()
            batch = await delivery.batch(MOST)
            fresh = [arrival for arrival in batch if not (known and known.covers(arrival))]
            if fresh:
                await self._offer(fresh)
                self.cursor = advanced(self.cursor, fresh)
            if batch:
                self._passed = batch[-1].sequence
        log.info("following anew", context=self.context, why=delivery.lost)

    async def _offer(self, batch: list[Arrival]) -> None:
        delay, most = PATIENCE
        while True:
            heed_cancellation()
            try:
                await self._take(batch)
                self.trouble = None
                return
            except Exception as error:
                self._note(error)
                await asyncio.sleep(delay)
                delay = min(delay * 2, most)

    def _note(self, error: Exception) -> None:
        self.trouble = f"{type(error).__name__}: {error}"
        # Only the kind is logged: the text may quote what a message said.
        log.warning("following", context=self.context, after=self.position, error=type(error).__name__)


def heed_cancellation() -> None:
    """Raises CancelledError if the running task was cancelled, ever.

    ``wait_for`` of Python 3.11, which the nats client uses, loses a cancellation that comes in the same moment
    as its result; the task still counts it. Without this a stop waits for ever, once in a few dozen times.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
