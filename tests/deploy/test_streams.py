"""Streams are declared once; saying it again changes nothing, and facts in them stay."""

import pytest
from nats.js.api import StreamConfig
from nats.js.errors import APIError

from deploy.nats import server, streams
from deploy.nats.permissions import BUCKETS as NAMES
from services.kernel.courier import CONTEXTS, READS, stream

BUCKETS = tuple(f"KV_{name}" for name in NAMES)


async def declare(running):
    return await streams.declare(running.url, running.passwords["topology"])


async def test_declaring_twice_changes_nothing(tmp_path):
    running = server.start(tmp_path)
    try:
        first, second = await declare(running), await declare(running)
    finally:
        running.stop()

    assert set(first.values()) == {"created"}
    assert set(second.values()) == {"unchanged"}
    assert set(first) == {*map(stream, (*CONTEXTS, READS)), *BUCKETS}


async def test_streams_and_facts_are_there_after_a_restart(fresh_nats, tmp_path, connect_as):
    pacts = await connect_as("pacts", fresh_nats)
    await pacts.jetstream().publish("casa.events.t1.pacts.d1.PactSigned", b"fact")
    await pacts.close()
    fresh_nats.stop()

    again = server.start(tmp_path)
    try:
        outcome = await declare(again)
        kept = (
            await (await connect_as("pacts", again)).jetstream().get_last_msg("CASA_PACTS", "casa.events.>")
        )
    finally:
        again.stop()

    assert set(outcome.values()) == {"unchanged"}
    assert kept.data == b"fact"


async def test_a_setting_someone_changed_is_put_right(fresh_nats, connect_as):
    js = (await connect_as("topology", fresh_nats)).jetstream()
    present = (await js.stream_info("CASA_PACTS")).config
    await js.update_stream(present.evolve(max_msgs=10))

    outcome = await declare(fresh_nats)

    assert outcome["CASA_PACTS"] == "updated"
    assert (await js.stream_info("CASA_PACTS")).config.max_msgs == -1


@pytest.mark.parametrize("context", [*CONTEXTS, READS])
async def test_facts_are_kept_on_disk_for_ever(nats_server, connect_as, context):
    config = (await (await connect_as("history")).jetstream().stream_info(stream(context))).config

    assert config.deny_delete
    assert config.deny_purge
    assert config.allow_atomic
    assert config.storage == "file"
    assert (config.max_msgs, config.max_bytes, config.max_age) == (-1, -1, 0)


async def test_a_denial_cannot_be_taken_back(fresh_nats, connect_as):
    js = (await connect_as("topology", fresh_nats)).jetstream()
    present: StreamConfig = (await js.stream_info("CASA_PACTS")).config

    with pytest.raises(APIError, match="deny"):
        await js.update_stream(present.evolve(deny_purge=False))


async def test_sessions_and_counters_vanish_after_their_time(connect_as):
    js = (await connect_as("topology")).jetstream()

    ages = {name: (await js.stream_info(name)).config.max_age for name in BUCKETS}

    day = 24 * 3600
    assert ages == dict(zip(BUCKETS, (90 * day, day, 30 * 60, 0), strict=True))


def test_every_write_is_forced_to_disk(fresh_nats, tmp_path):
    assert "sync_interval: always" in (tmp_path / "nats" / "server.conf").read_text()
