"""Powers: from a decree, entered by one and checked by another, from one day to another."""

from datetime import UTC, date, datetime

import pytest

from events.network.person import (
    CheckPower,
    EndPower,
    PowerChecked,
    PowerEnded,
    PowerSentBack,
    RecordPower,
    SendBackPower,
)
from events.sealed import Open
from events.standing import Ends, Stands
from services.network.person import PERSON
from tests.people import AHMED, ELENA, MARTA, ROSA, SARA
from tests.services.network.told import known
from tests.services.story import act, refused, when

JAN, JUNE, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
CHECKED = date(2026, 3, 2)
GIVEN = {"stream": AHMED.id, "dossier": AHMED.id}
DECREE = {"source": "support-administrator", "decided_on": date(2025, 12, 1), "decree_number": "RG 12/2025"}
TWO = ("apply", "money")
BY_SARA = act(SARA)


def power(**more):
    named = {**GIVEN, **DECREE, "holder": ROSA.id, "powers": ("money", "apply"), "since": JAN, "until": DEC}
    return RecordPower(**{**named, **more})


def entered(**more):
    return when(PERSON, power(**more), known(AHMED), holder=known(ROSA))[0]


def check(**more):
    return CheckPower(**{**GIVEN, "holder": ROSA.id, "powers": TWO, "since": JAN, "until": DEC, **more})


def in_force(**more):
    named = {"person": AHMED.id, "holder": ROSA.id, "source": "support-administrator", "powers": TWO}
    return PowerChecked(**{**named, "since": CHECKED, "until": DEC, **more})


def test_a_decree_that_nobody_has_checked_gives_no_power_and_is_sealed():
    fact = entered(decree_text="Il giudice tutelare nomina…")

    assert fact.standings() == ()
    assert fact.recorded_by == MARTA.id
    assert (type(fact.decree_number), type(fact.decree_text)) == (Open, Open)
    assert known(AHMED, fact).powers == ()


def test_a_second_person_brings_it_into_force_from_that_day():
    ahmed = known(AHMED, entered())
    stands = Stands("power", ROSA.id, "family", CHECKED, over=AHMED.id, until=DEC, powers=TWO)

    assert when(PERSON, check(), ahmed, BY_SARA) == [in_force()]
    assert in_force().standings() == (stands,)


def test_a_decree_checked_before_its_first_day_waits_for_it():
    ahmed = known(AHMED, entered(since=JUNE))

    assert when(PERSON, check(since=JUNE), ahmed, BY_SARA) == [in_force(since=JUNE)]


@pytest.mark.parametrize("by", [act(MARTA), act(ROSA, "coordinator"), act(AHMED, "coordinator")])
def test_neither_who_entered_it_nor_anybody_it_is_about_checks_it(by):
    assert refused(PERSON, check(), known(AHMED, entered()), by) == "person.check-by-another"


@pytest.mark.parametrize("other", [{"powers": ("apply",)}, {"until": JUNE}, {"since": JUNE}])
def test_what_was_not_seen_is_not_confirmed(other):
    ahmed = known(AHMED, entered())

    assert refused(PERSON, check(**other), ahmed, BY_SARA) == "person.power-changed-meanwhile"


def test_a_decree_that_is_over_no_longer_comes_into_force():
    late = act(SARA, at=datetime(2026, 12, 1, 9, tzinfo=UTC))

    assert refused(PERSON, check(), known(AHMED, entered()), late) == "person.power-over"
    assert refused(PERSON, check(), known(AHMED), BY_SARA) == "person.nothing-to-check"


def test_what_the_decree_does_not_say_goes_back():
    back = SendBackPower(**GIVEN, holder=ROSA.id, reason="powers-differ")
    sent = PowerSentBack(person=AHMED.id, holder=ROSA.id, reason="powers-differ")
    ahmed = known(AHMED, entered())

    assert when(PERSON, back, ahmed, BY_SARA) == [sent]
    assert when(PERSON, power(powers=("share",)), known(AHMED, entered(), sent), holder=known(ROSA))
    assert refused(PERSON, back, ahmed, act(ROSA, "coordinator")) == "person.close-to-oneself"
    assert refused(PERSON, back, known(AHMED), BY_SARA) == "person.nothing-to-check"


def test_one_decree_for_each_holder_waits_at_a_time():
    ahmed = known(AHMED, entered())

    assert when(PERSON, power(), ahmed, holder=known(ROSA)) == []
    another = power(powers=("share",))
    assert refused(PERSON, another, ahmed, holder=known(ROSA)) == "person.power-already-waiting"
    assert when(PERSON, power(holder=ELENA.id), ahmed, holder=known(ELENA))


def test_the_same_decree_again_is_nothing_new_and_another_takes_its_place():
    ahmed = known(AHMED, entered(), in_force())
    wider = entered(powers=("share",), until=None)

    assert when(PERSON, power(), ahmed, holder=known(ROSA)) == []
    assert when(
        PERSON, check(powers=("share",), until=None), known(AHMED, entered(), in_force(), wider), BY_SARA
    ) == [
        PowerEnded(person=AHMED.id, holder=ROSA.id, until=CHECKED, reason="replaced"),
        in_force(powers=("share",), until=None),
    ]


def test_a_decree_does_not_run_into_one_that_begins_later():
    later = in_force(since=JUNE)
    ahmed = known(AHMED, later, entered(until=None))

    assert refused(PERSON, check(until=None), ahmed, BY_SARA) == "person.power-already-recorded"


def test_no_power_precedes_its_decree_or_ends_before_it_begins():
    for wrong, reason in (
        ({"decided_on": JUNE}, "person.power-before-decree"),
        ({"until": JAN}, "person.ends-before-it-begins"),
    ):
        assert refused(PERSON, power(**wrong), known(AHMED), holder=known(ROSA)) == reason


def test_a_power_ends_before_its_time():
    end = EndPower(**GIVEN, holder=ROSA.id, until=JUNE, reason="revoked")
    ended = PowerEnded(person=AHMED.id, holder=ROSA.id, until=JUNE, reason="revoked")

    assert when(PERSON, end, known(AHMED, in_force())) == [ended]
    assert when(PERSON, end, known(AHMED, in_force(), ended)) == []
    assert refused(PERSON, end, known(AHMED, entered())) == "person.no-such-power"
    assert ended.standings() == (Ends("power", ROSA.id, "family", JUNE, over=AHMED.id),)
