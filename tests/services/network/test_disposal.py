"""Disposal: class by class, with the act of the Soprintendenza, by two persons; and the clock that leads there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from events.envelope import Recorded
from events.network.disposal import (
    AuthoriseDisposal,
    ConfirmDisposal,
    DisposalAuthorised,
    DisposalConfirmed,
    DisposalDone,
    DisposalProposed,
    HoldRetention,
    ProposeDisposal,
    RecordDisposal,
    RetentionHeld,
    retention_of,
)
from events.pacts.cohabitation import CloseCohabitation, CohabitationClosed, MemberJoined, MemberLeft
from services.network.disposal import DISPOSAL, years_after
from services.network.keeping import Retention
from services.network.retention import dues, reacting, start
from services.network.retention_table import table
from tests.people import AHMED, COHABITATION_SAN_VITO, MARTA, id_of
from tests.services.story import act, given, refused, when

HOUSE = COHABITATION_SAN_VITO
OTHER = replace(MARTA, first_name="Livia")
LEFT = date(2026, 3, 1)
OWN = {"stream": retention_of(HOUSE, AHMED.id), "dossier": HOUSE}
LONG_AFTER = datetime(2036, 3, 2, 9, tzinfo=UTC)
START = start(table(), "cohabitation", HOUSE, AHMED.id, LEFT)
(STARTED,) = when(DISPOSAL, START, Retention(), act(MARTA))
PROPOSED = DisposalProposed(record_class="accompaniment")
AUTHORISE = AuthoriseDisposal(
    **OWN, record_class="accompaniment", act="SAB-TOS 412/2036", act_day=date(2036, 3, 1)
)
AUTHORISED = DisposalAuthorised(
    record_class="accompaniment", act=AUTHORISE.act, act_day=AUTHORISE.act_day, by=MARTA.id
)
CONFIRM = ConfirmDisposal(**OWN, record_class="accompaniment")


def told(fact, stream, dossier):
    """As it arrives."""
    return Recorded(
        event_id=uuid4(), topic=fact.TOPIC, version=1, stream=stream, stream_version=1, partnership="lucca",
        dossier=dossier, subjects=(), actor=MARTA.id, role="coordinator", organisation=None, on_behalf_of=None,
        occurred_at=LONG_AFTER, zone="Europe/Rome", received_at=LONG_AFTER, recorded_at=LONG_AFTER,
        command_id=uuid4(), caused_by=None, fact=fact.model_dump(mode="json"),
    )  # fmt: skip


def later(person):
    return act(person, at=LONG_AFTER)


def confirmed():
    (fact,) = when(DISPOSAL, CONFIRM, given(DISPOSAL, STARTED, PROPOSED, AUTHORISED), later(OTHER))
    return fact


def test_each_class_falls_due_after_its_own_years_by_its_own_rule():
    due = {kept.record_class: kept.due for kept in STARTED.classes}

    assert due["accompaniment"] == date(2036, 3, 1)
    assert due["confidences"] == date(2028, 3, 1)
    assert all(kept.source for kept in STARTED.classes)
    assert when(DISPOSAL, START, given(DISPOSAL, STARTED), act(MARTA)) == []


def test_nothing_is_proposed_before_its_day_and_once_afterwards():
    ask = ProposeDisposal(**OWN, record_class="accompaniment")

    assert when(DISPOSAL, ask, given(DISPOSAL, STARTED), act(MARTA)) == []
    assert when(DISPOSAL, ask, given(DISPOSAL, STARTED), later(MARTA)) == [PROPOSED]
    assert when(DISPOSAL, ask, given(DISPOSAL, STARTED, PROPOSED), later(MARTA)) == []


def test_it_takes_the_act_and_a_second_person():
    due, recorded = given(DISPOSAL, STARTED, PROPOSED), given(DISPOSAL, STARTED, PROPOSED, AUTHORISED)

    assert refused(DISPOSAL, AUTHORISE, given(DISPOSAL, STARTED), later(MARTA)) == "disposal.not-proposed"
    assert refused(DISPOSAL, CONFIRM, due, later(OTHER)) == "disposal.not-authorised"
    assert when(DISPOSAL, AUTHORISE, due, later(MARTA)) == [AUTHORISED]
    assert refused(DISPOSAL, CONFIRM, recorded, later(MARTA)) == "disposal.second-person"
    assert when(DISPOSAL, CONFIRM, recorded, later(OTHER)) == [confirmed()]
    assert confirmed().owner == AHMED.id
    assert set(confirmed().categories) >= {"goals", "visit-shared"}


def test_an_act_from_tomorrow_is_refused():
    ask = AUTHORISE.model_copy(update={"act_day": date(2036, 3, 3)})

    assert (
        refused(DISPOSAL, ask, given(DISPOSAL, STARTED, PROPOSED), later(MARTA))
        == "disposal.act-from-tomorrow"
    )


def test_it_is_done_once_and_then_nothing_of_it_changes():
    done = DisposalDone(record_class="accompaniment", keys=3)
    ask = RecordDisposal(**OWN, record_class="accompaniment", keys=3)
    before = (STARTED, PROPOSED, AUTHORISED)

    assert refused(DISPOSAL, ask, given(DISPOSAL, *before), later(MARTA)) == "disposal.not-authorised"
    assert when(DISPOSAL, ask, given(DISPOSAL, *before, confirmed()), later(MARTA)) == [done]
    over = given(DISPOSAL, *before, confirmed(), done)
    assert when(DISPOSAL, ask, over, later(MARTA)) == []
    other_act = AUTHORISE.model_copy(update={"act": "altro 1"})
    assert refused(DISPOSAL, other_act, over, later(MARTA)) == "disposal.already-confirmed"


def test_whoever_lives_or_applies_again_is_not_disposed_of():
    state = given(DISPOSAL, STARTED, PROPOSED, AUTHORISED)
    (held,) = when(DISPOSAL, HoldRetention(**OWN), state, act(MARTA))

    assert isinstance(held, RetentionHeld)
    assert set(held.classes) == {kept.record_class for kept in STARTED.classes}
    after = given(DISPOSAL, STARTED, PROPOSED, AUTHORISED, held)
    assert refused(DISPOSAL, CONFIRM, after, later(OTHER)) == "disposal.not-proposed"
    assert when(DISPOSAL, HoldRetention(**OWN), Retention(), act(MARTA)) == []
    assert {due.command for due in dues(held, told(held, OWN["stream"], HOUSE))} == {None}


def test_what_was_confirmed_is_neither_held_nor_started_again():
    state = given(DISPOSAL, STARTED, PROPOSED, AUTHORISED, confirmed())
    (held,) = when(DISPOSAL, HoldRetention(**OWN), state, act(MARTA))
    again = START.model_copy(update={"since": date(2030, 1, 1)})
    (anew,) = when(
        DISPOSAL, again, given(DISPOSAL, STARTED, PROPOSED, AUTHORISED, confirmed(), held), act(MARTA)
    )

    assert "accompaniment" not in held.classes
    assert "accompaniment" not in {kept.record_class for kept in anew.classes}


def test_a_clock_for_somebody_else_is_refused():
    wrong = START.model_copy(update={"owner": id_of("un'altra")})

    assert refused(DISPOSAL, wrong, Retention(), act(MARTA)) == "disposal.wrong-stream"


@settings(max_examples=60)
@drawn(
    until=st.dates(date(2020, 1, 1), date(2040, 1, 1)), follow=st.integers(0, 400), people=st.integers(0, 4)
)
def test_i27_every_closing_starts_the_clock_of_the_home_and_of_everyone_who_lived_there(
    until, follow, people
):
    house, members = uuid4(), [uuid4() for _ in range(people)]
    closed = CohabitationClosed(
        reason="notice", outcome="own-home", until=until, keys_returned=True,
        follow_up_until=until + timedelta(days=follow),
    )  # fmt: skip
    left = [MemberLeft(cohabitation=house, person=one, until=until) for one in members]
    commands = [it for fact in (*left, closed) for it in reacting(table(), fact, told(fact, house, house))]

    started = [fact for command in commands for fact in when(DISPOSAL, command, Retention(), act(MARTA))]

    assert {it.owner for it in started if it.kind == "cohabitation"} == {None, *members}
    assert {it.owner for it in started if it.kind == "person"} == set(members)
    for fact, command in zip(started, commands, strict=True):
        asked = {(due.kind, due.at.date()) for due in dues(fact, told(fact, command.stream, command.dossier))}
        assert len(asked) == len(fact.classes)
        for kept in fact.classes:
            assert kept.due == years_after(fact.since, kept.years) >= until


def test_closing_needs_its_reason_its_outcome_its_keys_and_the_day_of_the_follow_up():
    needed = {name for name, it in CloseCohabitation.model_fields.items() if it.is_required()}

    assert needed >= {"reason", "outcome", "keys_returned", "follow_up_until", "until"}


def test_moving_in_again_holds_the_clocks_of_the_person():
    joined = MemberJoined(cohabitation=HOUSE, person=AHMED.id, since=LEFT)

    held = {command.stream for command in reacting(table(), joined, told(joined, HOUSE, HOUSE))}

    assert held == {retention_of(HOUSE, AHMED.id), retention_of(AHMED.id, AHMED.id)}


def test_the_keys_meant_are_those_of_the_class_and_of_nobody_else():
    assert confirmed() == DisposalConfirmed(
        record_class="accompaniment", owner=AHMED.id, kind="cohabitation",
        categories=next(kept.categories for kept in STARTED.classes if kept.record_class == "accompaniment"),
    )  # fmt: skip
