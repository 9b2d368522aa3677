"""What stood parked is taken when a release comes that can: once, and no right outlives its end by it."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4, uuid5

import pytest
from pydantic_core import to_json

from events.access import COMMANDS
from events.envelope import Recorded
from events.message import Command, Fact
from events.network.district import DistrictNamed
from events.network.member import RoleEnded, RoleGranted
from events.role import SYSTEM, Role
from services.kernel import runtime
from services.kernel.runtime import Service, service
from services.kernel.settings import Settings
from services.vault.service import Vault
from tests.services.kernel.running import Neighbour, eventually, running, settings_for, stored
from tests.services.kernel.shelf import GRANTS, SHELF, TAKEN, BreakShelf, PlaceBook

BOOK = "BookPlaced"


def breaking(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    match fact:
        case DistrictNamed(name="policy"):
            raise ZeroDivisionError
        case DistrictNamed(name="rule", district=district):
            yield BreakShelf(stream=district, dossier=district)
        case DistrictNamed():
            yield from mended(fact, recorded)


def mended(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    if isinstance(fact, DistrictNamed):
        yield PlaceBook(stream=fact.district, dossier=fact.district, reader=uuid5(fact.district, "reader"))


def shelves(react) -> Service:
    return service("pacts", deciders=(SHELF, TAKEN), react=react, listens=("network",))


def named(name: str = "San Vito") -> DistrictNamed:
    return DistrictNamed(district=uuid4(), name=name)


@pytest.fixture(autouse=True)
def by_the_house_too(monkeypatch: pytest.MonkeyPatch) -> None:
    granted = {topic: (*grants, SYSTEM) for topic, grants in GRANTS.items()}
    monkeypatch.setattr(runtime, "COMMANDS", {**COMMANDS, **granted})


@pytest.fixture
def settings(fresh_nats, tmp_path) -> Settings:
    return settings_for(fresh_nats, tmp_path)


@pytest.fixture
async def network(fresh_nats, connect_as) -> Neighbour:
    return Neighbour(await connect_as("network", fresh_nats), "network")


@pytest.fixture(autouse=True)
async def vault(settings: Settings):
    it = Vault()
    await it.start(settings)
    yield
    await it.stop()


async def test_after_the_mending_each_is_done_once_and_nothing_stands_parked(settings, network) -> None:
    before, after = shelves(breaking), shelves(mended)
    async with running(settings, before):
        for name in ("policy", "rule", "San Vito"):
            await network.say(named(name))
        await eventually(lambda: len(stored(before, BOOK)) == 1 and before.store.parked == 2)

    async with running(settings, after):
        await eventually(lambda: len(stored(after, BOOK)) == 3)
        await network.say(named())
        await eventually(lambda: len(stored(after, BOOK)) == 4)
        assert after.store.parked == 0
        assert after.health()["ready"]

    async with running(settings, again := shelves(mended)):
        assert len(stored(again, BOOK)) == 4


async def test_a_foreign_message_at_the_end_of_a_stream_holds_up_nothing(settings, network) -> None:
    async with running(settings, before := shelves(breaking)):
        await network.say(named("policy"))
        await eventually(lambda: before.store.parked == 1, 30)
        await network.client.jetstream().publish("casa.events.x.network.d.Odd", b"odd", stream="CASA_NETWORK")
        await eventually(lambda: before.store.parked == 2, 30)

    async with running(settings, after := shelves(mended)):
        await eventually(lambda: after.store.parked == 1 and len(stored(after, BOOK)) == 1, 60)


async def test_what_breaks_again_stays_parked_and_holds_up_nobody(settings, network) -> None:
    async with running(settings, before := shelves(breaking)):
        await network.say(named("policy"))
        await network.say(named("rule"))
        await eventually(lambda: before.store.parked == 2)

    async with running(settings, again := shelves(breaking)):
        await network.say(named())
        await eventually(lambda: len(stored(again, BOOK)) == 1)
        assert again.store.parked == 2


async def test_a_role_that_has_ended_meanwhile_does_not_come_back(settings, network) -> None:
    person, stream = uuid4(), uuid4()
    granted = RoleGranted(person=person, role=Role.OPERATOR, since=date(2026, 1, 1))
    over = RoleEnded(person=person, role=Role.OPERATOR, until=date(2026, 2, 1))

    async with running(settings, before := shelves(mended)):
        await network.say(granted, stream=stream, stream_version=1)
        await network.say(over, stream=stream, stream_version=2)
        await network.say(named())
        await eventually(lambda: len(stored(before, BOOK)) == 1)
        whole = before.store.rows(STANDINGS)
        row = {"context": "network", "epoch": "epoch-one", "position": 1}
        park = "INSERT INTO {s}parked VALUES (:context, :epoch, :position, 'Unknown', '', '')"
        before.store.append([], [before.store.statement(park, **row)])

    async with running(settings, after := shelves(mended)):
        await eventually(lambda: after.store.parked == 0)
        assert after.store.rows(STANDINGS) == whole
        assert whole


STANDINGS = "SELECT * FROM {s}standings ORDER BY kind, person, role, over, since"


async def test_what_fell_due_and_broke_falls_due_again(settings, network) -> None:
    async with running(settings, before := shelves(mended)):
        said = await network.say(named())
        await eventually(lambda: len(stored(before, BOOK)) == 1)
        stream = uuid4()
        command = PlaceBook(stream=stream, dossier=stream, reader=stream)
        due = {"kind": "ring", "stream": str(stream), "at": "2026-01-01T00:00:00+00:00", "topic": command.TOPIC,
               "version": 1, "body": command.model_dump_json(), "cause": said.to_bytes().decode()}  # fmt: skip
        row = {
            "context": "pacts",
            "epoch": f"due ring {stream}",
            "position": 7,
            "data": to_json(due).decode(),
        }
        park = "INSERT INTO {s}parked VALUES (:context, :epoch, :position, 'Unknown', :data, '')"
        before.store.append([], [before.store.statement(park, **row)])

    async with running(settings, after := shelves(mended)):
        await eventually(lambda: len(stored(after, BOOK)) == 2)
        assert after.store.parked == 0
