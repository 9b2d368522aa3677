"""Contacts: numbers for names, a hand-over two people agree on, a way to call only if wished, an outcome by code."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from events.category import Category
from events.intake.contact import (
    AcceptHandover,
    AgreeToCall,
    CallAgreed,
    CallTakenBack,
    ContactHandedOver,
    ContactOpened,
    DeclineHandover,
    GiveOptions,
    HandoverAccepted,
    HandOverContact,
    HandoverDeclined,
    OpenContact,
    OpenContactToCall,
    Option,
    OptionsGiven,
    OutcomeReported,
    Reachable,
    ReportOutcome,
    TakeBackCall,
    code_of,
)
from events.intake.numbers import ContactNumbered, NumberContact, numbers_of
from events.message import Fact
from events.network.signal import SignalNeed
from events.sealed import Open, each_sealed, seal
from services.intake.contact import CONTACT
from services.intake.numbers import NUMBERS, Numbers
from tests.people import ELENA, GINO, id_of
from tests.services.story import act, given, refused, when

GUEST, HERE, THERE, ENTRY = (id_of(it) for it in ("ospite", "punto", "altro punto", "voce"))
TODAY = date(2026, 3, 2)
ITS = {"stream": GUEST, "dossier": GUEST}
OPENED = ContactOpened(point=HERE, on=TODAY, number=1)
GIVEN = OptionsGiven(rule="orient-1", options=(Option(entry=ENTRY, why=("need",)),))
HANDED = ContactHandedOver(from_point=HERE, to=THERE, on=TODAY, by=ELENA.id)
CALL = Reachable(name="Signora del terzo piano", channel="call", address="333 555 0142")
AGREED = CallAgreed(
    name=seal(CALL.name, GUEST, Category.IDENTITY), channel="call",
    address=seal(CALL.address, GUEST, Category.IDENTITY), purpose="call-back", until=TODAY + timedelta(days=30),
)  # fmt: skip


def asked(command, *facts, by=ELENA, **seen):
    return when(CONTACT, command, given(CONTACT, *facts), act(by), **seen)


def no(command, *facts, by=ELENA, role=None):
    return refused(CONTACT, command, given(CONTACT, *facts), act(by, role))


def test_a_guest_is_the_next_number_of_that_point_on_that_day():
    before = Numbers({TODAY: 11, TODAY - timedelta(days=1): 40})

    assert asked(OpenContact(**ITS, point=HERE), numbers=before) == [
        ContactOpened(point=HERE, on=TODAY, number=12),
        NumberContact(stream=numbers_of(HERE), dossier=HERE, contact=GUEST, on=TODAY),
    ]
    assert refused(
        CONTACT, OpenContact(**ITS, point=HERE), given(CONTACT, OPENED), act(ELENA), numbers=before
    ) == ("contact.already-open")


def test_numbers_begin_anew_each_day():
    numbers = given(
        NUMBERS, ContactNumbered(contact=GUEST, on=TODAY), ContactNumbered(contact=ENTRY, on=TODAY)
    )

    assert numbers.next(TODAY) == 3
    assert numbers.next(TODAY + timedelta(days=1)) == 1


def test_all_may_be_said_in_one_go():
    command = OpenContactToCall(**ITS, point=HERE, options=GIVEN.options, rule="orient-1", call=CALL)

    opened, _, options, agreed = asked(command, numbers=Numbers())
    assert (opened, options, agreed) == (OPENED, GIVEN, AGREED)


def test_a_name_is_the_contacts_own_for_thirty_days_and_once():
    assert asked(AgreeToCall(**ITS, call=CALL), OPENED) == [AGREED]
    assert no(AgreeToCall(**ITS, call=CALL), OPENED, AGREED) == "contact.call-already-agreed"
    assert asked(TakeBackCall(**ITS), OPENED, AGREED) == [CallTakenBack(on=TODAY)]
    assert asked(TakeBackCall(**ITS), OPENED, AGREED, CallTakenBack(on=TODAY)) == []


def test_only_somebody_else_takes_over():
    hand = HandOverContact(**ITS, to=THERE, on=TODAY)

    assert asked(hand, OPENED) == [HANDED]
    assert no(hand, OPENED, HANDED) == "contact.already-handed-over"
    assert no(AcceptHandover(**ITS), OPENED, HANDED) == "contact.answered-by-another"
    assert asked(AcceptHandover(**ITS), OPENED, HANDED, by=GINO) == [HandoverAccepted(point=THERE)]
    assert asked(DeclineHandover(**ITS, reason="full"), OPENED, HANDED, by=GINO) == [
        HandoverDeclined(point=THERE, reason="full")
    ]
    assert no(AcceptHandover(**ITS), OPENED, HANDED, HandoverAccepted(point=THERE), by=GINO) == (
        "contact.not-handed-over"
    )


@pytest.mark.parametrize(
    ("to", "day", "why"),
    [
        (HERE, 0, "contact.same-point"),
        (THERE, -1, "contact.day-out-of-reach"),
        (THERE, 31, "contact.day-out-of-reach"),
    ],
)
def test_a_hand_over_leads_elsewhere_and_soon(to, day, why):
    assert no(HandOverContact(**ITS, to=to, on=TODAY + timedelta(days=day)), OPENED) == why


def test_whether_it_helped_is_told_with_the_code_of_the_sheet():
    told = ReportOutcome(**ITS, outcome="not", entry=ENTRY, code=code_of(GUEST).lower().replace("-", ""))
    wrong = ReportOutcome(**ITS, outcome="not", code=code_of(ENTRY))
    fact = OutcomeReported(outcome="not", told_by="person", entry=ENTRY)

    assert when(CONTACT, told, given(CONTACT, OPENED, GIVEN), act(ELENA, "public")) == [fact]
    assert when(CONTACT, told, given(CONTACT, OPENED, GIVEN, fact), act(ELENA, "public")) == []
    assert no(wrong, OPENED, GIVEN, role="public") == "contact.wrong-code"
    assert no(told, OPENED) == "contact.entry-not-given"
    assert asked(ReportOutcome(**ITS, outcome="helped"), OPENED) == [
        OutcomeReported(outcome="helped", told_by="staff")
    ]


def test_nothing_is_known_of_who_has_not_come():
    for command in (TakeBackCall(**ITS), ReportOutcome(**ITS, outcome="helped"), AcceptHandover(**ITS)):
        assert no(command) == "contact.unknown"
    assert no(TakeBackCall(stream=GUEST, dossier=HERE), OPENED) == "contact.misaddressed"


OPTIONS = st.lists(st.uuids().map(lambda it: Option(entry=it, why=("need", "near"))), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@drawn(point=st.uuids(), options=OPTIONS, day=st.integers(0, 30), to=st.uuids())
def test_no_identity_is_stored_from_the_first_word_to_the_hand_over(
    point: UUID, options: list[Option], day: int, to: UUID
) -> None:
    """P-IP 2 to 6: whatever is asked, no fact holds a word of anybody, nor names a person it is about."""
    commands = (
        GiveOptions(**ITS, rule="orient-1", options=tuple(options)),
        HandOverContact(**ITS, to=to, on=TODAY + timedelta(days=day)),
        ReportOutcome(**ITS, outcome="partly", entry=options[0].entry),
    )
    facts: list[Fact] = asked(OpenContact(**ITS, point=point), numbers=Numbers())[:1]
    for command in commands:
        facts += asked(command, *facts)

    assert [fact for fact in facts if fact.about() or sealed_in(fact)] == []
    assert not any(words(fact) for fact in facts)
    assert set(SignalNeed.model_fields) == {"stream", "dossier", "expects", "theme"}


def sealed_in(fact: Fact) -> list[str]:
    found: list[str] = []
    each_sealed(fact, lambda path, it: found.append(path) or it)
    return found


def words(fact: Fact) -> list[str]:
    """Text that is neither an id, a day nor a code of a list."""
    free = [name for name, field in type(fact).model_fields.items() if field.annotation is str]
    return [name for name in free if name != "rule"]


def test_the_check_sees_what_is_sealed():
    assert sealed_in(AGREED) == ["name", "address"]
    assert isinstance(AGREED.name, Open)
