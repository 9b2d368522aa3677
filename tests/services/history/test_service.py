"""History beside a real message server: nothing twice, nothing missed, and it answers the web node."""

import asyncio
import json
import subprocess
import sys
from contextlib import suppress
from time import perf_counter
from urllib.parse import urlparse
from uuid import uuid4

import pytest
from nats.errors import NoRespondersError

from deploy.nats import server, streams
from services.history.archive import Archive
from services.history.service import History
from services.history.verifica.notes import signed, signer, tree_head
from services.history.witness import Witnessing
from services.kernel.courier import CONTEXTS, READS, connect, stream
from services.kernel.sealing import binary
from services.kernel.settings import Settings
from tests.services.history.records import recorded


@pytest.fixture
def settings(fresh_nats, tmp_path):
    return Settings(data=tmp_path, nats=fresh_nats.url)


@pytest.fixture
async def start_history(settings):
    started = []

    async def start(every=0.2):
        history = History()
        history.every = every
        await history.start(settings)
        started.append(history)
        return history

    yield start
    for history in started:
        await history.stop()


@pytest.fixture
def frontend(fresh_nats, connect_as):
    return connect_as("frontend", fresh_nats)


async def publish(settings, records, first=1, epoch="one"):
    """As the relay of each record's context would, positions counted per context."""
    clients = {}
    positions = dict.fromkeys(CONTEXTS, first - 1)
    for record in records:
        context = record.context
        clients[context] = clients.get(context) or await connect(settings, context)
        positions[context] += 1
        headers = {"Casa-Epoch": epoch, "Casa-Position": str(positions[context])}
        js = clients[context].jetstream()
        await js.publish(record.subject, record.to_bytes(), stream=stream(context), headers=headers)
    for client in clients.values():
        await client.close()


async def ask(client, act, **body):
    reply = await client.request(f"casa.history.{act}", json.dumps(body, default=str).encode(), timeout=10)
    return json.loads(reply.data)


async def until_recorded(client, dossier, count, seconds=12.0):
    deadline = perf_counter() + seconds
    while True:
        found = []
        with suppress(NoRespondersError):  # it has not found the restarted server yet
            found = (await ask(client, "dossier", dossiers=[dossier]))["records"]
        if len(found) >= count:
            return found
        assert perf_counter() < deadline, f"{len(found)} of {count}"
        await asyncio.sleep(0.02)


async def test_facts_of_all_contexts_are_recorded_chained_and_served(settings, start_history, frontend):
    history, client, home = await start_history(), await frontend, uuid4()
    records = [recorded(home, context) for context in CONTEXTS for _ in range(20)]

    await publish(settings, records)
    found = await until_recorded(client, home, 100)

    assert {binary(one["data"]) for one in found} == {record.to_bytes() for record in records}
    assert [one["n"] for one in found] == [*range(1, 101)]
    assert (await ask(client, "verify", dossier=home)) == {
        "ok": True,
        "count": 100,
        "broken": None,
        "reason": None,
    }
    assert history.health() == {"ready": True, "lag": dict.fromkeys((*CONTEXTS, READS), 0), "trouble": []}


async def test_a_poison_message_is_kept_aside_and_told(
    settings, start_history, frontend, fresh_nats, connect_as
):
    history, client, home = await start_history(), await frontend, uuid4()
    pacts = (await connect_as("pacts", fresh_nats)).jetstream()
    await publish(settings, [recorded(home)])
    await pacts.publish(f"casa.events.lucca.pacts.{home}.PactSigned", b"\xff\xfe", stream="CASA_PACTS")
    await publish(settings, [recorded(home)], first=2)

    await until_recorded(client, home, 2)

    assert history.health()["ready"]
    assert history.health()["trouble"] == ["parked 1: no position: not sent by a relay"]


async def test_two_different_records_with_one_id_turn_health_red(settings, start_history, frontend):
    history, client, home = await start_history(), await frontend, uuid4()
    true = recorded(home, note="true")
    await publish(settings, [true, recorded(home, note="false", event_id=true.event_id), recorded(home)])

    await until_recorded(client, home, 2)

    assert not history.health()["ready"]
    assert (await ask(client, "verify", dossier=home))["ok"]


async def test_a_restart_and_streams_filled_anew_record_nothing_twice(
    settings, start_history, frontend, fresh_nats
):
    home, client = uuid4(), await frontend
    records = [recorded(home, note=str(n)) for n in range(30)]
    first = await start_history()
    await publish(settings, records[:20])
    before = await until_recorded(client, home, 20)
    await first.stop()

    topology = await connect(settings, "topology")
    await topology.jetstream().delete_stream("CASA_PACTS")
    await topology.jetstream().add_stream(streams.facts("pacts"))
    await topology.close()
    await publish(settings, records, epoch="another")  # as after a restore: same ids, other epoch
    history = await start_history()

    found = await until_recorded(client, home, 30)
    assert found[:20] == before
    assert [binary(one["data"]) for one in found] == [record.to_bytes() for record in records]
    assert history.health()["ready"]


