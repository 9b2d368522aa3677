"""The vault and its borrowers beside a real message server: who gets which key, until when."""

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from urllib.parse import urlparse
from uuid import UUID, uuid4

import pytest

from deploy.nats import server
from events.category import Category
from events.sealed import seal
from services.kernel.courier import connect
from services.kernel.keyring import KeyRefused, Keyring, VaultUnavailable
from services.kernel.sealing import close, unbox
from services.kernel.settings import Settings
from services.vault.service import Vault

GIULIA, HOME = uuid4(), uuid4()

# Opens one value again and again in a process of its own, and says what became of it.
READER = """
import asyncio, sys
from uuid import UUID
from services.kernel.courier import connect
from services.kernel.keyring import Keyring
from services.kernel.settings import Settings

async def main(key):
    client = await connect(Settings(), "frontend")
    ring = Keyring(client, "frontend", lease_seconds=300)
    said = None
    while said != "closed":
        word = "closed" if (await ring.for_opening([key]))[key] is None else "open"
        if word != said:
            print(word, flush=True)
        said = word
        await asyncio.sleep(0.01)

asyncio.run(main(UUID(sys.argv[1])))
"""


@pytest.fixture
def settings(fresh_nats, tmp_path):
    return Settings(data=tmp_path, nats=fresh_nats.url)


@pytest.fixture
async def vault(settings):
    vault = Vault()
    await vault.start(settings)
    yield vault
    await vault.stop()


@pytest.fixture
def ring(fresh_nats, connect_as):
    async def ring(user, **options):
        return Keyring(await connect_as(user, fresh_nats), user, **options)

    return ring


@pytest.fixture
async def frontend(fresh_nats, connect_as):
    return await connect_as("frontend", fresh_nats)


@pytest.fixture
async def network(fresh_nats, connect_as):
    return await connect_as("network", fresh_nats)


async def ask(client, act, user, **body):
    reply = await client.request(
        f"casa.vault.{act}.{user}", json.dumps(body, default=str).encode(), timeout=2
    )
    return json.loads(reply.data)


async def destroy(network, **scope):
    return await ask(network, "destroy", "network", decision=uuid4(), **scope)


async def goal(ring):
    return await (await ring("accompaniment")).for_sealing(GIULIA, HOME, Category.GOALS)


async def test_what_one_service_seals_the_web_node_opens(vault, ring):
    key_id, key = await goal(ring)
    box = close(seal("cucinare da sola", GIULIA, Category.GOALS), "e/wording", key_id, key)

    lent = await (await ring("frontend")).for_opening([box.key])

    assert unbox(box.model_copy(update={"place": "e/wording"}), lent[box.key]) == "cucinare da sola"
    assert vault.health() == {"ready": True, "lag": {}, "trouble": []}


async def test_many_who_ask_at_once_get_the_same_key(vault, ring):
    rings = [await ring("network") for _ in range(4)]

    made = await asyncio.gather(
        *(each.for_sealing(GIULIA, HOME, Category.IDENTITY) for each in rings for _ in range(5))
    )

    assert len(set(made)) == 1


@pytest.mark.parametrize(
    ("user", "category", "given"),
    [
        ("frontend", Category.GOALS, True),
        ("matching", Category.MATCH, True),
        ("matching", Category.GOALS, False),
        ("pacts", Category.PACT, False),
        ("accompaniment", Category.GOALS, False),
    ],
)
async def test_keys_are_lent_only_for_the_categories_a_user_may_open(vault, ring, user, category, given):
    maker = {Category.GOALS: "accompaniment", Category.MATCH: "matching", Category.PACT: "pacts"}[category]
    key_id, key = await (await ring(maker)).for_sealing(GIULIA, HOME, category)

    lent = await (await ring(user)).for_opening([key_id])

    assert lent == {key_id: key if given else None}


async def test_a_service_cannot_get_a_key_by_asking_to_seal_what_is_not_its_own(vault, ring):
    await goal(ring)

    with pytest.raises(KeyRefused, match="goals"):
        await (await ring("pacts")).for_sealing(GIULIA, HOME, Category.GOALS)


