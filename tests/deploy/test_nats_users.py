"""Each service has its own user: what it may not do is refused by the server, not by good will."""

import asyncio
import json
import stat
import subprocess
from pathlib import Path
from uuid import uuid4

import nats.errors
import pytest
from nats.js.api import ConsumerConfig, StreamConfig

from deploy.nats import config
from deploy.nats.permissions import SERVICES, USERS
from deploy.nats.server import binary
from deploy.nats.users import passwords
from services.kernel.courier import CONTEXTS, READS, stream

SERVER_CONF = Path(config.__file__).with_name("server.conf")
REFUSED = "permissions violation"


def subject(context, fact="PactSigned"):
    return f"casa.events.t{uuid4().hex[:8]}.{context}.{uuid4()}.{fact}"


async def refusal(client):
    """What the server answered to the last thing the client did; it speaks beside the stream of replies."""
    await client.flush()
    for _ in range(100):
        if client.refused:
            return client.refused[-1]
        await asyncio.sleep(0.01)
    return "nothing was refused"


async def test_a_service_publishes_its_own_facts(connect_as):
    pacts = await connect_as("pacts")

    ack = await pacts.jetstream().publish(subject("pacts"), b"{}", stream="CASA_PACTS")

    assert ack.stream == "CASA_PACTS"


@pytest.mark.parametrize("user", sorted(set(USERS) - {"pacts"}))
async def test_nobody_else_can_forge_a_fact_of_it(connect_as, user):
    forger = await connect_as(user)

    await forger.publish(subject("pacts"), b"{}")

    assert REFUSED in await refusal(forger)


async def test_a_forged_fact_never_reaches_the_stream(connect_as):
    pacts, forger = await connect_as("pacts"), await connect_as("intake")
    before = (await pacts.jetstream().stream_info("CASA_PACTS")).state.last_seq

    await forger.publish(subject("pacts"), b"{}")
    await forger.flush()

    assert (await pacts.jetstream().stream_info("CASA_PACTS")).state.last_seq == before


@pytest.mark.parametrize("user", SERVICES)
async def test_only_the_frontend_sends_commands(connect_as, user):
    service = await connect_as(user)

    await service.publish("casa.commands.pacts.SignPact", b"{}")

    assert REFUSED in await refusal(service)


async def test_the_frontend_asks_and_the_service_answers(connect_as):
    pacts, frontend = await connect_as("pacts"), await connect_as("frontend")

    async def answer(message):
        await message.respond(b"accepted")

    await pacts.subscribe("casa.commands.pacts.>", cb=answer)
    await pacts.flush()
    reply = await frontend.request("casa.commands.pacts.SignPact", b"{}", timeout=2)

    assert reply.data == b"accepted"


async def test_a_reply_address_cannot_make_a_service_call_the_server(connect_as):
    pacts, frontend = await connect_as("pacts"), await connect_as("frontend")
    asked = await pacts.subscribe("casa.commands.pacts.>")
    await pacts.flush()

    await frontend.publish("casa.commands.pacts.SignPact", b"{}", reply="$JS.API.STREAM.DELETE.CASA_PACTS")
    await (await asked.next_msg(timeout=10)).respond(b"")

    assert REFUSED in await refusal(pacts)


@pytest.mark.parametrize("listened", ["casa.commands.pacts.>", "_INBOX.frontend.>", "casa.events.>", ">"])
async def test_nobody_listens_at_another_door(connect_as, listened):
    intake = await connect_as("intake")

    await intake.subscribe(listened)

    assert REFUSED in await refusal(intake)


@pytest.mark.parametrize("user", ["intake", "pacts", "history", "vault", "frontend"])
@pytest.mark.parametrize("call", ["DELETE", "PURGE", "UPDATE", "MSG.DELETE"])
async def test_no_service_can_destroy_a_stream(connect_as, user, call):
    service = await connect_as(user)

    await service.publish(f"$JS.API.STREAM.{call}.CASA_PACTS", b"")

    assert REFUSED in await refusal(service)


async def test_not_even_the_topology_job_can_empty_a_stream_of_facts(connect_as):
    topology = await connect_as("topology")

    with pytest.raises(nats.errors.Error, match="purge"):
        await topology.jetstream().purge_stream("CASA_PACTS")


async def test_no_service_can_declare_a_stream(connect_as):
    service = await connect_as("intake")

    with pytest.raises(nats.errors.TimeoutError):
        await service.jetstream(timeout=0.3).add_stream(StreamConfig(name="CASA_MINE", subjects=["mine"]))


@pytest.mark.parametrize("reader", [*CONTEXTS, "history", "frontend"])
async def test_a_reader_follows_a_stream_and_acknowledges(connect_as, reader):
    pacts, client = await connect_as("pacts"), await connect_as(reader)
    wanted = subject("pacts")
    await pacts.jetstream().publish(wanted, b"signed", stream="CASA_PACTS")

    pulled = await client.jetstream().pull_subscribe(wanted, stream="CASA_PACTS")
    [message] = await pulled.fetch(1, timeout=10)
    await message.ack_sync(timeout=10)
    pushed = await client.jetstream().subscribe(wanted, stream="CASA_PACTS", ordered_consumer=True)

    assert (message.data, (await pushed.next_msg(timeout=10)).data) == (b"signed", b"signed")
    assert client.refused == []


