"""What has to do with one another goes in order; what has not, beside it."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.network.identity import PersonalData
from events.network.person import RegisterPerson
from frontend.ids import uuid7
from frontend.mailbox.item import Item, item
from frontend.mailbox.lanes import lanes, named
from frontend.mailbox.posting import post
from tests.frontend.house import House
from tests.frontend.mailbox.phone import kept, phone
from tests.frontend.mailbox.stored import stored
from tests.people import AHMED, GIULIA, MARTA

BORN = {"birth_date-day": "3", "birth_date-month": "4", "birth_date-year": "1999"}
IDS = [str(UUID(int=n)) for n in range(1, 7)]
PATHS = ["/casa/fatti", "/casa/assenze", "/come-sto", *(f"/visite/{id}/note" for id in IDS[:3])]


@st.composite
def batches(draw: st.DrawFn) -> dict[int, Item]:
    made = {}
    for n in range(draw(st.integers(0, 12))):
        fields = {"turn": draw(st.sampled_from([*IDS, "", "words"]))}
        after = draw(st.sampled_from([None, None, None, *IDS]))
        raw = kept(draw(st.sampled_from(PATHS)), UUID(int=100 + n), fields=fields, after=after)
        made[n] = item(raw)
    return made


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches())
def test_each_is_in_one_lane_in_the_order_of_the_batch_and_no_name_is_in_two(batch: dict[int, Item]) -> None:
    found = lanes(batch)

    assert sorted(n for each in found for n in each) == sorted(batch)
    assert all(list(each) == sorted(each) for each in found)
    names = [{name for it in each.values() for name in named(it)} for each in found]
    assert sum(map(len, names)) == len(set().union(*names))


def test_a_thing_named_in_a_field_and_in_an_address_is_the_same_thing() -> None:
    done = item(kept("/turni/fatti", fields={"turn": IDS[0]}))
    undone, other = item(kept(f"/casa/fatti/{IDS[0]}/annullo")), item(kept("/come-sto"))

    assert [list(it) for it in lanes({0: done, 1: other, 2: undone})] == [[0, 2], [1]]


def named_so(surname: str, who: UUID = GIULIA.id, **more: Any) -> dict[str, Any]:
    return kept(f"/esempio/{who}", fields={"first_name": "Giulia", "last_name": surname, **BORN}, **more)


async def test_what_goes_to_one_address_is_stored_in_the_order_of_the_batch(web: House) -> None:
    items = [named_so(f"Numero {n}") for n in range(60)]
    items[30]["after"] = items[40]["id"]
    async with phone(web, MARTA) as hers:
        outcomes = await hers.outcomes(*items, items[7])

    assert outcomes == ["accepted"] * 61
    order = [*items[:30], *items[31:41], items[30], *items[41:]]
    versions = [stored(web, it["id"])[0]["stream_version"] for it in order]
    assert versions == sorted(versions)


async def test_a_bad_one_among_many_harms_neither_those_before_nor_those_behind(web: House) -> None:
    items = [named_so("" if n in (0, 5, 6) else f"Numero {n}") for n in range(12)]
    async with phone(web, MARTA) as hers:
        outcomes = await hers.outcomes(*items)

    assert [n for n, it in enumerate(outcomes) if it == "refused"] == [0, 5, 6]
    assert outcomes.count("accepted") == 9


async def registered(web: House) -> UUID:
    it = uuid7()
    data = PersonalData(first_name="Una", last_name="Qualunque", birth_date=date(1999, 4, 3))
    made = RegisterPerson(stream=it, dossier=it, identity=data)
    await web.caught_up(await web.ask(made, "coordinator", MARTA.id))
    return it


async def test_more_lanes_than_there_is_room_for_all_come_through_in_order(web: House) -> None:
    people = [await registered(web) for _ in range(3)]
    items = [named_so(f"Numero {n}", people[n % 3]) for n in range(48)]
    async with phone(web, MARTA) as hers:
        async with asyncio.timeout(60):
            outcomes = await hers.outcomes(*items)

    assert outcomes == ["accepted"] * 48
    for n in range(3):
        versions = [stored(web, it["id"])[0]["stream_version"] for it in items[n::3]]
        assert versions == sorted(versions)


async def test_whoever_hangs_up_leaves_nothing_waiting_and_sends_again(
    web: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, items = asyncio.Semaphore(0), [named_so(f"Numero {n}") for n in range(12)]

    async def counted(*args: Any) -> Any:
        begun.release()
        return await post(*args)

    monkeypatch.setattr("frontend.mailbox.lane.post", counted)
    async with phone(web, MARTA) as hers, asyncio.timeout(60):
        sending = asyncio.create_task(hers.told(*items))
        for _ in range(5):
            await begun.acquire()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        while any("Lane.one" in repr(it.get_coro()) for it in asyncio.all_tasks()):
            await asyncio.sleep(0.05)
        assert await hers.outcomes(*items) == ["accepted"] * 12

    assert [len(stored(web, it["id"])) for it in items] == [1] * 12


async def test_other_addresses_do_not_wait(web: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is held up until both are under way."""
    together = asyncio.Barrier(2)

    async def held(*args: Any) -> Any:
        async with asyncio.timeout(30):
            await together.wait()
        return await post(*args)

    monkeypatch.setattr("frontend.mailbox.lane.post", held)
    async with phone(web, MARTA) as hers:
        outcomes = await hers.outcomes(named_so("Una"), named_so("Altra", AHMED.id))

    assert len(outcomes) == 2


async def test_the_session_hears_once_how_far_a_batch_has_come(
    web: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, int]] = []
    saw_all = web.node.sessions.saw_all

    async def noted(session: Any, seen: Any) -> None:
        heard.append(dict(seen))
        await saw_all(session, seen)

    monkeypatch.setattr(web.node.sessions, "saw_all", noted)
    async with phone(web, MARTA) as hers:
        last = named_so(f"Ultima {uuid7()}")
        await hers.told(*(named_so(f"N {n}") for n in range(5)), last)
        page = await hers.client.get(f"/esempio/{GIULIA.id}")

    assert len(heard) == 1
    assert heard[0]["network"] > 0
    assert page.status_code == 200