async def test_history_cannot_ask_for_keys_at_all(vault, fresh_nats, connect_as):
    history = await connect_as("history", fresh_nats)

    await history.publish("casa.vault.lend.history", b'{"ids": []}', reply="_INBOX.history.x")
    await history.flush()
    await asyncio.sleep(0.05)

    assert "permissions violation" in history.refused[-1]


async def test_refusals_say_why_in_the_order_asked(vault, frontend, network, ring):
    alive, _ = await goal(ring)
    gone, _ = await (await ring("pacts")).for_sealing(GIULIA, HOME, Category.PACT)
    unknown = uuid4()
    await destroy(network, owner=GIULIA, category="pact")

    answer = await ask(frontend, "lend", "frontend", ids=[unknown, gone, alive])

    assert [one.get("refused") for one in answer["keys"]] == ["unknown", "destroyed", None]
    assert [one["id"] for one in answer["keys"]] == [str(unknown), str(gone), str(alive)]
    assert (answer["keys"][2]["owner"], answer["keys"][2]["category"]) == (str(GIULIA), "goals")


@pytest.mark.parametrize("act", ["make", "lend", "destroy"])
@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"{}", b'{"ids": 3}', b'{"wanted": [{"owner": "x"}]}', b'{"category": "goals"}', b"[" * 5000,
     json.dumps({"ids": [str(UUID(int=n)) for n in range(201)]}).encode()],
)  # fmt: skip
async def test_nonsense_is_answered_and_destroys_nothing(vault, frontend, network, ring, act, body):
    key_id, _ = await goal(ring)

    user, client = ("network", network) if act == "destroy" else ("frontend", frontend)
    reply = await client.request(f"casa.vault.{act}.{user}", body, timeout=10)

    assert json.loads(reply.data) == {"error": "malformed"}
    assert (await (await ring("frontend")).for_opening([key_id]))[key_id]


