"""Rights over one home do not reach people of another, however they are named in a command."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import COMMANDS
from events.accompaniment.goal import SetGoal
from events.accompaniment.visit import ScheduleVisit
from events.message import Command
from events.pacts.content import Party
from events.pacts.pact import AmendPact
from events.role import Role
from events.standing import Stands
from services.kernel.rights import Rights
from services.kernel.store import Store
from tests.people import AHMED, COHABITATION_SAN_VITO, GIULIA, MARCO, MARTA, ROSA, SARA, id_of
from tests.services.pacts.house import draft, on, opened
from tests.services.story import act

SINCE, LEFT = date(2026, 1, 1), date(2026, 3, 1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME, ELSEWHERE = COHABITATION_SAN_VITO, id_of("Un'altra casa")
STANDINGS = (
    Stands("role", SARA.id, Role.OPERATOR, SINCE),
    Stands("role", MARTA.id, Role.COORDINATOR, SINCE),
    Stands("assignment", SARA.id, Role.OPERATOR, SINCE, over=HOME),
    Stands("membership", AHMED.id, Role.COHABITANT, SINCE, over=HOME, until=LEFT),
    Stands("membership", GIULIA.id, Role.COHABITANT, SINCE, over=ELSEWHERE),
)


@pytest.fixture
def rights(tmp_path: Path) -> Iterator[Rights]:
    store = Store("accompaniment", "sqlite", tmp_path)
    made = Rights(store, COMMANDS)
    store.append([], [row for it in STANDINGS for row in made.take(it)])
    yield made
    store.close()


def visit(*people) -> Command:
    return ScheduleVisit(
        stream=uuid4(), dossier=HOME, day=NOON.date(), kind="joint", operator=SARA.id,
        people=tuple(it.id for it in people),
    )  # fmt: skip


def goal(person) -> Command:
    return SetGoal(
        stream=uuid4(),
        dossier=HOME,
        person=person.id,
        wording="Cucinare",
        whose_wish="operator",
        area="home-life",
    )


@pytest.mark.parametrize("who", [SARA, MARTA])
def test_nobody_of_another_home_is_visited_or_given_a_goal_in_this_one(rights: Rights, who):
    by = act(who, who.role, NOON)

    assert rights.allows(visit(AHMED), by)
    assert rights.allows(goal(AHMED), by)
    assert not rights.allows(visit(GIULIA), by)
    assert not rights.allows(visit(AHMED, GIULIA), by)
    assert not rights.allows(goal(GIULIA), by)


def test_who_lives_there_brings_nobody_new_into_the_pact():
    """Being asked to sign opens the pact to them, and them to the operators of the home."""
    house = opened(SINCE)
    guest = Party(id=ROSA.id, kind="tutor", acts_for=MARCO.id)
    wanted = draft(LEFT, AHMED, MARCO, kind=AmendPact)
    wider = wanted.model_copy(update={"parties": (*wanted.parties, guest)})

    assert house.refusal(wider, on(LEFT, AHMED, "cohabitant")) == "pact.members-differ"
    assert house.refusal(wanted, on(LEFT, AHMED, "cohabitant")) is None
    assert house.refusal(wider, on(LEFT, SARA)) is None
