"""Ids are made by clients: none may be another's, or stand where one derived from another id will."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from events.message import FACTS
from events.network.member import member_of
from frontend.ids import uuid7
from frontend.pages.application.filling import Applied, Newcomer
from frontend.reader import NOBODY
from services.kernel.following import Arrival
from services.kernel.rights import HOUSE
from tests.frontend.house import House
from tests.frontend.pages.opened_call import open_call, publish
from tests.frontend.pages.posting import send
from tests.frontend.records import BeadThreaded, applying, beads, forget, id_of, record, rows
from tests.people import CALL, MARTA

NEWCOMER = {
    "first_name": "Eva", "last_name": "Finta", "household_size": "1", "personal_isee": "5.000",
    "birth_date__day": "1", "birth_date__month": "2", "birth_date__year": "2000",
}  # fmt: skip


@pytest.fixture(scope="module")
async def calling(web: House) -> AsyncIterator[House]:
    async with open_call(web) as made:
        yield made


@pytest.fixture
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


@pytest.mark.parametrize("somebody", [CALL, HOUSE, NOBODY, member_of(MARTA.id)])
async def test_nobody_becomes_what_is_not_a_new_person(calling: House, somebody: UUID):
    async with calling.browser() as stranger:
        page = await stranger.get("/domanda")
        answer = await send(stranger, page, "/domanda", **NEWCOMER, person=str(somebody))

        assert answer.status_code in (404, 422)
        assert (await stranger.get("/profilo")).headers["location"] == "/entra"


async def test_a_known_id_of_another_kind_is_not_there_for_a_newcomer(calling: House):
    """A home's would be made here in the same way as a person's."""
    taken = uuid7()
    await publish(calling, taken, calling.node.today() + timedelta(days=60))

    async with calling.browser() as stranger:
        page = await stranger.get("/domanda")
        answer = await send(stranger, page, "/domanda", **NEWCOMER, person=str(taken))

        assert answer.status_code == 404
        assert (await stranger.get("/profilo")).headers["location"] == "/entra"


@pytest.mark.parametrize("derived", [member_of(MARTA.id), uuid5(MARTA.id, "shares")])
def test_no_form_starts_anything_under_a_derived_id(derived: UUID):
    for model in (Applied, Newcomer):
        faults = model.model_json_schema()["properties"]["application"]
        assert faults["format"] == "uuid7"


def test_two_of_the_same_id_are_never_counted_together(known_here):
    """Somebody's own application, amended often enough, would otherwise hide the end of their role."""
    it = applying(beads())
    theirs, usurping = record("a", 1), [record("a", n) for n in (1, 2, 3)]

    it.take([arrived(theirs, 1, "network")])
    for n, each in enumerate(usurping, 1):
        it.take([arrived(each.model_copy(update={"topic": "intake.BeadThreaded"}), n, "intake")])
    it.take([arrived(record("a", 2, "the end"), 2, "network")])

    assert [row[3] for row in rows(it)] == ["red", "the end"]
    assert [row[3] for row in rows(it, "unreadable")] == ["another's id"] * 3
    assert rows(it, "streams") == [(str(id_of("a")), str(id_of("a")), 2, "network")]


def arrived(recorded, n: int, context: str) -> Arrival:
    return Arrival(context, "e1", n, n, "2026-03-01", recorded.to_bytes())
