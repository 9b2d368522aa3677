"""Getting back in: two people who met the person, a day of waiting, and a no that always comes in time."""

from datetime import timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from events.category import Category
from events.envelope import Recorded, Refusal
from events.message import Command
from events.network.invitation import IssueInvitation, invitations_of
from events.network.keys import (
    AddressConfirmed,
    EndDevices,
    PasskeyAdded,
    RemoveAddress,
    RemovePasskey,
    RemoveSecondFactor,
    keys_of,
)
from events.network.member import RoleGranted
from events.network.person import PowerChecked
from events.network.pin import RemovePin, pin_of
from events.network.recovery import (
    WAITS,
    AskRecovery,
    CancelRecovery,
    CompleteRecovery,
    ConfirmRecovery,
    RecoveryAsked,
    RecoveryCancelled,
    RecoveryCompleted,
    RecoveryConfirmed,
    recovery_of,
)
from events.sealed import seal
from services.network.keys import KEYS
from services.network.member import MEMBER
from services.network.recovery import RECOVERY, dues
from tests.people import GIULIA, MARTA, PAOLO, PIERO, SARA, id_of
from tests.services.network.told import SPRING, known
from tests.services.story import NOW, act, given, refused, when

IT, SHEET, PHONE, KEY = (id_of(name) for name in ("recupero", "foglio", "telefono", "chiave"))
HERS = {"stream": recovery_of(GIULIA.id), "dossier": GIULIA.id}
HASHED = "c" * 64
ASK = AskRecovery(**HERS, recovery=IT)
CONFIRM = ConfirmRecovery(**HERS, recovery=IT, invitation=SHEET, hashed=HASHED, devices=(PHONE,))
CANCEL = CancelRecovery(**HERS, recovery=IT)
COMPLETE = CompleteRecovery(**HERS, recovery=IT)
ASKED = RecoveryAsked(person=GIULIA.id, recovery=IT)
BY_SARA = RecoveryConfirmed(person=GIULIA.id, recovery=IT, by=SARA.id, met="person")
BY_MARTA = RecoveryConfirmed(
    person=GIULIA.id, recovery=IT, by=MARTA.id, met="person", due=NOW + WAITS, invitation=SHEET,
    hashed=HASHED, devices=(PHONE,),
)  # fmt: skip
SEEN = {"person": known(GIULIA), "member": MEMBER.initial}
FOR_HER = act(PIERO, "family", on_behalf_of=GIULIA.id)


def decree(source: str):
    return known(
        GIULIA,
        PowerChecked(person=GIULIA.id, holder=PIERO.id, source=source, powers=("share",), since=SPRING),
    )


def test_the_first_two_who_met_her_set_the_day():
    assert when(RECOVERY, ASK, RECOVERY.initial, act(SARA), **SEEN) == [ASKED, BY_SARA]
    assert when(RECOVERY, CONFIRM, given(RECOVERY, ASKED, BY_SARA), act(MARTA), **SEEN) == [BY_MARTA]


@pytest.mark.parametrize(
    ("by", "seen", "reason"),
    [
        (act(SARA), {}, "recovery.two-people"),
        (act(GIULIA, "operator"), {}, "recovery.not-oneself"),
        (act(PAOLO), {"member": given(MEMBER, RoleGranted(person=GIULIA.id, role="operator", since=SPRING))},
         "recovery.staff-by-coordinator"),
    ],
)  # fmt: skip
def test_never_by_one_alone(by, seen, reason):
    state = given(RECOVERY, ASKED, BY_SARA)

    assert refused(RECOVERY, CONFIRM, state, by, **{**SEEN, **seen}) == reason


def test_who_acts_on_behalf_asks_and_two_others_still_meet_the_person():
    asked = RecoveryAsked(person=GIULIA.id, recovery=IT, guardian=PIERO.id)
    supports = {**SEEN, "person": decree("support-administrator")}
    met_piero = CONFIRM.model_copy(update={"met": "guardian"})

    assert when(RECOVERY, ASK, RECOVERY.initial, FOR_HER, **supports) == [asked]
    state = given(RECOVERY, asked)
    assert refused(RECOVERY, met_piero, state, act(SARA), **supports) == "recovery.person-must-come"
    assert when(RECOVERY, CONFIRM, state, act(SARA), **supports) == [BY_SARA]


