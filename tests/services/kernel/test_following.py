"""A reader of a stream meets every message once and in order, whatever happens to server or stream."""

import asyncio
from contextlib import asynccontextmanager, suppress
from time import perf_counter
from urllib.parse import urlparse

import pytest

from deploy.nats import server, streams
from services.kernel.courier import connect
from services.kernel.following import Cursor, Following, advanced
from services.kernel.settings import Settings

SUBJECT = "casa.events.lucca.pacts.d.PactSigned"
EPOCH = "epoch-one"


class Reader:
    """Takes batches as a service would: what it did and its cursor change together."""

    def __init__(self, cursor=None):
        self.cursor = cursor
        self.taken = []
        self.batches = []
        self.failures = 0

    async def take(self, batch):
        self.batches.append(len(batch))
        if self.failures:
            self.failures -= 1
            raise ValueError("the disk is full")
        self.taken += batch
        self.cursor = advanced(self.cursor, batch)

    @property
    def positions(self):
        return [arrival.position for arrival in self.taken]


@pytest.fixture
async def pacts(fresh_nats, connect_as):
    return await connect_as("pacts", fresh_nats)


@pytest.fixture
def settings(fresh_nats, tmp_path):
    return Settings(data=tmp_path, nats=fresh_nats.url)


@asynccontextmanager
async def following(settings, reader):
    client = await connect(settings, "history")
    followed = Following(client, "pacts", reader.cursor, reader.take)
    task = asyncio.create_task(followed.run())
    try:
        yield followed
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await client.close()


async def publish(client, positions, epoch=EPOCH):
    for position in positions:
        headers = {"Casa-Epoch": epoch, "Casa-Position": str(position)}
        await client.jetstream().publish(SUBJECT, b"%d" % position, stream="CASA_PACTS", headers=headers)


async def eventually(holds, seconds=12.0):
    deadline = perf_counter() + seconds
    while not holds():
        assert perf_counter() < deadline, "it never came true"
        await asyncio.sleep(0.01)


async def make_stream_anew(running):
    topology = await connect_again(running, "topology")
    js = topology.jetstream()
    await js.delete_stream("CASA_PACTS")
    await js.add_stream(streams.facts("pacts"))
    await topology.close()


async def connect_again(running, user):
    return await connect(Settings(nats=running.url), user, running.passwords[user])


async def test_all_there_is_and_all_that_comes_arrives_in_order(pacts, settings):
    await publish(pacts, range(1, 40))
    reader = Reader()

    async with following(settings, reader) as followed:
        await eventually(lambda: len(reader.taken) == 39)
        await publish(pacts, range(40, 60))
        await eventually(lambda: len(reader.taken) == 59)
        assert (followed.position, followed.lag, followed.alive, followed.trouble) == (59, 0, True, None)

    assert reader.positions == [*range(1, 60)]
    assert [int(arrival.data) for arrival in reader.taken] == reader.positions


async def test_a_restarted_reader_goes_on_after_its_cursor(pacts, settings):
    await publish(pacts, range(1, 11))
    reader = Reader()
    async with following(settings, reader):
        await eventually(lambda: reader.cursor and reader.cursor.position == 10)
    await publish(pacts, range(11, 16))

    again = Reader(reader.cursor)
    async with following(settings, again):
        await eventually(lambda: again.cursor.position == 15)

    assert again.positions == [11, 12, 13, 14, 15]


async def test_what_arrives_meanwhile_is_taken_together_but_never_two_at_once(pacts, settings):
    await publish(pacts, range(1, 1101))
    running, most, sizes = 0, 0, []

    async def take(batch):
        nonlocal running, most
        running += 1
        most = max(most, running)
        sizes.append(len(batch))
        await asyncio.sleep(0.02)
        running -= 1

    reader = Reader()
    reader.take = take
    async with following(settings, reader):
        await eventually(lambda: sum(sizes) == 1100)

    assert most == 1
    assert max(sizes) <= 500
    assert len(sizes) < 20


async def test_a_failing_take_is_offered_the_same_batch_until_it_succeeds(pacts, settings):
    reader = Reader()
    reader.failures = 3
    await publish(pacts, [1])

    async with following(settings, reader) as followed:
        await eventually(lambda: len(reader.batches) == 3)
        assert followed.trouble == "ValueError: the disk is full"
        await publish(pacts, [2])
        await eventually(lambda: followed.position == 2)
        assert followed.trouble is None

    assert reader.positions == [1, 2]
    assert reader.batches[:4] == [1, 1, 1, 1]


async def test_a_foreign_message_is_offered_without_a_position_and_blocks_nothing(pacts, settings):
    await publish(pacts, [1])
    await pacts.jetstream().publish(SUBJECT, b"\xff not ours", stream="CASA_PACTS")
    for bad in ("-3", "1e3", "٣", "9" * 40):
        headers = {"Casa-Epoch": EPOCH, "Casa-Position": bad, "Status": "100"}
        await pacts.jetstream().publish(SUBJECT, b"bad", stream="CASA_PACTS", headers=headers)
    await publish(pacts, [2])
    reader = Reader()

    async with following(settings, reader):
        await eventually(lambda: len(reader.taken) == 7)

    assert reader.positions == [1, 0, 0, 0, 0, 0, 2]
    assert reader.taken[1].data == b"\xff not ours"
    assert advanced(reader.cursor, reader.taken[1:3]).position == 2


