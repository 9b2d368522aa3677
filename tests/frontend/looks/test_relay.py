"""Looks reach their stream once and in order, whoever dies and whatever is deleted; nodes do not wait for each other."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from deploy.nats import streams
from frontend.looks.relay import STREAM, Relay
from frontend.looks.writing import Writing
from tests.frontend.looks.making import alone, ledger, look


class Node:
    def __init__(self, folder, client):
        folder.mkdir(exist_ok=True)
        self.writing = Writing(lambda: ledger(folder))
        self.client = client

    def relay(self):
        return Relay(lambda: self.client, "lucca", self.writing.do)

    async def write(self, count):
        await asyncio.gather(*map(self.writing.write, alone(*(look() for _ in range(count)))))

    async def rows(self):
        return [row.data for row in await self.writing.do(lambda it: it.waiting(0, 10_000))]


@pytest.fixture
async def client(fresh_nats, connect_as):
    return await connect_as("frontend", fresh_nats)


@pytest.fixture
async def node(client, tmp_path):
    made = Node(tmp_path / "one", client)
    yield made
    made.writing.stop()


@asynccontextmanager
async def running(*relays):
    tasks = [asyncio.create_task(it.run()) for it in relays]
    yield relays
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(met, seconds=8):
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.01)


async def published(client):
    js = client.jetstream()
    count = (await js.stream_info(STREAM)).state.messages
    return [(await js.get_msg(STREAM, seq=n + 1)).data for n in range(count)]


async def test_the_very_bytes_arrive_once_in_order_one_by_one_and_in_batches(node, client):
    async with running(node.relay()) as (relay,):
        await node.write(3)
        relay.wake()
        await until(lambda: relay.position == 3)
        await node.write(50)
        relay.wake()
        await until(lambda: relay.position == 53)

    assert await published(client) == await node.rows()


async def test_a_relay_started_anew_goes_on_after_its_last_message(node, client):
    await node.write(9)
    async with running(node.relay()) as (relay,):
        await until(lambda: relay.position == 9)
    await node.write(2)
    async with running(node.relay()) as (relay,):
        await until(lambda: relay.position == 11)

    assert await published(client) == await node.rows()


async def test_two_relays_of_one_node_double_and_lose_nothing(node, client):
    async with running(node.relay(), node.relay()) as (one, two):
        for _ in range(6):
            await node.write(10)
            one.wake(), two.wake()
            await asyncio.sleep(0.02)
        await until(lambda: one.position == two.position == 60)

    assert await published(client) == await node.rows()


async def test_two_nodes_fill_one_stream_each_in_its_own_order(node, client, tmp_path):
    other = Node(tmp_path / "two", client)
    async with running(node.relay(), other.relay()) as (one, two):
        for _ in range(5):
            await asyncio.gather(node.write(12), other.write(3))
            one.wake(), two.wake()
        await until(lambda: (one.position, two.position) == (60, 15))
    mine, theirs, found = await node.rows(), await other.rows(), await published(client)
    other.writing.stop()

    assert [it for it in found if it in set(mine)] == mine
    assert [it for it in found if it in set(theirs)] == theirs
    assert len(found) == 75


async def test_a_stream_deleted_and_made_anew_is_filled_again(node, client, fresh_nats, connect_as):
    topology = await connect_as("topology", fresh_nats)
    await node.write(20)
    async with running(node.relay()) as (relay,):
        await until(lambda: relay.position == 20)
        await topology.jetstream().delete_stream(STREAM)
        await streams.declare(fresh_nats.url, fresh_nats.passwords["topology"])
        await node.write(1)
        relay.wake()
        await until(lambda: relay.position == 21 and relay.trouble is None)

    assert await published(client) == await node.rows()


async def test_a_ledger_older_than_its_stream_stops_the_relay_and_says_so(node, client):
    await node.write(3)
    async with running(node.relay()) as (relay,):
        await until(lambda: relay.position == 3)
    forged = await client.jetstream().publish(relay._subject, b"{}", headers={"Casa-Position": "9"})
    async with running(node.relay()) as (relay,):
        await until(lambda: (relay.trouble or "").startswith("relay diverged"))

    assert forged.stream == STREAM
