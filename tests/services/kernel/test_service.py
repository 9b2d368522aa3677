"""A whole service on a real message server: asked by a web node, stopped under load, beside a second process."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from nats.errors import Error as NatsError

from events.access import COMMANDS
from events.envelope import Reply
from events.message import Command
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.person import RegisterPerson
from events.pacts.cohabitation import FormCohabitation
from events.role import Role
from services.kernel import clock, runtime
from services.kernel.orders import Job
from services.kernel.runtime import Service, service
from services.kernel.settings import Settings
from services.network.service import app as network_app
from services.pacts.service import app as pacts_app
from services.vault.service import Vault
from tests.people import GIULIA, MARTA, UGO, Person
from tests.services.kernel import alarm, shelf
from tests.services.kernel.conftest import address, order
from tests.services.kernel.running import Web, eventually, running, settings_for, stored
from tests.services.kernel.shelf import PlaceBook


def shop() -> Service:
    return service("pacts", deciders=(shelf.SHELF, shelf.TAKEN, alarm.ALARM), dues=alarm.dues)


@pytest.fixture(autouse=True)
def granted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "COMMANDS", {**COMMANDS, **shelf.GRANTS, **alarm.GRANTS})


@pytest.fixture
def settings(fresh_nats, tmp_path: Path) -> Settings:
    return settings_for(fresh_nats, tmp_path)


@pytest.fixture
async def web(settings: Settings, fresh_nats, connect_as) -> Web:
    return Web(await connect_as("frontend", fresh_nats), settings)


@pytest.fixture
async def vault(settings: Settings) -> AsyncIterator[None]:
    async with running(settings, Vault()):
        yield


def place(book_shelf: UUID | None = None, reader: UUID | None = None) -> PlaceBook:
    book_shelf = book_shelf or uuid4()
    return PlaceBook(stream=book_shelf, dossier=book_shelf, reader=reader or uuid4())


async def test_a_command_becomes_facts_in_the_store_and_on_the_stream(settings, web, vault) -> None:
    it = shop()
    async with running(settings, it):
        reply = await web.ask(place())

        assert (reply.outcome, reply.position, reply.version) == ("accepted", 2, 1)
        await eventually(lambda: it.relay.position == 2)
        info = await web.client.jetstream().stream_info("CASA_PACTS")
        assert info.state.messages == 2
        await eventually(lambda: it.health()["ready"])


async def test_only_a_web_node_is_answered_and_only_under_the_commands_own_name(
    settings, web, vault, fresh_nats, connect_as
) -> None:
    it, ask = shop(), web.asking(place())
    body = ask.model_dump_json().encode()
    async with running(settings, it):
        refused = await web.send(ask, "casa.commands.pacts.TakeShelf")
        for reply_to in ("", "_INBOX.pacts.x", "$JS.API.STREAM.DELETE.CASA_PACTS"):
            await web.client.publish("casa.commands.pacts.PlaceBook", body, reply=reply_to)
        await web.client.flush()
        other = await connect_as("history", fresh_nats)
        await other.publish("casa.commands.pacts.PlaceBook", body, reply="_INBOX.frontend.x")
        await other.flush()
        await web.ask(place())

        assert refused.reason == "command.malformed"
        assert len(stored(it, "BookPlaced")) == 1
        assert (await web.client.jetstream().stream_info("CASA_PACTS")) is not None


async def test_odd_addresses_end_neither_the_hearing_nor_the_answers_of_others(settings, web, vault) -> None:
    it, ask = shop(), web.asking(place())
    body = ask.model_dump_json().encode()
    async with running(settings, it):
        heard = await web.client.subscribe("_INBOX.frontend.plain")
        async with asyncio.timeout(60):
            while (
                not heard.pending_msgs
            ):  # a loaded machine may lose a line once; the same id has the same answer
                for subject, reply in (
                    (b"\xff", b"_INBOX.frontend.x"),
                    (b"PlaceBook", b"_INBOX.frontend.\xff"),
                    (b"PlaceBook", b"_INBOX.frontend.*"),
                    (b"PlaceBook", b"_INBOX.frontend.plain"),
                ):
                    line = b"PUB casa.commands.pacts.%b %b %d\r\n%b\r\n" % (subject, reply, len(body), body)
                    await web.client._send_command(line)
                await web.client._flush_pending()
                await asyncio.sleep(0.5)

        assert Reply.model_validate_json((await heard.next_msg(timeout=30)).data).accepted
        assert it.writer.alive


async def test_it_stops_under_load_without_hanging_and_every_answer_it_gave_is_true(
    settings, web, vault
) -> None:
    it, asks = shop(), [web.asking(place()) for _ in range(400)]

    async def attempt(ask) -> Reply | None:
        try:
            return await web.send(ask, timeout=3)
        except (NatsError, TimeoutError):
            return None

    async with running(settings, it):
        waiting = [asyncio.create_task(attempt(ask)) for ask in asks]
        await eventually(lambda: it.store.position > 20)
    replies = await asyncio.gather(*waiting)

    again = shop()
    async with running(settings, again):
        told = {record["command_id"] for record in stored(again)}
        accepted = {str(reply.command_id) for reply in replies if reply and reply.accepted}
        assert accepted
        assert accepted <= told
        assert all(await asyncio.gather(*(web.send(ask) for ask in asks)))
        assert len(stored(again, "BookPlaced")) == 400
        await eventually(lambda: again.relay.position == again.store.position)


@pytest.mark.parametrize("part", ["relay", "reactions", "ticker"])
async def test_health_is_red_when_a_part_dies_and_green_after_a_restart(
    settings, vault, monkeypatch, part
) -> None:
    it = shop()

    async def dies() -> None:
        raise RuntimeError("died")

    real = it.parts
    with monkeypatch.context() as patched:
        patched.setattr(
            it,
            "parts",
            lambda: [each for each in real() if each[0] != part or each[1].close()] + [(part, dies())],
        )
        async with running(settings, it):
            await eventually(lambda: f"{part}: RuntimeError" in it.health()["trouble"])
            assert not it.health()["ready"]
    async with running(settings, it):
        await eventually(lambda: it.health()["ready"])


async def test_health_is_red_when_the_writer_ends_and_askers_are_told(settings, web, vault) -> None:
    it = shop()
    async with running(settings, it):
        it.writer.stop()

        assert "writer: ended" in it.health()["trouble"]
        assert (await web.ask(place())).outcome == "unavailable"


async def test_an_asker_who_gave_up_does_not_end_the_writer(settings, web, vault) -> None:
    it = shop()
    async with running(settings, it):
        for _ in range(50):
            it.writer.put(Job((order(place()),))).done.cancel()

        assert (await web.ask(place())).accepted
        assert it.writer.alive


async def test_a_due_command_is_asked_while_the_service_runs(settings, web, vault) -> None:
    it, stream = shop(), uuid4()
    async with running(settings, it):
        await web.ask(alarm.SetAlarm(stream=stream, dossier=stream, at=clock.now() + timedelta(seconds=0.3)))
        await eventually(lambda: stored(it, "AlarmRang"))


async def test_what_builds_on_another_command_waits_for_it_and_falls_with_it(settings, web, vault) -> None:
    it, mine = shop(), uuid4()
    async with running(settings, it):
        first, refused = web.asking(place()), web.asking(place(reader=mine))
        assert (await web.ask(place(), after=first.command_id)).outcome == "unavailable"
        await web.send(first)
        assert (await web.ask(place(), after=first.command_id)).accepted
        await web.ask(place(reader=mine))
        await web.send(refused)
        after_refused = await web.ask(place(), after=refused.command_id)

        assert after_refused.reason == "command.predecessor-refused"


async def test_a_stream_of_one_aggregate_cannot_be_taken_by_another(settings, web, vault) -> None:
    """Neither one that is stored, nor one started in the same breath, whoever of the two comes first."""
    it, stream = shop(), uuid4()
    ring = alarm.SetAlarm(stream=stream, dossier=stream, at=clock.now() + timedelta(days=1))
    async with running(settings, it):
        assert (await web.ask(place(stream))).accepted
        assert (await web.ask(ring)).reason == "command.wrong-stream"
        for _ in range(5):
            new = uuid4()
            both = await asyncio.gather(
                web.ask(place(new)), web.ask(ring.model_copy(update={"stream": new, "dossier": new}))
            )
            assert {reply.reason for reply in both} == {None, "command.wrong-stream"}


async def test_a_role_granted_a_moment_ago_counts_in_another_service(settings, web, vault) -> None:
    async def registered(person: Person, by: str) -> Reply:
        data = PersonalData(first_name=person.first_name, last_name=person.last_name, birth_date=person.born)
        return await web.ask(RegisterPerson(stream=person.id, dossier=person.id, identity=data), role=by)

    house, long_ago = uuid4(), date(2024, 1, 1)
    grant = GrantRole(stream=member_of(MARTA.id), dossier=MARTA.id, role=Role.COORDINATOR, since=long_ago)
    async with running(settings, network_app, pacts_app):
        assert (await registered(MARTA, "system")).accepted
        granted_at = (await web.ask(grant, role="system")).position

        as_coordinator = {"by": MARTA.id, "role": "coordinator"}
        formed = form(house)
        reply = await web.ask(formed, **as_coordinator, seen={"network": granted_at})
        stranger = await web.ask(formed, by=UGO.id, role="coordinator", seen={"network": granted_at})

        assert reply.reason != "access.not-yours"
        assert stranger.reason == "access.not-yours"


def form(house: UUID) -> Command:
    return FormCohabitation(
        stream=house, dossier=house, home=uuid4(), solution_type="youth", places=2,
        expected=(GIULIA.id, MARTA.id), since=date(2026, 3, 1), proposal=uuid4(),
    )  # fmt: skip


async def test_two_processes_on_one_postgres_store_lose_and_double_nothing(
    fresh_nats, tmp_path, postgres_server, no_schema, connect_as
) -> None:
    """As in a change-over: both hear every command, both relay."""
    settings = settings_for(fresh_nats, tmp_path, address(postgres_server))
    web = Web(await connect_as("frontend", fresh_nats), settings)
    one, two = shop(), shop()
    async with running(settings, Vault(), one, two):
        shelves = [uuid4() for _ in range(10)]
        asks = [web.asking(place(each)) for each in shelves for _ in range(5)]
        replies = await asyncio.gather(*(web.send(ask, timeout=20) for ask in asks))
        again = await asyncio.gather(*(web.send(ask, timeout=20) for ask in asks))

        assert [reply.outcome for reply in replies].count("accepted") == 30
        assert {it.command_id: it.outcome for it in replies} == {it.command_id: it.outcome for it in again}
        assert len(stored(one, "BookPlaced")) == 30
        await eventually(lambda: one.relay.position == two.relay.position == one.store.position)
        info = await web.client.jetstream().stream_info("CASA_PACTS")
        assert info.state.messages == 60


steps = st.lists(
    st.tuples(st.integers(0, 7), st.integers(1, 4), st.sampled_from(["go on", "restart", "twin"])),
    min_size=1,
    max_size=8,
)


@trying(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=steps)
async def test_any_repeats_parallel_or_after_a_restart_have_one_effect_and_one_answer(
    settings, web, vault, plan: list[tuple[int, int, str]]
) -> None:
    """I28 on a running service. Eight commands on two shelves: some must be refused, some accepted."""
    shelves, readers = [uuid4(), uuid4()], [uuid4() for _ in range(4)]
    asks = [web.asking(place(shelves[n % 2], readers[n // 2])) for n in range(8)]
    answers: dict[UUID, Reply] = {}
    life = await begun(settings)
    try:
        for n, times, what in plan:
            for reply in await asyncio.gather(*(web.send(asks[n]) for _ in range(times))):
                assert reply.outcome != "unavailable"
                assert reply == answers.setdefault(reply.command_id, reply)
            if what == "restart":
                await life.stop()
                life = await begun(settings)
            elif what == "twin":
                other = asks[n].model_copy(update={"body": asks[(n + 2) % 8].body})
                assert (await web.send(other)).reason == "command.id-taken"
        accepted = [str(each.command_id) for each in answers.values() if each.accepted]
        mine = [record for record in stored(life, "BookPlaced") if UUID(record["stream"]) in shelves]
        assert sorted(record["command_id"] for record in mine) == sorted(accepted)
    finally:
        await life.stop()


async def begun(settings: Settings) -> Service:
    life = shop()
    await life.start(settings)
    return life
