"""Relations: from one day to another, said by someone else than who is named."""

from datetime import date

import pytest

from events.network.person import (
    EndRelation,
    RecordRelation,
    RelationEnded,
    RelationRecorded,
)
from events.standing import Ends, Stands
from services.network.person import PERSON
from tests.people import AHMED, ROSA
from tests.services.network.told import known
from tests.services.story import refused, when

JAN, JUNE = date(2026, 1, 1), date(2026, 6, 1)
GIVEN = {"stream": AHMED.id, "dossier": AHMED.id}
MOTHER = RelationRecorded(person=AHMED.id, relative=ROSA.id, kind="parent", since=JAN)


def relation(**more):
    return RecordRelation(**{**GIVEN, "relative": ROSA.id, "kind": "parent", "since": JAN, **more})


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
