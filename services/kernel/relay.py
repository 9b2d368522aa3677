"""From the store to the stream: the stream's last message is the bookmark, and only the next one is let in."""

import asyncio
import re
from collections.abc import Sequence
from uuid import uuid4

import structlog
from eventsourcing.persistence import Notification, PersistenceError
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError
from pydantic_core import from_json

from services.kernel import telemetry
from services.kernel.courier import stream
from services.kernel.following import heed_cancellation
from services.kernel.sending import message, send
from services.kernel.store import Store

log = structlog.get_logger(__name__)
NET = 1.0
HEAD = re.compile(
    rb'\{"event_id":"[^"]*","topic":"[^"]*","version":\d+,"stream":"[^"]*","stream_version":\d+,'
    rb'"partnership":"([a-z0-9-]*)","dossier":"([0-9a-f-]*)"'
)
FEW = 8
MOST = 500


class Diverged(Exception):
    """The stream holds what the store does not: a store older than its stream must be mended by a person."""


class Holed(Exception):
    """Facts are missing in the midst of the stream: it has to be made anew, which its keeper does at a start."""


class Relay:
    """One relay per store. A second one, or a stale one, is refused by the server through the fence.

    ``trouble`` is None while all is well; on Diverged the relay stays stopped, health goes red, and the writer
    decides nothing more on a store that has lost what others know of.
    """

    def __init__(self, store: Store, client: Client) -> None:
        self.store = store
        self.client = client
        self.js = client.jetstream(timeout=5)
        self.stream = stream(store.name)
        self.woken = asyncio.Event()
        self.trouble: str | None = "starting"
        self.position = 0
        self.sequence = 0
        self.diverged = False

    def wake(self) -> None:
        self.woken.set()

    @property
    def lag(self) -> int:
        return max(0, self.store.position - self.position)

    async def run(self) -> None:
        """Until cancelled, or for ever stopped by Diverged."""
        while True:
            heed_cancellation()
            try:
                await self.find_place()
                await self.forward()
            except Diverged as diverged:
                self.stop_for(diverged)
                await asyncio.Event().wait()
            except (NatsError, OSError, PersistenceError, Fenced, Holed) as error:
                self.trouble = type(error).__name__
                log.info("relay starts over", context=self.store.name, error=type(error).__name__)
                await asyncio.sleep(0.2)

    def stop_for(self, diverged: Diverged) -> None:
        self.diverged, self.trouble = True, f"diverged: {diverged}"
        log.error("relay stopped", context=self.store.name, reason=str(diverged))

    async def look_first(self) -> None:
        """Before anything is decided on this store; a courier that is away, or a stream that lost something, is no
        reason to decide nothing."""
        try:
            await self.find_place()
        except Diverged as diverged:
            self.stop_for(diverged)
        except (NatsError, OSError, PersistenceError, Holed) as error:
            log.info("relay looks later", context=self.store.name, error=type(error).__name__)

    async def find_place(self) -> None:
        """Reads the bookmark from the stream's leader and makes sure that it is a page of this very book."""
        info = await self.js.stream_info(self.stream)
        self.sequence = info.state.last_seq
        self.position = 0
        if info.state.messages != info.state.last_seq:
            raise Holed(f"{info.state.messages} of {info.state.last_seq}")
        if info.state.messages:
            last = await self.js.get_msg(self.stream, seq=self.sequence)
            headers = last.headers or {}
            self.position = int(headers.get("Casa-Position", "0"))
            await asyncio.to_thread(self.compare, headers.get("Casa-Epoch", ""), last.data or b"")
        self.trouble = None

    def compare(self, epoch: str, data: bytes) -> None:
        mine = self.store.at(self.position)
        if epoch != self.store.epoch:
            raise Diverged("another epoch")
        if mine is None or from_json(mine.state)["event_id"] != from_json(data)["event_id"]:
            raise Diverged(f"position {self.position} is another fact, or none")

    async def forward(self) -> None:
        while True:
            heed_cancellation()
            self.woken.clear()
            waiting = await asyncio.to_thread(self.store.waiting, self.position, MOST)
            if waiting:
                await self.send(waiting)
            if self.woken.is_set() or len(waiting) == MOST:
                continue  # whatever is committed after that look wakes us: nobody looks twice for one fact
            try:
                async with asyncio.timeout(NET):
                    await self.woken.wait()
            except TimeoutError:
                await self.look_after_the_stream()

    async def look_after_the_stream(self) -> None:
        """A stream that was deleted and made anew is filled again from the first fact."""
        info = await self.js.stream_info(self.stream)
        if (info.state.last_seq, info.state.messages) != (self.sequence, self.sequence):
            raise Fenced

    async def send(self, waiting: Sequence[Notification]) -> None:
        with telemetry.onward(
            "publish", telemetry.kept(self.store.name, waiting[-1].id), context=self.store.name
        ):
            if len(waiting) < FEW:
                for notification in waiting:
                    await self.send_one(notification)
            else:
                await self.send_batch(waiting)

    async def send_one(self, it: Notification) -> None:
        try:
            ack = await self.js.publish(
                subject(it), it.state, stream=self.stream, headers=self.headers(it, self.sequence)
            )
        except APIError as error:
            raise Fenced from error
        self.sequence, self.position = ack.seq, it.id

    async def send_batch(self, waiting: Sequence[Notification]) -> None:
        """All or none (ADR-50 of the server); the fence stands on the first message only."""
        batch = uuid4().hex

        def numbered(n: int, **more: str) -> tuple[str, bytes, dict[str, str]]:
            it = waiting[n - 1]
            headers = self.headers(it, self.sequence if n == 1 else None)
            headers |= {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(n), **more}
            return subject(it), it.state, headers

        many = len(waiting)
        await self.confirmed(numbered(1))
        await send(self.client, [message(*numbered(n)) for n in range(2, many)])
        await self.confirmed(numbered(many, **{"Nats-Batch-Commit": "1"}))
        self.sequence += many
        self.position = waiting[-1].id

    def headers(self, it: Notification, fence: int | None) -> dict[str, str]:
        headers = {"Casa-Epoch": self.store.epoch, "Casa-Position": str(it.id)}
        if trace := telemetry.kept(self.store.name, it.id):
            headers[telemetry.TRACE] = trace
        return headers if fence is None else {**headers, "Nats-Expected-Last-Sequence": str(fence)}

    async def confirmed(self, it: tuple[str, bytes, dict[str, str]]) -> None:
        """Raises Fenced when the server did not take it."""
        to, data, headers = it
        self.check(await self.client.request(to, data, timeout=10, headers=headers))

    @staticmethod
    def check(answer: object) -> None:
        data: bytes = answer.data  # type: ignore[attr-defined]
        if data and "error" in from_json(data):
            raise Fenced


class Fenced(Exception):
    """Somebody else wrote to the stream, or it is not the one we knew: look at the bookmark again."""


def subject(it: Notification) -> str:
    """As ``Recorded.subject``, without reading the whole record: these fields stand before all that is free text."""
    context, _, name = it.topic.partition(".")
    if found := HEAD.match(it.state):
        partnership, dossier = found[1].decode(), found[2].decode()
    else:
        body = from_json(it.state)
        partnership, dossier = body["partnership"], body["dossier"]
    return f"casa.events.{partnership}.{context}.{dossier}.{name}"