async def test_the_server_killed_under_it_costs_nothing(settings, start_history, fresh_nats, tmp_path):
    history, home = await start_history(), uuid4()
    records = [recorded(home, note=str(n)) for n in range(20)]
    await publish(settings, records[:10])

    fresh_nats.process.kill()
    fresh_nats.process.wait()
    again = server.start(tmp_path, urlparse(fresh_nats.url).port)
    try:
        await publish(settings, records[10:], first=11)
        client = await connect(settings, "frontend")
        found = await until_recorded(client, home, 20)
        await client.close()
        await history.stop()
    finally:
        again.stop()

    assert [binary(one["data"]) for one in found] == [record.to_bytes() for record in records]


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b'{"dossiers": []}', b'{"dossiers": ["x"]}', b'{"dossier": "x", "more": 1}']
)
@pytest.mark.parametrize("act", ["dossier", "verify"])
async def test_nonsense_gets_an_answer(start_history, frontend, act, body):
    await start_history()

    reply = await (await frontend).request(f"casa.history.{act}", body, timeout=10)

    assert json.loads(reply.data) == {"error": "malformed"}


async def test_it_runs_as_its_own_process(settings, frontend, fresh_nats, tmp_path):
    home, client = uuid4(), await frontend
    command = [sys.executable, "-m", "services.history.service"]
    env = {"CASA_DATA": str(tmp_path), "CASA_NATS": fresh_nats.url, "PATH": ""}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as process:
        assert await asyncio.to_thread(process.stdout.readline) == b"history is ready\n"
        await publish(settings, [recorded(home)])
        await until_recorded(client, home, 1)
        process.terminate()

    assert process.returncode == 0


@pytest.fixture
async def witness(settings):
    witness = Witnessing()
    await witness.start(settings)
    yield witness
    await witness.stop()


async def test_what_was_recorded_is_soon_signed_and_witnessed(settings, start_history, witness, frontend):
    await start_history()
    client, home = await frontend, uuid4()
    await publish(settings, [recorded(home) for _ in range(7)])

    found = await until_witnessed(client, 7)

    assert signed(found["note"], found["log"])
    assert [signed(found["note"], one) for one in found["witnesses"]] == [True]
    assert tree_head(found["note"])[:2] == ("casa-facendo/lucca", 7)


async def until_witnessed(client, size, by=1):
    deadline = perf_counter() + 12
    while True:
        found = await ask(client, "checkpoint", partnership="lucca")
        if found["size"] == size and len(found["witnesses"]) >= by:
            return found
        assert perf_counter() < deadline, found
        await asyncio.sleep(0.05)


async def test_the_last_records_are_signed_and_witnessed_when_it_stops(
    settings, start_history, frontend, witness
):
    history, client, home = await start_history(every=3600), await frontend, uuid4()
    await publish(settings, [recorded(home)])
    await until_recorded(client, home, 1)

    await history.stop()

    archive = Archive(settings.data / "history.sqlite")
    assert archive.checkpoints.newest("lucca").size == 1
    assert len(archive.checkpoints.newest("lucca").cosignatures) == 1
    archive.close()


async def test_each_of_several_witnesses_signs_with_a_key_of_its_own(
    settings, start_history, frontend, tmp_path
):
    history = await start_history()
    outside = [Witnessing(name) for name in ("witness_a", "witness_b")]
    for it in outside:
        await it.start(elsewhere(settings, tmp_path / it.name))
    await publish(settings, [recorded(uuid4()) for _ in range(3)])

    found = await until_witnessed(await frontend, 3, by=2)
    for it in outside:
        await it.stop()

    assert len({signer(one)[2] for one in found["witnesses"]}) == 2
    assert [signed(found["note"], one) for one in found["witnesses"]] == [True, True]
    assert history.health()["ready"]


def elsewhere(house, folder):
    """A folder of its own, with nothing of the house's but the public key of its log and one password."""
    folder.mkdir()
    (folder / "secrets").mkdir()
    (folder / "secrets" / "history.pub").write_bytes((house.secrets / "history.pub").read_bytes())
    passwords = json.loads((house.secrets / "nats.json").read_text())
    return Settings(data=folder, nats=house.nats, nats_password=passwords[folder.name])


async def test_without_a_witness_heads_are_signed_all_the_same(settings, start_history, frontend):
    await start_history()
    client, home = await frontend, uuid4()
    assert (await ask(client, "checkpoint", partnership="lucca"))["note"] is None
    await publish(settings, [recorded(home)])
    await until_recorded(client, home, 1)
    await asyncio.sleep(0.5)

    found = await ask(client, "checkpoint", partnership="lucca")

    assert (found["size"], found["witnesses"]) == (1, [])


async def test_a_witness_runs_as_its_own_process(settings, start_history, frontend, fresh_nats, tmp_path):
    client, home = await frontend, uuid4()
    command = [sys.executable, "-m", "services.history.witness"]
    env = {"CASA_DATA": str(tmp_path), "CASA_NATS": fresh_nats.url, "PATH": ""}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as process:
        assert await asyncio.to_thread(process.stdout.readline) == b"witness is ready\n"
        await start_history()
        await publish(settings, [recorded(home)])
        await until_witnessed(client, 1)
        process.terminate()

    assert process.returncode == 0
