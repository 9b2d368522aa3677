"""The stream is its own bookmark: every fact once, in order, whoever dies and whatever is deleted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from nats.aio.client import Client

from deploy.nats import streams
from services.kernel.relay import Relay
from services.kernel.store import Store
from tests.services.kernel.conftest import ask, new_writer, order
from tests.services.kernel.shelf import PlaceBook


@pytest.fixture
async def client(fresh_nats, connect_as) -> Client:
    return await connect_as("pacts", fresh_nats)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store("pacts", "sqlite", tmp_path / "stores")


def place(store: Store, books: int) -> None:
    writer = new_writer(store)
    ask(writer, *(order(PlaceBook(stream=uuid4(), dossier=uuid4(), reader=uuid4())) for _ in range(books)))


@asynccontextmanager
async def relaying(store: Store, client: Client) -> AsyncIterator[Relay]:
    relay = Relay(store, client)
    task = asyncio.create_task(relay.run())
    yield relay
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(met: Callable[[], bool], seconds: float = 8) -> None:
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.01)


async def published(client: Client) -> list[tuple[int, bytes]]:
    js = client.jetstream()
    count = (await js.stream_info("CASA_PACTS")).state.messages
    found = [await js.get_msg("CASA_PACTS", seq=n + 1) for n in range(count)]
    return [(int(it.headers["Casa-Position"]), it.data) for it in found]


def stored(store: Store) -> list[tuple[int, bytes]]:
    return [(it.id, it.state) for it in store.waiting(0, 10_000)]


async def test_the_very_bytes_of_every_fact_arrive_once_and_in_order_one_by_one_or_in_batches(store, client):
    async with relaying(store, client) as relay:
        place(store, 2)
        relay.wake()
        await until(lambda: relay.position == 4)
        place(store, 50)
        relay.wake()
        await until(lambda: relay.position == 104)

    assert await published(client) == stored(store)


async def test_a_relay_started_anew_goes_on_where_the_stream_ends(store, client):
    place(store, 3)
    async with relaying(store, client) as relay:
        await until(lambda: relay.position == 6)
    place(store, 10)
    async with relaying(store, client) as relay:
        await until(lambda: relay.position == 26)

    assert await published(client) == stored(store)


async def test_two_relays_at_once_double_and_lose_nothing(store, client, fresh_nats, connect_as):
    second = await connect_as("pacts", fresh_nats)
    async with relaying(store, client) as one, relaying(store, second) as two:
        for _ in range(6):
            place(store, 7)
            one.wake(), two.wake()
            await asyncio.sleep(0.02)
        await until(lambda: one.position == two.position == 84)

    assert await published(client) == stored(store)


async def test_a_stream_deleted_while_running_is_filled_again_from_the_first_fact(
    store, client, fresh_nats, connect_as
):
    place(store, 10)
    topology = await connect_as("topology", fresh_nats)
    async with relaying(store, client) as relay:
        await until(lambda: relay.position == 20)
        await topology.jetstream().delete_stream("CASA_PACTS")
        await streams.declare(fresh_nats.url, fresh_nats.passwords["topology"])
        place(store, 1)
        relay.wake()
        await until(lambda: relay.position == 22 and relay.trouble is None)

    assert await published(client) == stored(store)


async def test_a_store_older_than_its_stream_stops_the_relay_and_says_so(store, client, tmp_path):
    place(store, 5)
    async with relaying(store, client) as relay:
        await until(lambda: relay.position == 10)
    older = Store("pacts", "sqlite", tmp_path / "restored")

    async with relaying(older, client) as relay:
        await until(lambda: (relay.trouble or "").startswith("diverged"))
        place(older, 3)
        relay.wake()
        await asyncio.sleep(0.1)

    assert await published(client) == stored(store)


async def test_a_stream_with_a_hole_keeps_no_service_from_starting_and_is_told_until_made_anew(
    store, client, fresh_nats, connect_as
):
    place(store, 5)
    topology = await connect_as("topology", fresh_nats)
    js = topology.jetstream()
    await js.delete_stream("CASA_PACTS")
    await js.add_stream(replace(streams.facts("pacts"), deny_delete=False))
    async with relaying(store, client) as relay:
        await until(lambda: relay.position == 10, 30)
    await js.delete_msg("CASA_PACTS", 3)

    relay = Relay(store, client)
    await relay.look_first()
    assert relay.trouble
    async with relaying(store, client) as relay:
        await until(lambda: relay.trouble == "Holed", 30)
        await streams.declare(fresh_nats.url, fresh_nats.passwords["topology"])
        await until(lambda: relay.position == 10 and relay.trouble is None, 30)

    assert await published(client) == stored(store)
