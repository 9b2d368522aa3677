"""Three message servers under load: the one that leads is killed, or cut off without a word; nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from nats.errors import Error as NatsError
from nats.js.errors import APIError

from deploy import secrets
from services.kernel.settings import Settings
from services.vault.service import Vault
from tests.faults.long import LONG
from tests.faults.world import World, doubled, lost, shop
from tests.parts.nats import connected
from tests.parts.three_servers import Server, ThreeServers, apart, side_by_side, why_not_apart
from tests.services.kernel.running import Web, running

Network = Callable[[Path], AbstractContextManager[ThreeServers]]
Strike = Callable[[Server], None]


@asynccontextmanager
async def world(data: Path, network: Network) -> AsyncIterator[tuple[World, ThreeServers]]:
    secrets.make(data)
    with network(data) as three:
        await three.declare()
        settings, it = Settings(data=data, nats=three.url, nats_replicas=3), shop()
        client = await connected(three.options("frontend"))
        try:
            async with running(settings, Vault(), it):
                yield World(settings, three, Web(client, settings), it), three  # type: ignore[arg-type]
        finally:
            await client.close()


async def leader(it: World, three: ThreeServers) -> Server:
    """Who leads the stream that the service writes to."""
    info = await it.web.client.jetstream(timeout=10).stream_info("CASA_PACTS")
    assert info.cluster
    assert len(info.cluster.replicas or ()) == 2
    return three.named(str(info.cluster.leader))


async def moved(it: World) -> float:
    """How many seconds until somebody is told yes again."""
    began = monotonic()
    await it.taken(40)
    return monotonic() - began


async def streamed(it: World) -> list[bytes]:
    """While they agree anew on who leads, nobody answers."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await it.streamed()
            except (NatsError, APIError):
                await asyncio.sleep(0.5)


async def struck(
    it: World, three: ThreeServers, times: int, rest: float, strike: Strike, mend: Strike
) -> float:
    """The leader, again and again, each time while sixteen ask; the longest wait for a yes, in seconds."""
    gaps = []
    async with it.load():
        for _ in range(times):
            await it.taken(40)
            leading = await leader(it, three)
            strike(leading)
            gaps.append(await moved(it))
            await asyncio.sleep(rest)
            mend(leading)
            await asyncio.sleep(rest)
    return max(gaps)


async def all_there(it: World) -> int:
    await it.well()
    stored = it.stored()
    assert await streamed(it) == stored
    assert (lost(it, stored), doubled(stored)) == (0, 0)
    return len(it.accepted)


@LONG  # the suite has the harder one
async def test_the_leader_killed_under_load(tmp_path: Path, tell) -> None:
    async with world(tmp_path / "casa", side_by_side) as (it, three):
        gap = await struck(it, three, 5, 4, Server.kill, lambda gone: gone.start(three.routes))
        tell(await all_there(it), 0, 0, gap)


@pytest.mark.skipif(bool(why_not_apart()), reason=str(why_not_apart()))
async def test_the_leader_cut_off_without_a_word(tmp_path: Path, tell, long) -> None:
    times, rest = (3, 15) if long else (1, 0)
    async with world(tmp_path / "casa", apart) as (it, three):
        gap = await struck(it, three, times, rest, Server.unplug, Server.plug)
        tell(await all_there(it), 0, 0, gap)
