"""Invitations: the last one given opens once, in time, to whoever has its code, and to nobody else."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from events.category import Category
from events.envelope import Refusal
from events.network.invitation import (
    BESIDE,
    LASTS,
    ExpireInvitation,
    InvitationIssued,
    InvitationUsed,
    InvitationWithdrawn,
    IssueInvitation,
    UseInvitation,
    WithdrawInvitation,
    invitations_of,
)
from events.network.member import RoleGranted
from events.network.person import RecordRelation
from events.network.pin import PinSet
from events.role import Role
from events.sealed import seal
from services.network.invitation import INVITATION
from services.network.keys import KEYS
from services.network.member import MEMBER
from services.network.person import PERSON
from services.network.pin import PIN
from tests.people import AHMED, GIULIA, MARTA, SARA, id_of
from tests.services.network.told import SPRING, known
from tests.services.story import NOW, act, given, refused, when

FIRST, SECOND, MOTHER = id_of("primo invito"), id_of("secondo invito"), id_of("la mamma di Giulia")
HIS = {"stream": invitations_of(AHMED.id), "dossier": AHMED.id}
HERS = {"stream": invitations_of(MOTHER), "dossier": MOTHER}
CODE, OTHER = "a" * 64, "b" * 64
SEEN = {"person": known(AHMED), "member": MEMBER.initial, "pin": PIN.initial, "keys": KEYS.initial}
PIN_SET = given(PIN, PinSet(person=AHMED.id, verifier=seal("x", AHMED.id, Category.IDENTITY)))
COORDINATES = given(MEMBER, RoleGranted(person=AHMED.id, role="coordinator", since=SPRING))


def hashed(mark: str) -> str:
    return sha256(mark.encode()).hexdigest()


def issue(invitation: UUID = FIRST, mark: str = CODE, **more) -> IssueInvitation:
    return IssueInvitation(**{**HIS, "invitation": invitation, "hashed": hashed(mark), **more})


def issued(invitation: UUID = FIRST, mark: str = CODE, lasts: timedelta = LASTS, **more) -> InvitationIssued:
    who = {"person": AHMED.id, **more}
    return InvitationIssued(invitation=invitation, hashed=hashed(mark), until=NOW + lasts, **who)


def use(invitation: UUID = FIRST, mark: str = CODE, **more) -> UseInvitation:
    return UseInvitation(**{**HIS, "invitation": invitation, "mark": mark, **more})


def test_it_is_good_for_a_week_and_half_an_hour_where_somebody_sits_beside():
    assert when(INVITATION, issue(), INVITATION.initial, **SEEN) == [issued()]
    beside = when(INVITATION, issue(beside=True), INVITATION.initial, **SEEN)
    assert beside == [issued(lasts=BESIDE, beside=True)]


def test_a_new_one_takes_the_old_one_back():
    again = when(INVITATION, issue(SECOND), given(INVITATION, issued()), **SEEN)

    assert again == [
        InvitationWithdrawn(invitation=FIRST, person=AHMED.id, reason="replaced"), issued(SECOND)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "seen", "reason"),
    [
        (act(AHMED, "operator"), {}, "invitation.not-oneself"),
        (act(SARA), {"member": COORDINATES}, "invitation.staff-by-coordinator"),
        (act(SARA), {"person": PERSON.initial}, "person.unknown"),
        (act(SARA), {"pin": PIN_SET}, "invitation.comes-in-already"),
        (act(MARTA), {"member": COORDINATES}, None),
    ],
)
def test_nobody_is_invited_into_a_page_that_is_somebodys_already(by, seen, reason):
    if reason is None:
        assert when(INVITATION, issue(), INVITATION.initial, by, **{**SEEN, **seen})
    else:
        assert refused(INVITATION, issue(), INVITATION.initial, by, **{**SEEN, **seen}) == reason


def test_one_invites_somebody_close_only_if_they_are_new_here():
    invited = issue(**HERS, close_to=GIULIA.id, kind="parent")
    new = {**SEEN, "person": PERSON.initial}

    assert invited.whose() == GIULIA.id
    assert when(INVITATION, invited, INVITATION.initial, act(GIULIA, "self"), **new)
    reason = refused(INVITATION, invited, INVITATION.initial, act(GIULIA, "self"), **SEEN)
    assert reason == "invitation.only-somebody-new"


def test_whoever_was_invited_by_somebody_close_is_close_to_them_from_that_moment():
    state = given(INVITATION, issued(person=MOTHER, close_to=GIULIA.id, kind="parent"))

    assert when(INVITATION, use(**HERS), state, act(role=Role.PUBLIC)) == [
        InvitationUsed(invitation=FIRST, person=MOTHER, close_to=GIULIA.id, kind="parent"),
        RecordRelation(stream=GIULIA.id, dossier=GIULIA.id, relative=MOTHER, kind="parent", since=NOW.date()),
    ]


@pytest.mark.parametrize(
    ("command", "at", "reason"),
    [
        (use(mark=OTHER), NOW, "invitation.unknown"),
        (use(SECOND), NOW, "invitation.unknown"),
        (use(), NOW + LASTS, "invitation.too-late"),
    ],
)
def test_a_wrong_or_late_code_opens_nothing(command, at, reason):
    assert refused(INVITATION, command, given(INVITATION, issued()), act(at=at)) == reason


STEPS = st.lists(
    st.tuples(st.sampled_from(["issue", "use", "withdraw", "expire"]), st.integers(0, 3), st.integers(0, 8)),
    max_size=14,
)


@tried(STEPS)
def test_in_any_order_each_opens_at_most_once_and_only_the_newest_is_open(steps):
    state, opened = INVITATION.initial, []
    for what, n, day in steps:
        it = id_of(f"invito {n}")
        command = {
            "issue": issue(it, str(n) * 64), "use": use(it, str(n) * 64),
            "withdraw": WithdrawInvitation(**HIS, invitation=it),
            "expire": ExpireInvitation(**HIS, invitation=it),
        }[what]  # fmt: skip
        by, before = act(at=NOW + timedelta(days=day)), state.open
        try:
            facts = when(INVITATION, command, state, by, **(SEEN if what == "issue" else {}))
        except Refusal:
            continue
        state = INVITATION.fold(facts, state)
        if any(isinstance(fact, InvitationUsed) for fact in facts):
            assert before
            assert before.id == it
            opened.append(it)
        assert sum(not it.over for it in state.given) <= 1
    assert len(opened) == len(set(opened))