def test_where_the_decree_says_so_a_guardian_who_came_is_enough():
    guardian = {**SEEN, "person": decree("guardian")}
    state = given(RECOVERY, RecoveryAsked(person=GIULIA.id, recovery=IT, guardian=PIERO.id))
    met = CONFIRM.model_copy(update={"met": "guardian"})

    first = when(RECOVERY, met, state, act(SARA), **guardian)
    second = when(RECOVERY, met, RECOVERY.fold(first, state), act(MARTA), **guardian)
    assert (first[0].due, second[0].due) == (None, NOW + WAITS)


def test_when_the_day_is_over_what_was_before_is_gone_and_the_sheet_opens():
    keys = given(
        KEYS,
        PasskeyAdded(person=GIULIA.id, passkey=KEY, credential="k" * 20, public_key="p" * 20, counter=0),
        AddressConfirmed(person=GIULIA.id, address=seal("g@example.org", GIULIA.id, Category.IDENTITY), mark="d" * 64),
    )  # fmt: skip
    own = {"stream": keys_of(GIULIA.id), "dossier": GIULIA.id}

    assert when(RECOVERY, COMPLETE, given(RECOVERY, ASKED, BY_SARA, BY_MARTA), keys=keys) == [
        RecoveryCompleted(person=GIULIA.id, recovery=IT),
        RemovePasskey(**own, passkey=KEY),
        RemoveAddress(**own),
        RemoveSecondFactor(**own),
        EndDevices(**own, devices=(PHONE,)),
        RemovePin(stream=pin_of(GIULIA.id), dossier=GIULIA.id),
        IssueInvitation(stream=invitations_of(GIULIA.id), dossier=GIULIA.id, invitation=SHEET, hashed=HASHED),
    ]


def test_the_day_falls_due_and_a_no_takes_it_back():
    class Said:
        stream, dossier = HERS["stream"], GIULIA.id

    said: Recorded = Said()  # type: ignore[assignment]
    [due] = dues(BY_MARTA, said)
    [taken_back] = dues(RecoveryCancelled(person=GIULIA.id, recovery=IT, reason="not-asked"), said)

    assert (due.kind, due.at, due.command) == ("recovery", NOW + WAITS, COMPLETE)
    assert (taken_back.kind, taken_back.command) == ("recovery", None)
    assert list(dues(BY_SARA, said)) == []


WHO = {"sara": act(SARA), "marta": act(MARTA), "giulia": act(GIULIA, "self"), "piero": FOR_HER}
STEPS = st.lists(
    st.tuples(st.sampled_from([ASK, CONFIRM, CANCEL, COMPLETE]), st.sampled_from(sorted(WHO))), max_size=14
)


@tried(STEPS)
def test_in_any_order_nothing_is_completed_without_two_others_who_met_her(steps):
    state, met = RECOVERY.initial, set()
    for command, who in steps:
        seen: dict[str, object] = {"keys": KEYS.initial} if command is COMPLETE else SEEN
        try:
            said = when(RECOVERY, command, state, WHO[who], **(seen if command is not CANCEL else {}))
        except Refusal:
            continue
        for fact in (it for it in said if not isinstance(it, Command)):
            if isinstance(fact, (RecoveryAsked, RecoveryCancelled)):
                met = set()
            if isinstance(fact, RecoveryConfirmed):
                met.add(fact.by)
            if isinstance(fact, RecoveryCompleted):
                assert len(met) == 2
                assert met.isdisjoint({GIULIA.id, PIERO.id})
            state = RECOVERY.evolve(state, fact)


def test_a_no_at_the_last_minute_wins():
    state = given(RECOVERY, ASKED, BY_SARA, BY_MARTA)
    no = when(RECOVERY, CANCEL, state, act(GIULIA, "self", at=NOW + WAITS - timedelta(seconds=1)))

    assert no == [RecoveryCancelled(person=GIULIA.id, recovery=IT, reason="not-asked")]
    assert when(RECOVERY, COMPLETE, RECOVERY.fold(no, state), keys=KEYS.initial) == []
