"""What a read model adds to a message's way: the follower beside a bare push, and reading one's own write."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from time import perf_counter

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from deploy.bench.asks import ORGANISATIONS, Asking
from deploy.bench.commands import at_once
from deploy.bench.facts import point_opened
from deploy.bench.own_write import OwnWrite
from deploy.bench.parts import client_of, courier, process
from deploy.bench.relaying import drained
from deploy.bench.rounds import Measures, Rounds, interleaved, waits
from services.kernel.arrival import Arrival
from services.kernel.courier import stream
from services.kernel.following import Following
from services.kernel.relay import Relay
from services.kernel.settings import Settings
from services.kernel.store import Store

CONTEXT = "network"
PROCESSES = ("services.vault.service", "services.network.service")
PAUSE = 0.01
Hear = Callable[[Msg], Awaitable[None]]


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    """A backlog of ``size`` facts a round, and a twentieth of it one by one."""
    async with (
        courier(data / "hop") as settings,
        client_of(settings, CONTEXT) as relay,
        client_of(settings, "frontend") as listener,
    ):
        found = await hopping(settings, relay, listener, size, rounds)
    async with courier(data / "own") as settings, asking(settings) as (client, web):
        return found.join(await OwnWrite(settings, client, web).measure(size // 40, rounds))


async def hopping(settings: Settings, relay: Client, listener: Client, size: int, rounds: int) -> Rounds:
    store = Store(CONTEXT, "sqlite", settings.data)
    store.append([point_opened() for _ in range(size)])
    way = Way(Relay(store, relay), listener)
    await drained(way.relay)
    few = size // 20
    try:
        return await interleaved(
            {
                "follower, one by one": lambda: way.followed_one_by_one(few),
                "raw push, one by one": lambda: way.pushed_one_by_one(few),
                "follower, backlog": way.followed,
                "raw push, each acknowledged": way.acknowledged,
            },
            rounds,
        )
    finally:
        store.close()


@contextlib.asynccontextmanager
async def asking(settings: Settings) -> AsyncIterator[tuple[Client, Client]]:
    """The vault and one service, and two clients of a web node: one to ask, one to follow."""
    async with (
        contextlib.AsyncExitStack() as running,
        client_of(settings, "frontend") as client,
        client_of(settings, "frontend") as web,
    ):
        for module in PROCESSES:
            await running.enter_async_context(process(module, settings))
        commands = Asking(settings)
        await at_once(client, commands.beginning(), 1)
        await at_once(client, map(commands.enrolled, ORGANISATIONS), 16)
        yield client, web


class Way:
    """One stream, its relay, and whoever listens."""

    def __init__(self, relay: Relay, listener: Client) -> None:
        self.relay, self.listener = relay, listener
        self.came = asyncio.Event()

    @property
    def many(self) -> int:
        return self.relay.position

    async def followed_one_by_one(self, many: int) -> Measures:
        """From a commit's bytes being sent until the follower hands them over."""

        async def take(_: list[Arrival]) -> None:
            self.came.set()

        following = Following(self.listener, CONTEXT, None, take)
        running = asyncio.create_task(following.run())
        try:
            while not await self.reached(following):
                self.came.clear()
            return await self.one_by_one(many)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def reached(self, following: Following) -> bool:
        """Whether it has taken all there is; else after its next batch."""
        if following.position < self.many:
            await self.came.wait()
            await asyncio.sleep(PAUSE)
        return following.position >= self.many

    async def pushed_one_by_one(self, many: int) -> Measures:
        async def hear(_: Msg) -> None:
            self.came.set()

        async with self.pushed(hear, DeliverPolicy.NEW, AckPolicy.NONE):
            return await self.one_by_one(many)

    async def one_by_one(self, many: int) -> Measures:
        took = []
        for _ in range(many):
            self.relay.store.append([point_opened()])
            waiting = self.relay.store.waiting(self.relay.position)
            self.came.clear()
            begun = perf_counter()
            sent = asyncio.create_task(self.relay.send(waiting))
            await self.came.wait()
            took.append(perf_counter() - begun)
            await sent
            await asyncio.sleep(PAUSE)
        return waits(took)

    async def followed(self) -> Measures:
        """All there is, handed over and nothing done with it."""
        taken, done = 0, asyncio.Event()

        async def take(batch: list[Arrival]) -> None:
            nonlocal taken
            taken += len(batch)
            if taken == self.many:
                done.set()

        begun = perf_counter()
        running = asyncio.create_task(Following(self.listener, CONTEXT, None, take).run())
        await done.wait()
        took = perf_counter() - begun
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return {"rate": self.many / took}

    async def acknowledged(self) -> Measures:
        heard, done = 0, asyncio.Event()

        async def hear(message: Msg) -> None:
            nonlocal heard
            await message.ack()
            heard += 1
            if heard == self.many:
                done.set()

        begun = perf_counter()
        async with self.pushed(hear, DeliverPolicy.ALL, AckPolicy.EXPLICIT):
            await done.wait()
            return {"rate": self.many / (perf_counter() - begun)}

    @contextlib.asynccontextmanager
    async def pushed(self, hear: Hear, start: DeliverPolicy, ack: AckPolicy) -> AsyncIterator[None]:
        """As the message client's own pages show it; no flow control, nothing kept."""
        inbox = self.listener.new_inbox()
        subscription = await self.listener.subscribe(inbox, cb=hear)
        config = ConsumerConfig(
            deliver_subject=inbox, deliver_policy=start, ack_policy=ack, mem_storage=True, max_ack_pending=-1
        )
        js = self.listener.jetstream()
        consumer = await js.add_consumer(stream(CONTEXT), config)
        try:
            yield
        finally:
            await subscription.unsubscribe()
            await js.delete_consumer(stream(CONTEXT), consumer.name)
