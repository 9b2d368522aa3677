"""Who may ask what: by role, as far as it reaches, on the day it happened. What nobody granted is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import events.accompaniment.goal
import events.accompaniment.sharing
import events.intake.application
import events.matching.proposal
import events.network.finding
import events.network.member
import events.network.person
import events.pacts.cohabitation
import events.pacts.duties
import events.pacts.pact  # noqa: F401  (these fill the catalogue)
from events.access import COMMANDS as GRANTED
from events.message import COMMANDS, Command
from events.role import Reach, Role
from events.standing import Ends, Standing, Stands
from services.kernel.rights import HOUSE, Rights
from services.kernel.store import Store
from tests.people import DARIO, GIULIA, ROSA, SARA, UGO, Person
from tests.services.story import act

SINCE, UNTIL = date(2026, 3, 1), date(2026, 4, 1)
INSIDE, AFTER = date(2026, 3, 15), date(2026, 4, 1)
HOME, ELSEWHERE, LINE = uuid4(), uuid4(), uuid4()


def asking(topic: str, dossier: UUID = HOME, **fields: Any) -> Command:
    return COMMANDS[topic].model_construct(stream=uuid4(), dossier=dossier, **fields)


def on(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def told(store: Store, *standings: Standing) -> Rights:
    rights = Rights(store, GRANTED)
    store.append([], [row for it in standings for row in rights.take(it)])
    return rights


def may(rights: Rights, command: Command, person: Person, role: str, day: date = INSIDE, **more: Any) -> bool:
    return rights.allows(command, act(person, role, on(day), **more))


def holds(person: Person, role: Role, until: date | None = UNTIL) -> Stands:
    return Stands("role", person.id, role, SINCE, until=until)


def by_reach() -> list[tuple[str, str, Command, Command, tuple[Stands, ...]]]:
    """Reach, role, a command within it, the same beyond it, and the standings it rests on."""
    lives = Stands("membership", GIULIA.id, Role.COHABITANT, SINCE, over=HOME, until=UNTIL)
    close = Stands("relation", ROSA.id, Role.FAMILY, SINCE, over=GIULIA.id, until=UNTIL)
    audits = Stands("appointment", DARIO.id, Role.AUDITOR, SINCE, over=LINE, until=UNTIL)
    paid = Stands("subject", HOME, Role.AUDITOR, SINCE, over=LINE)
    follows = Stands("assignment", SARA.id, Role.OPERATOR, SINCE, over=HOME, until=UNTIL)
    return [
        ("assigned", "operator", asking("pacts.DraftPact"), asking("pacts.DraftPact", ELSEWHERE),
         (holds(SARA, Role.OPERATOR), follows)),
        ("member", "cohabitant", asking("pacts.AmendPact"), asking("pacts.AmendPact", ELSEWHERE), (lives,)),
        ("own", "cohabitant", asking("pacts.DoDuty", person=GIULIA.id), asking("pacts.DoDuty", person=UGO.id),
         (lives,)),
        ("related", "family", asking("accompaniment.RateLadder", person=GIULIA.id),
         asking("accompaniment.RateLadder", person=UGO.id), (close,)),
        ("appointed", "auditor", asking("network.RaiseFinding"), asking("network.RaiseFinding", ELSEWHERE),
         (holds(DARIO, Role.AUDITOR), audits, paid)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reach", "role", "within", "beyond", "standings"), by_reach(), ids=[it[0] for it in by_reach()]
)
def test_a_role_reaches_as_far_as_its_standings_and_as_long(
    store: Store, reach: str, role: str, within: Command, beyond: Command, standings: tuple[Stands, ...]
) -> None:
    assert Reach(reach) in {grant.reach for grant in GRANTED[within.TOPIC]}
    rights, someone = told(store, *standings), who(standings[0])
    before, last = SINCE - timedelta(days=1), UNTIL - timedelta(days=1)

    assert [may(rights, within, someone, role, day) for day in (before, SINCE, last, UNTIL)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not may(rights, beyond, someone, role)
    assert not may(rights, within, UGO, role)


def who(standing: Stands) -> Person:
    return next(person for person in (SARA, GIULIA, ROSA, DARIO) if person.id == standing.person)


def test_any_reaches_everything_and_still_needs_the_role(store: Store) -> None:
    rights = told(store, holds(SARA, Role.COORDINATOR))

    assert may(rights, asking("pacts.CloseCohabitation", ELSEWHERE), SARA, "coordinator")
    assert not may(rights, asking("pacts.CloseCohabitation"), SARA, "coordinator", AFTER)
    assert not may(rights, asking("pacts.CloseCohabitation"), UGO, "coordinator")


def test_an_assignment_without_the_role_is_nothing(store: Store) -> None:
    rights = told(store, Stands("assignment", SARA.id, Role.OPERATOR, SINCE, over=HOME))

    assert not may(rights, asking("pacts.DraftPact"), SARA, "operator")


def test_a_late_entry_is_judged_by_the_day_it_happened(store: Store) -> None:
    rights, command = told(store, holds(SARA, Role.COORDINATOR)), asking("pacts.CloseCohabitation")
    next_day = on(AFTER + timedelta(days=1))

    assert may(rights, command, SARA, "coordinator", INSIDE, received_at=next_day)
    assert not may(rights, command, SARA, "coordinator", AFTER, received_at=next_day)


def test_a_right_in_force_lets_any_day_of_it_be_told_however_late(store: Store) -> None:
    rights, command = told(store, holds(SARA, Role.COORDINATOR, None)), asking("pacts.CloseCohabitation")

    assert may(rights, command, SARA, "coordinator", INSIDE, received_at=on(date(2026, 9, 1)))


@pytest.mark.parametrize(
    ("reach", "role", "command", "beyond", "standings"), by_reach(), ids=[it[0] for it in by_reach()]
)
def test_three_days_after_its_end_no_day_can_be_claimed_any_more(
    store: Store, reach: str, role: str, command: Command, beyond: Command, standings: tuple[Stands, ...]
) -> None:
    rights, someone = told(store, *standings), who(standings[0])
    last, later = on(UNTIL + timedelta(days=2)), on(UNTIL + timedelta(days=3))

    assert may(rights, command, someone, role, INSIDE, received_at=last)
    assert not may(rights, command, someone, role, INSIDE, received_at=later)
    late = act(someone, role, on(INSIDE), received_at=later)
    assert rights.refusal(command, late) == "access.told-too-late"
    assert rights.refusal(beyond, late) == "access.not-yours"


def test_a_day_ends_at_midnight_where_the_partnership_lives(store: Store) -> None:
    rights, command = told(store, holds(SARA, Role.COORDINATOR)), asking("pacts.CloseCohabitation")
    last_minute = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)  # 23:59 in Lucca, summer time

    assert rights.allows(command, act(SARA, "coordinator", last_minute))
    assert not rights.allows(command, act(SARA, "coordinator", last_minute + timedelta(minutes=1)))


def test_an_assignment_reaches_the_dossiers_of_who_lives_there_that_day(store: Store) -> None:
    lives = Stands("membership", GIULIA.id, Role.COHABITANT, SINCE, over=HOME, until=UNTIL)
    follows = Stands("assignment", SARA.id, Role.OPERATOR, SINCE, over=HOME)
    rights = told(store, holds(SARA, Role.OPERATOR, None), lives, follows)
    check = asking("network.CheckPower", GIULIA.id)

    assert may(rights, check, SARA, "operator")
    assert not may(rights, check, SARA, "operator", AFTER)
    assert not may(rights, asking("network.CheckPower", UGO.id), SARA, "operator")


def test_acting_for_another_takes_the_very_power_the_command_names(store: Store) -> None:
    close = Stands("relation", ROSA.id, Role.FAMILY, SINCE, over=GIULIA.id)
    power = Stands("power", ROSA.id, Role.FAMILY, SINCE, GIULIA.id, UNTIL, powers=("sign-pact",))
    rights = told(store, close, power)
    sign = asking("pacts.SignPact", party=GIULIA.id)
    share = asking("accompaniment.GrantShare", GIULIA.id)

    assert may(rights, sign, ROSA, "family", on_behalf_of=GIULIA.id)
    assert not may(rights, share, ROSA, "family", on_behalf_of=GIULIA.id)
    assert not may(rights, sign, ROSA, "family")
    assert not may(rights, sign, ROSA, "family", on_behalf_of=UGO.id)
    assert not may(rights, sign, ROSA, "family", AFTER, on_behalf_of=GIULIA.id)
    assert not may(rights, asking("pacts.SignPact", party=UGO.id), ROSA, "family", on_behalf_of=GIULIA.id)


def test_a_command_without_a_power_is_never_asked_for_another(store: Store) -> None:
    every = tuple(cls.POWER for cls in COMMANDS.values() if cls.POWER)
    rights = told(
        store,
        Stands("membership", ROSA.id, Role.COHABITANT, SINCE, over=HOME),
        Stands("power", ROSA.id, Role.FAMILY, SINCE, over=GIULIA.id, powers=every),
    )

    duty = asking("pacts.DoDuty", person=GIULIA.id)
    assert not may(rights, duty, ROSA, "cohabitant", on_behalf_of=GIULIA.id)


def test_a_relation_reaches_nobody_when_the_command_is_nobodys_own(store: Store) -> None:
    rights = told(store, Stands("relation", ROSA.id, Role.FAMILY, SINCE, over=GIULIA.id))
    rights.grants = {"pacts.CloseCohabitation": GRANTED["accompaniment.RateLadder"]}

    assert not may(rights, asking("pacts.CloseCohabitation"), ROSA, "family")


def test_only_the_house_speaks_for_itself_once_somebody_holds_a_role(store: Store) -> None:
    command = asking("network.GrantRole", UGO.id)
    rights = told(store)
    house = act(UGO, "system").__dict__ | {"actor": HOUSE}

    assert rights.nobody_yet()
    assert may(rights, command, UGO, "system")
    store.append([], list(rights.take(holds(SARA, Role.COORDINATOR, until=None))))
    assert not may(rights, command, UGO, "system")
    assert rights.allows(command, type(act(UGO))(**house))


def all_standings(person: Person) -> list[Stands]:
    """Everything one person could be, towards everything there is."""
    offices = [Stands("role", person.id, role, SINCE) for role in Role]
    ties = [
        Stands("assignment", person.id, Role.OPERATOR, SINCE, over=HOME),
        Stands("membership", person.id, Role.COHABITANT, SINCE, over=HOME),
        Stands("relation", person.id, Role.FAMILY, SINCE, over=GIULIA.id),
    ]
    return offices + ties


@pytest.mark.parametrize("topic", sorted(COMMANDS))
def test_a_role_without_a_grant_is_refused_whatever_else_the_person_is(tmp_path: Any, topic: str) -> None:
    rights = told(Store("t", "memory", tmp_path), *all_standings(SARA))
    without = set(Role) - {grant.role for grant in GRANTED.get(topic, ())}

    assert {role for role in without if may(rights, asking(topic), SARA, role)} == set()


@pytest.mark.parametrize("topic", sorted(GRANTED))
def test_a_grant_is_nothing_to_someone_who_stands_nowhere(tmp_path: Any, topic: str) -> None:
    """A stranger asks in every role: only what is open to the public, or their own act, may pass."""
    rights = told(Store("t", "memory", tmp_path), holds(SARA, Role.COORDINATOR))
    cls = COMMANDS[topic]
    others = {name: uuid4() for name in ("person", "party", "applicant") if name in cls.model_fields}

    passed = {role for role in Role if may(rights, asking(topic, **others), UGO, role)}

    assert passed <= {grant.role for grant in GRANTED[topic] if grant.role == Role.PUBLIC}


def test_every_granted_command_exists() -> None:
    assert set(GRANTED) <= set(COMMANDS)


days = st.integers(0, 40).map(lambda n: SINCE + timedelta(days=n))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(begun=st.lists(days, max_size=4), ended=st.lists(days, max_size=4), shuffled=st.randoms(), asked=days)
def test_rights_after_any_grants_and_ends_survive_a_restart(
    store: Store, begun: list[date], ended: list[date], shuffled: Any, asked: date
) -> None:
    """What memory says after each change, the store says after a restart."""
    told_of: list[Standing] = [Stands("role", SARA.id, Role.COORDINATOR, day) for day in begun]
    told_of += [Ends("role", SARA.id, Role.COORDINATOR, day) for day in ended]
    shuffled.shuffle(told_of)
    store.append([], [store.statement("DELETE FROM {s}standings")])
    rights, command = told(store, *told_of), asking("pacts.CloseCohabitation")

    again = Rights(store, GRANTED)

    assert may(rights, command, SARA, "coordinator", asked) == may(again, command, SARA, "coordinator", asked)
    if not begun or asked < min(begun):
        assert not may(rights, command, SARA, "coordinator", asked)