async def test_a_durable_push_consumer_survives_and_can_be_removed(connect_as):
    history = (await connect_as("history")).jetstream()
    name = f"history-{uuid4().hex[:6]}"

    await history.add_consumer(
        "CASA_PACTS", ConsumerConfig(durable_name=name, deliver_subject="_INBOX.history.d")
    )

    assert (await history.consumer_info("CASA_PACTS", name)).name == name
    assert await history.delete_consumer("CASA_PACTS", name)


@pytest.mark.parametrize("context", CONTEXTS)
async def test_a_relay_finds_the_last_fact_it_published(connect_as, context):
    client = await connect_as(context)
    js, wanted = client.jetstream(), subject(context)
    await js.publish(wanted, b"last", stream=stream(context))

    leader = await js.get_last_msg(stream(context), wanted)

    assert (leader.data, client.refused) == (b"last", [])


async def test_the_frontend_keeps_sessions_and_no_service_reads_them(connect_as):
    frontend, intake = await connect_as("frontend"), await connect_as("intake")
    sessions = await frontend.jetstream().key_value("casa_sessions")
    await sessions.put("abc", b"who")
    await sessions.delete("abc")
    await sessions.put("abc", b"who else")

    assert (await sessions.get("abc")).value == b"who else"
    await intake.publish("$KV.casa_sessions.abc", b"me")
    assert REFUSED in await refusal(intake)


@pytest.mark.parametrize("act", ["lend.frontend", "make.matching", "destroy.intake", "destroy.frontend"])
async def test_nobody_asks_the_vault_in_the_name_of_another(connect_as, act):
    intake = await connect_as("intake")

    await intake.publish(f"casa.vault.{act}", b"{}")

    assert REFUSED in await refusal(intake)


@pytest.mark.parametrize("user", ["frontend", "matching", "history"])
async def test_only_the_network_service_has_keys_destroyed(connect_as, user):
    client = await connect_as(user)

    await client.publish(f"casa.vault.destroy.{user}", b"{}")

    assert REFUSED in await refusal(client)


@pytest.mark.parametrize("asker", ["intake", "frontend"])
async def test_the_vault_lends_keys_to_those_who_seal_or_open(connect_as, asker):
    vault, client = await connect_as("vault"), await connect_as(asker)

    async def lend(message):
        await message.respond(b"key")

    await vault.subscribe(f"casa.vault.lend.{asker}", cb=lend)
    await vault.flush()

    assert (await client.request(f"casa.vault.lend.{asker}", b"{}", timeout=10)).data == b"key"


@pytest.mark.parametrize("user", ["pacts", "vault", "history", "witness"])
async def test_only_the_web_node_has_letters_written(connect_as, user):
    client = await connect_as(user)

    await client.publish("casa.post.letter", b"{}")

    assert REFUSED in await refusal(client)


@pytest.mark.parametrize(
    "said", ["casa.commands.network.GrantRole", "casa.vault.lend.frontend", "casa.history.case"]
)
async def test_the_post_asks_nothing_of_anybody_but_keys_of_its_own(connect_as, said):
    post = await connect_as("post")

    await post.publish(said, b"{}")

    assert REFUSED in await refusal(post)


async def test_a_stranger_does_not_come_in(nats_server):
    with pytest.raises(nats.errors.Error):
        await nats.connect(nats_server.url, allow_reconnect=False, connect_timeout=1)


def test_passwords_are_made_once_and_only_their_owner_reads_them(tmp_path):
    made = passwords(tmp_path)
    file = tmp_path / "secrets" / "nats.json"

    assert passwords(tmp_path) == made == json.loads(file.read_text())
    assert len(set(made.values())) == len(USERS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_user_added_later_gets_a_password_and_the_others_keep_theirs(tmp_path):
    made = passwords(tmp_path)
    file = tmp_path / "secrets" / "nats.json"
    file.write_text(json.dumps({name: word for name, word in made.items() if name != "vault"}))

    again = passwords(tmp_path)

    assert {**again, "vault": made["vault"]} == made
    assert again["vault"] != made["vault"]


def test_the_configuration_for_compose_is_the_one_the_permissions_make(tmp_path):
    (tmp_path / "server.conf").write_text(SERVER_CONF.read_text())
    (tmp_path / config.PASSWORDS).write_text(config.said(dict.fromkeys(USERS, "p123")))
    written = checked(tmp_path / "server.conf")

    assert written.returncode == 0, written.stderr
    assert SERVER_CONF.read_text() == config.for_compose()


def checked(path):
    return subprocess.run([binary(), "-t", "-c", path], capture_output=True, text=True)


@pytest.mark.parametrize("user", sorted({*SERVICES, "topology"}))
async def test_only_the_web_node_says_who_looked(connect_as, user):
    forger = await connect_as(user)

    await forger.publish(f"casa.reads.lucca.{uuid4()}", b"{}")

    assert REFUSED in await refusal(forger)


@pytest.mark.parametrize("user", [*CONTEXTS, "frontend", "vault", "witness"])
async def test_nobody_but_the_history_follows_who_looked(connect_as, user):
    """Else looking at a page could change one."""
    curious = await connect_as(user)

    with pytest.raises((nats.errors.Error, TimeoutError)):
        await curious.jetstream(timeout=0.3).add_consumer(stream(READS), ConsumerConfig(durable_name="mine"))


async def test_the_history_follows_who_looked(connect_as):
    history = (await connect_as("history")).jetstream()

    assert (
        await history.add_consumer(stream(READS), ConsumerConfig(durable_name="kept"))
    ).stream_name == stream(READS)
