"""One consumer of a stream, in order and without a gap, until it is lost and another has to be made."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from nats.aio.client import Client
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from services.kernel.arrival import Arrival, Cursor, arrival
from services.kernel.courier import stream
from services.kernel.receiving import forget, receive, value_of

HEARTBEAT = 1.0
SILENCE = 3.0
GLANCE = 0.25
CHECK = 5.0


@dataclass
class Delivery:
    """What the server pushes to us; ``lost`` says why it can no longer be relied on.

    A push consumer, because its hop is the shortest; without acknowledgements, because the reader's own
    cursor says what was taken. Flow control is answered only when what came before was fetched, so that
    memory stays bounded.
    """

    client: Client
    context: str
    created: str
    last: int
    inbox: str
    consumer: str = ""
    lost: str | None = None
    goes_on: bool = False
    """Whether it goes on after the cursor; False, it begins anew and offers again what the cursor covers."""
    _subscription: Subscription | None = None
    _proof: Cursor | None = None
    _waiting: deque[Arrival | str] = field(default_factory=deque)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _expected: int = 1
    _heard: float = field(default_factory=monotonic)
    _checked: float = field(default_factory=monotonic)
    _reconnects: int = 0
    _address: bytes = b""

    async def start(self, cursor: Cursor | None) -> None:
        """From the cursor's own message on if that may still be there, else from the beginning."""
        self._reconnects = self.client.stats["reconnects"]
        self._address = self.inbox.encode()
        self._subscription = await receive(self.client, self.inbox, self._hear)
        first = 1
        # A stream put back to an older state keeps its name and its day, and may be shorter than we are far.
        if cursor and cursor.created == self.created and 0 < cursor.sequence <= self.last:
            self._proof, first = cursor, cursor.sequence
        self.goes_on = self._proof is not None
        info = await self.client.jetstream().add_consumer(stream(self.context), self._config(first))
        self.consumer = info.name

    def _config(self, first: int) -> ConsumerConfig:
        return ConsumerConfig(
            deliver_subject=self.inbox,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=first,
            ack_policy=AckPolicy.NONE,
            flow_control=True,
            idle_heartbeat=HEARTBEAT,
            mem_storage=True,
            num_replicas=1,
        )

    def _hear(self, subject: bytes, reply: bytes, data: bytes, headers: bytes | None) -> None:
        self._heard = monotonic()
        try:
            # By its address, not by a header: a stored message may carry any header.
            if subject == self._address:
                self._hear_server(reply, headers)
            elif self.lost is None:
                self._hear_record(subject.decode(), reply.decode(), data, headers)
        except Exception as error:
            self.lose(f"not understood: {type(error).__name__}")

    def _hear_server(self, reply: bytes, headers: bytes | None) -> None:
        said = value_of(headers, b"Nats-Last-Consumer")
        if said and int(said) != self._expected - 1:
            # It was said into a line that was breaking, and no later message may come to show the gap.
            self.lose("the last message was lost on the way")
        answer = reply or value_of(headers, b"Nats-Consumer-Stalled")
        if answer:
            self._waiting.append(answer.decode())
            self._woken.set()

    def _hear_record(self, subject: str, reply: str, data: bytes, headers: bytes | None) -> None:
        sequence, delivered, pending = numbers(reply)
        if delivered != self._expected:
            self.lose("a message was lost on the way")
            return
        self._expected += 1
        self.last = max(self.last, sequence + pending)
        found = arrival(self.context, self.created, sequence, subject, data, headers)
        proof, self._proof = self._proof, None
        if proof is None:
            self._waiting.append(found)
            self._woken.set()
        elif found.position and (found.epoch, found.position) != (proof.epoch, proof.position):
            self.goes_on = False
            self.lose("another message stands where we were")

    def lose(self, why: str) -> None:
        self.lost = self.lost or why
        self._woken.set()

    async def batch(self, most: int) -> list[Arrival]:
        """What has arrived by now, in order; empty when there was only talk with the server, or on loss."""
        while not self._waiting and self.lost is None:
            self._woken.clear()
            await self._woken.wait()
        taken: list[Arrival] = []
        while self._waiting and len(taken) < most:
            item = self._waiting.popleft()
            if isinstance(item, str):
                await self.client.publish(item)
            else:
                taken.append(item)
        return taken

    async def watch(self) -> None:
        """Until lost: a consumer of a stream that was deleted and made anew dies in silence."""
        while self.lost is None:
            await asyncio.sleep(GLANCE)
            if self.client.is_connected and self._doubtful():
                await self._check()

    def _doubtful(self) -> bool:
        now = monotonic()
        reconnected = self.client.stats["reconnects"] != self._reconnects
        return reconnected or now - self._heard > SILENCE or now - self._checked > CHECK

    async def _check(self) -> None:
        js, reconnects = self.client.jetstream(timeout=2), self.client.stats["reconnects"]
        try:
            info = await js.stream_info(stream(self.context))
            await js.consumer_info(stream(self.context), self.consumer)
        except NotFoundError:
            self.lose("the stream or its consumer is gone")
            return
        except (NatsError, OSError):
            return  # the server is away or busy: the next glance asks again
        self._judge(str(info.created), info.state.last_seq, reconnects)

    def _judge(self, created: str, last: int, reconnects: int) -> None:
        self._checked, self._reconnects = monotonic(), reconnects
        self.last = max(self.last, last)
        if created != self.created:
            self.lose("the stream was made anew")
        elif monotonic() - self._heard > SILENCE:
            self.lose("the consumer went silent")

    async def stop(self) -> None:
        """Without a listener the server forgets the consumer after a few seconds."""
        if self._subscription is not None:
            await forget(self.client, self._subscription)


async def deliver(client: Client, context: str, cursor: Cursor | None) -> Delivery:
    """Raises NotFoundError while there is no such stream, other nats errors while the server is away."""
    info = await client.jetstream(timeout=2).stream_info(stream(context))
    delivery = Delivery(client, context, str(info.created), info.state.last_seq, client.new_inbox())
    try:
        await delivery.start(cursor)
    except BaseException:
        await delivery.stop()
        raise
    return delivery


def numbers(reply: str) -> tuple[int, int, int]:
    """Stream sequence, delivery number and messages still waiting, from `$JS.ACK.…` (old and longer form)."""
    tokens = reply.split(".")
    shift = 0 if len(tokens) == 9 else 2
    return int(tokens[5 + shift]), int(tokens[6 + shift]), int(tokens[8 + shift])