async def test_destruction_closes_a_value_in_another_process_within_moments(vault, ring, network, settings):
    key_id, _ = await goal(ring)
    env = {"CASA_DATA": str(settings.data), "CASA_NATS": settings.nats}
    command = [sys.executable, "-c", READER, str(key_id)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as reader:
        assert await asyncio.to_thread(reader.stdout.readline) == b"open\n"

        before = perf_counter()
        answer = await destroy(network, dossier=HOME)
        said = await asyncio.to_thread(reader.stdout.readline)

        assert answer == {"destroyed": [str(key_id)], "gone": 1, "complete": True}
        assert said == b"closed\n"
        assert perf_counter() - before < 30


async def test_a_destroyed_key_is_no_longer_used_for_sealing(vault, ring, network):
    sealing = await ring("accompaniment")
    old, _ = await sealing.for_sealing(GIULIA, HOME, Category.GOALS)

    await destroy(network, owner=GIULIA)
    await asyncio.sleep(0.1)

    new, _ = await sealing.for_sealing(GIULIA, HOME, Category.GOALS)
    assert new != old


async def test_leases_outlive_the_servers_absence_but_not_its_return(
    vault, ring, fresh_nats, tmp_path, settings
):
    key_id, key = await goal(ring)
    client = await connect(settings, "frontend")
    opening = Keyring(client, "frontend")
    never_seen = uuid4()
    assert (await opening.for_opening([key_id]))[key_id] == key

    fresh_nats.process.kill()
    fresh_nats.process.wait()
    while client.is_connected:
        await asyncio.sleep(0.01)
    assert await opening.for_opening([key_id]) == {key_id: key}
    with pytest.raises(VaultUnavailable) as missing:
        await opening.for_opening([key_id, never_seen])
    assert missing.value.lent == {key_id: key}

    again = server.start(tmp_path, urlparse(fresh_nats.url).port)
    try:
        while not client.is_connected:
            await asyncio.sleep(0.01)
        assert opening._leased(key_id) is None  # an announcement may have been missed
        await vault.stop()
        with pytest.raises(VaultUnavailable):
            await opening.for_opening([key_id])
        await client.close()
    finally:
        again.stop()


async def test_a_lease_ends(vault, ring):
    key_id, key = await goal(ring)
    opening = await ring("frontend", lease_seconds=0.1)
    assert (await opening.for_opening([key_id]))[key_id] == key

    await vault.stop()
    assert (await opening.for_opening([key_id]))[key_id] == key
    await asyncio.sleep(0.15)

    with pytest.raises(VaultUnavailable):
        await opening.for_opening([key_id])


async def test_a_miss_is_not_remembered(vault, ring, settings):
    opening, unknown = await ring("frontend"), uuid4()

    assert await opening.for_opening([unknown]) == {unknown: None}
    assert await opening.for_opening([unknown]) == {unknown: None}
    await vault.stop()

    with pytest.raises(VaultUnavailable):
        await opening.for_opening([unknown])


async def test_more_than_one_request_holds_are_asked_for_in_turn(vault, ring):
    sealing = await ring("accompaniment")
    made = dict([await sealing.for_sealing(uuid4(), HOME, Category.GOALS) for _ in range(230)])

    assert await (await ring("frontend")).for_opening(made.keys()) == made


async def test_a_thread_borrows_without_the_loop(vault, ring):
    sealing = await ring("accompaniment")

    def write():
        return [sealing.borrow(GIULIA, HOME, Category.GOALS) for _ in range(3)]

    with ThreadPoolExecutor(1) as thread:
        made = await asyncio.get_running_loop().run_in_executor(thread, write)

    assert len(set(made)) == 1
    assert made[0] == await sealing.for_sealing(GIULIA, HOME, Category.GOALS)


async def test_a_thread_is_told_when_there_is_no_vault(ring):
    sealing = await ring("accompaniment")

    with pytest.raises(VaultUnavailable):
        await asyncio.to_thread(sealing.borrow, GIULIA, HOME, Category.GOALS)


async def test_what_was_destroyed_before_a_crash_is_announced_at_the_next_start(
    vault, ring, frontend, settings
):
    opening = await ring("frontend")
    key_id, key = await goal(ring)
    assert (await opening.for_opening([key_id]))[key_id] == key
    await vault.stop()
    await interrupted_destruction(settings)

    again = Vault()
    await again.start(settings)
    await asyncio.sleep(0.1)

    assert await opening.for_opening([key_id]) == {key_id: None}
    await again.stop()


async def interrupted_destruction(settings):
    """Committed, but the process ended before a word could be said."""
    from services.vault.keys import Keys, Scope
    from services.vault.wrapping import wrapping_key

    keys = Keys(settings.data / "vault.sqlite", wrapping_key(settings.secrets))
    keys.destroy(keys.within(Scope(owner=GIULIA)))
    keys.close()


async def test_no_key_reaches_any_file_or_log(vault, ring, settings, network, capfd):
    made = [await (await ring("pacts")).for_sealing(uuid4(), HOME, Category.PACT) for _ in range(5)]
    await (await ring("frontend")).for_opening([key_id for key_id, _ in made])
    await destroy(network, owner=GIULIA)

    written = b"".join(file.read_bytes() for file in settings.data.rglob("*") if file.is_file())
    said = "".join(capfd.readouterr())

    assert made[0][0].bytes in written
    for _, key in made:
        for form in (key, key.hex().encode(), json.dumps(list(key)).encode()):
            assert form not in written
        assert key.hex() not in said
        assert repr(key) not in said


async def test_it_runs_as_its_own_process(settings, ring):
    env = {"CASA_DATA": str(settings.data), "CASA_NATS": settings.nats, "PATH": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "services.vault.service"], env=env, stdout=subprocess.PIPE
    ) as process:
        assert await asyncio.to_thread(process.stdout.readline) == b"vault is ready\n"
        key_id, key = await goal(ring)
        assert (await (await ring("frontend")).for_opening([key_id]))[key_id] == key
        process.terminate()

    assert process.returncode == 0
