"""A small world of real parts under load: message server and its keeper, vault, one service; and who asks it."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from uuid import uuid4, uuid5

import nats
from nats.errors import Error as NatsError

from deploy import secrets
from deploy.nats import streams
from deploy.nats.keeping import Keeper
from events.envelope import Recorded, Reply
from events.message import Command, Fact
from frontend.bus import Unreachable, answered
from services.kernel.runtime import Service, service
from services.kernel.settings import Settings
from services.vault.service import Vault
from tests.parts.nats import connected
from tests.services.kernel import alarm, shelf
from tests.services.kernel.running import Web, running
from tests.services.kernel.shelf import BookPlaced, PlaceBook

TOGETHER = 16


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    """For every book an alarm rings, once."""
    if isinstance(fact, BookPlaced):
        yield alarm.Ring(stream=uuid5(recorded.event_id, "ring"), dossier=recorded.dossier, how="loud")


def shop() -> Service:
    deciders = (shelf.SHELF, shelf.TAKEN, alarm.ALARM)
    return service("pacts", deciders=deciders, react=react, listens=("pacts",))


@dataclass
class World:
    settings: Settings
    keeper: Keeper
    web: Web
    shop: Service
    accepted: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    slowest_no: float = 0.0

    async def ask(self) -> bool:
        """Whether one more book was placed, asked as a web node does."""
        place, began = uuid4(), monotonic()
        command = PlaceBook(stream=place, dossier=place, reader=uuid4())
        asking = self.web.asking(command)
        try:
            body = asking.model_dump_json().encode()
            reply = Reply.model_validate_json(
                await answered(self.web.client, f"casa.commands.{asking.topic}", body)
            )
        except (NatsError, TimeoutError, Unreachable) as error:
            return self.no(type(error).__name__, began)
        if not reply.accepted:
            return self.no(f"{reply.outcome}: {reply.reason}", began)
        self.accepted.add(str(asking.command_id))
        return True

    def no(self, why: str, began: float) -> bool:
        self.refused.append(why)
        self.slowest_no = max(self.slowest_no, monotonic() - began)
        return False

    @asynccontextmanager
    async def load(self, together: int = TOGETHER) -> AsyncIterator[None]:
        """As many who ask one after the other, until the block ends."""
        over = asyncio.Event()

        async def keep_asking() -> None:
            while not over.is_set():
                if not await self.ask():
                    await asyncio.sleep(0.1)

        tasks = [asyncio.create_task(keep_asking()) for _ in range(together)]
        try:
            yield
        finally:
            over.set()
            await asyncio.gather(*tasks)

    async def taken(self, more: int) -> None:
        """Until so many more have been accepted."""
        goal = len(self.accepted) + more
        async with asyncio.timeout(60):
            while len(self.accepted) < goal:
                await asyncio.sleep(0.01)

    async def well(self) -> float:
        """How many seconds until it is well again: all forwarded, heard and answered."""
        began = monotonic()
        async with asyncio.timeout(60):
            while not self.at_rest():
                await asyncio.sleep(0.02)
        return monotonic() - began

    def at_rest(self) -> bool:
        health = self.shop.health()
        return (
            health["ready"]
            and not any(health["lag"].values())
            and rung(self.stored()) == books(self.stored())
        )

    def stored(self) -> list[bytes]:
        return [it.state for it in self.shop.store.waiting(0, 1_000_000)]

    async def streamed(self) -> list[bytes]:
        """What the stream holds, read as the service itself; each message where it says that it stands."""
        js = self.shop.client.jetstream(timeout=10)
        last = (await js.stream_info("CASA_PACTS")).state.last_seq
        return [(await js.get_msg("CASA_PACTS", seq=n + 1)).data or b"" for n in range(last)]


def books(states: list[bytes]) -> int:
    return sum(b'"pacts.BookPlaced"' in it for it in states)


def rung(states: list[bytes]) -> int:
    return sum(b'"pacts.AlarmRang"' in it for it in states)


def lost(world: World, states: list[bytes]) -> int:
    """Accepted, and yet not there."""
    return len(world.accepted - {json.loads(it)["command_id"] for it in states})


def doubled(states: list[bytes]) -> int:
    """Facts there twice, and alarms that rang twice for one book."""
    times = Counter(json.loads(it)["event_id"] for it in states)
    return sum(it - 1 for it in times.values()) + max(0, rung(states) - books(states))


@asynccontextmanager
async def world(data: Path, store: str = "sqlite", accepted: Iterable[str] = ()) -> AsyncIterator[World]:
    """Ended, it may begin again on the same data; `accepted` is what the one before was told."""
    secrets.make(data)
    keeper = Keeper(data)
    try:
        await streams.declare(keeper.running.url, keeper.running.passwords["topology"])
        settings = Settings(data=data, nats=keeper.running.url, store=store)
        watch, it = asyncio.create_task(keeper.watch()), shop()
        client: nats.NATS = await connected(keeper.running.options("frontend"))
        try:
            async with running(settings, Vault(), it):
                yield World(settings, keeper, Web(client, settings), it, set(accepted))
        finally:
            await client.close()
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
    finally:
        keeper.stop()
