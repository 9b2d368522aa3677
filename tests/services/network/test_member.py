"""Members: roles and assignments from one day to another."""

from datetime import date

import pytest

from events.network.member import (
    Assign,
    Assigned,
    EndRole,
    GrantRole,
    RoleEnded,
    RoleGranted,
    Unassign,
    Unassigned,
    member_of,
)
from events.network.person import FoundSame
from events.standing import Ends, Stands
from services.network.member import MEMBER
from services.network.person import PERSON
from tests.people import COHABITATION_SAN_VITO, COOPERATIVE, MARTA, PAOLO, SARA
from tests.services.network.told import known
from tests.services.story import act, given, refused, when

JAN, JUNE, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
SARAS = {"stream": member_of(SARA.id), "dossier": SARA.id}
OPERATOR = RoleGranted(person=SARA.id, role="operator", organisation=COOPERATIVE, since=JAN)
HOME = {"cohabitation": COHABITATION_SAN_VITO}
ASSIGNED = Assigned(person=SARA.id, **HOME, since=JAN)


def grant(**more):
    return GrantRole(**{**SARAS, "role": "operator", "organisation": COOPERATIVE, "since": JAN, **more})


def granted(command, state=MEMBER.initial, by=None, person=None):
    return when(MEMBER, command, state, by, person=person or known(SARA))


def test_a_coordinator_makes_an_operator():
    assert granted(grant()) == [OPERATOR]
    assert OPERATOR.standings() == (Stands("role", SARA.id, "operator", JAN, organisation=COOPERATIVE),)


def test_a_role_granted_twice_is_one_role():
    assert granted(grant(), given(MEMBER, OPERATOR)) == []


def test_nobody_grants_themselves_a_role():
    marta = {"stream": member_of(MARTA.id), "dossier": MARTA.id}

    assert refused(MEMBER, grant(**marta), MEMBER.initial, person=known(MARTA)) == "member.not-to-oneself"


def test_nobody_grants_a_role_to_whom_they_act_for():
    by = act(MARTA, on_behalf_of=SARA.id)

    assert refused(MEMBER, grant(), MEMBER.initial, by, person=known(SARA)) == "member.not-to-oneself"


def test_the_house_itself_makes_a_first_coordinator_and_nobody_else():
    house = act(PAOLO, "system")

    assert granted(grant(role="coordinator", organisation=None), by=house)
    assert (
        refused(MEMBER, grant(), MEMBER.initial, house, person=known(SARA))
        == "member.only-a-first-coordinator"
    )


@pytest.mark.parametrize(
    ("command", "person", "reason"),
    [
        (grant(), PERSON.initial, "person.unknown"),
        (grant(), known(SARA, FoundSame(other=SARA.id, kept=PAOLO.id)), "person.found-same"),
        (grant(until=JAN), known(SARA), "member.ends-before-it-begins"),
        (grant(organisation=None), known(SARA), "member.role-already-held"),
        (grant(since=JUNE, until=DEC), known(SARA), "member.role-already-held"),
        (grant(stream=SARA.id), known(SARA), "member.misaddressed"),
    ],
)
def test_a_role_that_cannot_be_is_refused(command, person, reason):
    assert refused(MEMBER, command, given(MEMBER, OPERATOR), person=person) == reason


def test_an_assignment_needs_the_operator_role_on_all_its_days():
    until_june = given(MEMBER, OPERATOR, RoleEnded(person=SARA.id, role="operator", until=JUNE))
    all_year = Assign(**SARAS, **HOME, since=JAN, until=DEC)
    half = Assign(**SARAS, **HOME, since=JAN, until=JUNE)

    assert refused(MEMBER, all_year, MEMBER.initial) == "member.needs-operator-role"
    assert refused(MEMBER, all_year, until_june) == "member.needs-operator-role"
    assert when(MEMBER, half, until_june) == [Assigned(person=SARA.id, **HOME, since=JAN, until=JUNE)]


def test_two_roles_end_to_end_carry_one_assignment():
    renewed = given(
        MEMBER,
        RoleGranted(person=SARA.id, role="operator", since=JAN, until=JUNE),
        RoleGranted(person=SARA.id, role="operator", since=JUNE),
    )

    assert when(MEMBER, Assign(**SARAS, **HOME, since=JAN), renewed) == [ASSIGNED]


def test_one_assignment_to_a_home_at_a_time():
    sara = given(MEMBER, OPERATOR, ASSIGNED)

    assert when(MEMBER, Assign(**SARAS, **HOME, since=JAN), sara) == []
    assert refused(MEMBER, Assign(**SARAS, **HOME, since=JUNE), sara) == "member.already-assigned"


def test_the_assignments_of_a_role_end_with_it_and_those_to_come_never_begin():
    other = Assigned(person=SARA.id, cohabitation=COOPERATIVE, since=DEC)
    end = EndRole(**SARAS, role="operator", until=JUNE)

    assert when(MEMBER, end, given(MEMBER, OPERATOR, ASSIGNED, other)) == [
        RoleEnded(person=SARA.id, role="operator", until=JUNE),
        Unassigned(person=SARA.id, **HOME, until=JUNE),
        Unassigned(person=SARA.id, cohabitation=COOPERATIVE, until=DEC),
    ]


def test_an_assignment_ends_once():
    end = Unassign(**SARAS, **HOME, until=JUNE)
    ended = Unassigned(person=SARA.id, **HOME, until=JUNE)

    assert when(MEMBER, end, given(MEMBER, OPERATOR, ASSIGNED)) == [ended]
    assert when(MEMBER, end, given(MEMBER, OPERATOR, ASSIGNED, ended)) == []
    assert refused(MEMBER, end, given(MEMBER, OPERATOR)) == "member.not-assigned"
    assert ended.standings() == (Ends("assignment", SARA.id, "operator", JUNE, over=COHABITATION_SAN_VITO),)


def test_a_role_never_held_cannot_end():
    assert (
        refused(MEMBER, EndRole(**SARAS, role="auditor", until=JUNE), MEMBER.initial)
        == "member.role-not-held"
    )
