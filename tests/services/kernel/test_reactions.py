"""A policy acts once on each fact, whatever is repeated, deleted or broken on the way."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4, uuid5

import pytest

from deploy.nats import streams
from events.access import COMMANDS
from events.envelope import Recorded
from events.message import Command, Fact
from events.network.district import DistrictNamed
from events.role import SYSTEM
from services.kernel import runtime
from services.kernel.runtime import Service, service
from services.kernel.settings import Settings
from services.vault.service import Vault
from tests.services.kernel.conftest import address
from tests.services.kernel.running import Neighbour, eventually, running, settings_for, stored
from tests.services.kernel.shelf import GRANTS, SHELF, TAKEN, BreakShelf, PlaceBook

BOOK = "BookPlaced"


def react(fact: Fact, recorded: Recorded) -> Iterator[Command]:
    match fact:
        case DistrictNamed(name="broken policy"):
            raise ZeroDivisionError
        case DistrictNamed(name="broken rule", district=district):
            yield BreakShelf(stream=district, dossier=district)
        case DistrictNamed(district=district):
            yield PlaceBook(stream=district, dossier=district, reader=uuid5(district, "reader"))


def shelves() -> Service:
    return service("pacts", deciders=(SHELF, TAKEN), react=react, listens=("network",))


@pytest.fixture(autouse=True)
def by_the_house_too(monkeypatch: pytest.MonkeyPatch) -> None:
    granted = {topic: (*grants, SYSTEM) for topic, grants in GRANTS.items()}
    monkeypatch.setattr(runtime, "COMMANDS", {**COMMANDS, **granted})


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, fresh_nats, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return settings_for(fresh_nats, tmp_path)
    server = request.getfixturevalue("postgres_server")
    request.getfixturevalue("no_schema")
    return settings_for(fresh_nats, tmp_path, address(server))


@pytest.fixture
async def network(fresh_nats, connect_as) -> Neighbour:
    return Neighbour(await connect_as("network", fresh_nats), "network")


@pytest.fixture
async def vault(settings: Settings) -> AsyncIterator[Vault]:
    vault = Vault()
    async with running(settings, vault):
        yield vault


def named(name: str = "San Vito") -> DistrictNamed:
    return DistrictNamed(district=uuid4(), name=name)


async def test_a_policy_acts_once_under_redelivery_and_after_a_restart(settings, network, vault) -> None:
    shop = shelves()
    async with running(settings, shop):
        for _ in range(3):
            await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 3)
        await network.say_all_again()
        last = await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 4)
    again = shelves()
    async with running(settings, again):
        await network.say(named())
        await eventually(lambda: len(stored(again, BOOK)) == 5)

        causes = [record["caused_by"] for record in stored(again, BOOK)]
        assert len(set(causes)) == 5
        assert causes[3] == str(last.event_id)
        assert {record["role"] for record in stored(again, BOOK)} == {"system"}


async def test_a_stream_deleted_and_filled_again_causes_nothing_new_and_the_epoch_is_kept(
    settings, network, vault, fresh_nats, connect_as
) -> None:
    shop = shelves()
    async with running(settings, shop):
        for _ in range(3):
            await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 3)
        topology = await connect_as("topology", fresh_nats)
        await topology.jetstream().delete_stream("CASA_NETWORK")
        await streams.declare(fresh_nats.url, fresh_nats.passwords["topology"])
        await network.say_all_again()
        await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 4, 15)

        (cursor,) = shop.store.rows("SELECT * FROM {s}cursors WHERE context = 'network'")
        assert (cursor["epoch"], cursor["position"]) == ("epoch-one", 4)


POISON = {
    "words": b"not a record",
    "nul": b"\0\xff\0",
    "array": b"[]",
    "empty": b"",
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
async def test_a_poisonous_message_is_parked_and_the_others_go_on(settings, network, vault, poison) -> None:
    shop = shelves()
    async with running(settings, shop):
        await network.say_bytes("casa.events.lucca.network.d.DistrictNamed", poison)
        await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 1)

        (parked,) = shop.store.rows("SELECT * FROM {s}parked")
        assert (parked["context"], parked["position"], parked["reason"]) == ("network", 1, "ValidationError")
        assert "parked: 1" in shop.health()["trouble"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"topic": "network.NeverHeardOf"}, "Unknown"),
        ({"version": 9}, "Unknown"),
        ({"fact": {}}, "ValidationError"),
    ],
)
async def test_a_fact_of_a_later_release_is_parked_not_dropped(
    settings, network, vault, changed, reason
) -> None:
    shop = shelves()
    async with running(settings, shop):
        said = await network.say(named(), **changed)
        await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 1)

        (parked,) = shop.store.rows("SELECT * FROM {s}parked")
        assert parked["reason"] == reason
        assert parked["data"] == said.to_bytes().decode()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("broken rule", "command.broken: pacts.BreakShelf"), ("broken policy", "ZeroDivisionError")],
)
async def test_what_breaks_in_a_policy_or_its_rule_is_parked_in_sight_and_blocks_nobody(
    settings, network, vault, name, reason
) -> None:
    shop = shelves()
    async with running(settings, shop):
        said = await network.say(named(name))
        await network.say(named())
        await eventually(lambda: len(stored(shop, BOOK)) == 1)

        (parked,) = shop.store.rows("SELECT * FROM {s}parked")
        assert (parked["reason"], parked["position"]) == (reason, 1)
        assert parked["data"] == said.to_bytes().decode()
        assert not shop.health()["ready"]


async def test_while_the_vault_is_away_nothing_is_lost_and_the_cursor_stays(settings, network) -> None:
    shop = shelves()
    async with running(settings, shop):
        await network.say(named())
        await eventually(lambda: shop.health()["trouble"])
        assert stored(shop) == []
        assert shop.store.rows("SELECT * FROM {s}cursors") == []

        async with running(settings, Vault()):
            await eventually(lambda: len(stored(shop, BOOK)) == 1, 15)
            await eventually(lambda: shop.health()["ready"])
            assert shop.store.rows("SELECT * FROM {s}cursors")
