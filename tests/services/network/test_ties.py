"""Relations and powers: from one day to another, from an act."""

from datetime import date

import pytest

from events.network.person import (
    EndPower,
    EndRelation,
    PowerEnded,
    RecordPower,
    RecordRelation,
    RelationEnded,
    RelationRecorded,
)
from events.sealed import Open
from events.standing import Ends, Stands
from services.network.person import PERSON
from tests.people import AHMED, ROSA
from tests.services.network.told import known
from tests.services.story import refused, when

JAN, JUNE, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
GIVEN = {"stream": AHMED.id, "dossier": AHMED.id}
MOTHER = RelationRecorded(person=AHMED.id, relative=ROSA.id, kind="parent", since=JAN)
DECREE = {"source": "support-administrator", "decided_on": date(2025, 12, 1), "decree_number": "RG 12/2025"}


def relation(**more):
    return RecordRelation(**{**GIVEN, "relative": ROSA.id, "kind": "parent", "since": JAN, **more})


def power(**more):
    named = {**GIVEN, **DECREE, "holder": ROSA.id, "powers": ("money", "apply"), "since": JAN, "until": DEC}
    return RecordPower(**{**named, **more})


def recorded(**more):
    return when(PERSON, power(**more), known(AHMED), holder=known(ROSA))[0]


def test_a_mother_is_family_from_the_day_it_is_said():
    assert when(PERSON, relation(), known(AHMED), relative=known(ROSA)) == [MOTHER]
    assert MOTHER.standings() == (Stands("relation", ROSA.id, "family", JAN, over=AHMED.id),)


def test_a_relation_said_twice_is_one():
    assert when(PERSON, relation(), known(AHMED, MOTHER), relative=known(ROSA)) == []


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (relation(kind="friend", since=JUNE), "person.relation-already-recorded"),
        (relation(until=JAN), "person.ends-before-it-begins"),
        (relation(relative=AHMED.id), "person.relative-unknown"),
    ],
)
def test_a_relation_that_cannot_be_is_refused(command, reason):
    assert refused(PERSON, command, known(AHMED, MOTHER), relative=known(ROSA)) == reason


def test_a_relation_ends_once_and_may_begin_again():
    end = EndRelation(**GIVEN, relative=ROSA.id, until=JUNE)
    ended = RelationEnded(person=AHMED.id, relative=ROSA.id, until=JUNE)

    assert when(PERSON, end, known(AHMED, MOTHER)) == [ended]
    assert when(PERSON, end, known(AHMED, MOTHER, ended)) == []
    assert when(PERSON, relation(since=JUNE), known(AHMED, MOTHER, ended), relative=known(ROSA))
    assert ended.standings() == (Ends("relation", ROSA.id, "family", JUNE, over=AHMED.id),)


def test_what_was_never_held_cannot_end():
    command = EndRelation(**GIVEN, relative=ROSA.id, until=JUNE)

    assert refused(PERSON, command, known(AHMED)) == "person.no-such-relation"


def test_a_power_says_its_days_and_seals_its_decree():
    fact = recorded(decree_text="Il giudice tutelare nomina…")

    assert fact.standings() == (
        Stands("power", ROSA.id, "family", JAN, over=AHMED.id, until=DEC, powers=("apply", "money")),
    )
    assert (type(fact.decree_number), type(fact.decree_text)) == (Open, Open)


def test_the_same_decree_twice_is_one_power_and_another_must_wait():
    ahmed = known(AHMED, recorded())

    assert when(PERSON, power(), ahmed, holder=known(ROSA)) == []
    assert (
        refused(PERSON, power(powers=("share",)), ahmed, holder=known(ROSA))
        == "person.power-already-recorded"
    )


def test_no_power_precedes_its_decree():
    command = power(decided_on=JUNE)

    assert refused(PERSON, command, known(AHMED), holder=known(ROSA)) == "person.power-before-decree"


def test_a_power_ends_before_its_time():
    end = EndPower(**GIVEN, holder=ROSA.id, until=JUNE, reason="revoked")
    ended = PowerEnded(person=AHMED.id, holder=ROSA.id, until=JUNE, reason="revoked")

    assert when(PERSON, end, known(AHMED, recorded())) == [ended]
    assert when(PERSON, end, known(AHMED, recorded(), ended)) == []