@pytest.mark.parametrize("way", ["kill", "terminate"])
async def test_the_server_may_die_and_come_back(pacts, settings, fresh_nats, tmp_path, way):
    reader = Reader()
    async with following(settings, reader) as followed:
        await publish(pacts, [1, 2])
        await eventually(lambda: len(reader.taken) == 2)

        getattr(fresh_nats.process, way)()
        fresh_nats.process.wait()
        await eventually(lambda: not followed.alive)
        again = server.start(tmp_path, urlparse(fresh_nats.url).port)
        try:
            relay = await connect_again(again, "pacts")
            await publish(relay, [3, 4])
            await eventually(lambda: len(reader.taken) == 4)
            await eventually(lambda: followed.alive)
            await relay.close()
        finally:
            again.stop()

    assert reader.positions == [1, 2, 3, 4]


async def test_a_stream_made_anew_and_filled_again_brings_only_what_is_new(pacts, settings, fresh_nats):
    reader = Reader()
    async with following(settings, reader) as followed:
        await publish(pacts, range(1, 6))
        await eventually(lambda: len(reader.taken) == 5)

        await make_stream_anew(fresh_nats)
        await publish(pacts, range(1, 8))
        await eventually(lambda: followed.position == 7)
        await publish(pacts, [8])
        await eventually(lambda: followed.position == 8)
        assert followed.lag == 0

    assert reader.positions == [1, 2, 3, 4, 5, 6, 7, 8]


async def test_a_stream_made_anew_while_nobody_reads_brings_only_what_is_new(pacts, settings, fresh_nats):
    reader = Reader()
    await publish(pacts, range(1, 6))
    async with following(settings, reader):
        await eventually(lambda: len(reader.taken) == 5)
    await make_stream_anew(fresh_nats)
    await publish(pacts, [2, 4, 5, 6])  # positions may have gaps after rollbacks

    again = Reader(reader.cursor)
    async with following(settings, again):
        await eventually(lambda: again.cursor.position == 6)

    assert again.positions == [6]


async def test_another_epoch_is_read_from_its_beginning(pacts, settings, fresh_nats):
    await publish(pacts, range(1, 4), epoch="after-the-restore")

    again = Reader(Cursor("before-the-restore", 900, 900, "an earlier stream"))
    async with following(settings, again):
        await eventually(lambda: len(again.taken) == 3)

    assert again.positions == [1, 2, 3]
    assert again.cursor.epoch == "after-the-restore"


async def test_a_missing_stream_is_waited_for(pacts, settings, fresh_nats):
    topology = await connect_again(fresh_nats, "topology")
    await topology.jetstream().delete_stream("CASA_PACTS")
    reader = Reader()
    async with following(settings, reader) as followed:
        await eventually(lambda: followed.trouble is not None)
        assert not followed.alive
        await topology.jetstream().add_stream(streams.facts("pacts"))
        await publish(pacts, [1])
        await eventually(lambda: len(reader.taken) == 1)
        assert followed.trouble is None
    await topology.close()


async def test_a_deleted_consumer_is_noticed(pacts, settings):
    reader = Reader()
    async with following(settings, reader) as followed:
        await publish(pacts, [1])
        await eventually(lambda: len(reader.taken) == 1)

        await pacts.jetstream().delete_consumer("CASA_PACTS", followed._delivery.consumer)
        await publish(pacts, [2])
        await eventually(lambda: len(reader.taken) == 2)

    assert reader.positions == [1, 2]


async def test_it_ends_whenever_it_is_cancelled(pacts, settings):
    await publish(pacts, range(1, 6))
    client = await connect(settings, "history")

    for n in range(400):
        followed = Following(client, "pacts", None, Reader().take)
        task = asyncio.create_task(followed.run())
        for _ in range(n % 40):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task], timeout=5)
        assert task.cancelled()

    await client.close()


async def test_a_slow_reader_is_not_flooded(pacts, settings):
    payload, total = b"x" * 50_000, 700
    for position in range(1, total + 1):
        headers = {"Casa-Epoch": EPOCH, "Casa-Position": str(position)}
        await pacts.publish(SUBJECT, payload, headers=headers)
    await pacts.flush()
    gate, reader = asyncio.Event(), Reader()
    real = reader.take

    async def take(batch):
        await gate.wait()
        await real(batch)

    reader.take = take
    async with following(settings, reader) as followed:
        await asyncio.sleep(1)
        waiting = len(followed._delivery._waiting)
        gate.set()
        await eventually(lambda: len(reader.taken) == total)

    assert waiting < total - 1
    assert reader.positions == [*range(1, total + 1)]
