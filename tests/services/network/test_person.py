"""Persons: registered, corrected, found the same."""

from datetime import date

import pytest
from pydantic import ValidationError

from events.network.identity import PersonalData
from events.network.person import (
    EVERY_POWER,
    CorrectIdentity,
    FindSame,
    FoundSame,
    IdentityCorrected,
    PowerEnded,
    PowerRecorded,
    RegisterPerson,
)
from events.sealed import Open
from events.standing import Stands
from services.network.person import PERSON
from tests.people import AHMED, MARCO, ROSA, UGO, id_of
from tests.services.network.told import SPRING, data, known, registered, told
from tests.services.story import act, given, refused, when

NOBODY = PERSON.initial
CHILD = {"birth_date": date(2010, 5, 4)}
EIGHTEEN = date(2028, 5, 4)


def register(person, **more):
    return RegisterPerson(stream=person.id, dossier=person.id, identity=data(person), **more)


def register_child(**more):
    return RegisterPerson(stream=AHMED.id, dossier=AHMED.id, identity=data(AHMED, **CHILD), **more)


def correct(**other):
    return CorrectIdentity(
        stream=AHMED.id, dossier=AHMED.id, identity=data(AHMED, **other), reason="checked-on-document"
    )


def shortened(until):
    return PowerEnded(person=AHMED.id, holder=ROSA.id, until=until, reason="entered-by-mistake")


def test_an_applicant_registers_on_their_own_phone():
    assert when(PERSON, register(AHMED), NOBODY, act(AHMED, "public")) == [registered(AHMED)]


def test_who_registers_may_see_their_own_dossier_from_that_day():
    assert registered(AHMED).standings() == (Stands("subject", AHMED.id, "self", SPRING, over=AHMED.id),)


def test_nobody_unknown_registers_someone_else():
    assert refused(PERSON, register(AHMED), NOBODY, act(UGO, "public")) == "person.not-oneself"


def test_every_word_of_an_identity_is_sealed_apart():
    fact = when(PERSON, register(AHMED), NOBODY)[0]

    assert [type(value) for _, value in fact.identity if value is not None] == [Open] * 4
    assert fact.identity.first_name.owner == AHMED.id


def test_a_person_is_registered_once():
    assert refused(PERSON, register(AHMED), known(AHMED)) == "person.already-registered"


def test_a_child_needs_someone_who_answers_for_them():
    assert refused(PERSON, register_child(), NOBODY) == "person.minor-needs-guardian"


def test_a_parents_power_ends_on_the_eighteenth_birthday():
    told = when(PERSON, register_child(guardian=ROSA.id), NOBODY, guardian=known(ROSA))

    assert told[0].minor_until == EIGHTEEN
    assert told[1] == PowerRecorded(
        person=AHMED.id, holder=ROSA.id, source="parental-responsibility", powers=EVERY_POWER,
        since=SPRING, until=EIGHTEEN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("guardian", "state", "reason"),
    [
        (AHMED.id, NOBODY, "person.holder-unknown"),
        (UGO.id, NOBODY, "person.holder-unknown"),
        (MARCO.id, given(PERSON, registered(MARCO, minor_until=EIGHTEEN)), "person.holder-is-minor"),
    ],
)
def test_who_answers_for_a_child_is_another_registered_adult(guardian, state, reason):
    assert refused(PERSON, register_child(guardian=guardian), NOBODY, guardian=state) == reason


@pytest.mark.parametrize("born", [date(2026, 3, 3), date(1800, 1, 1)])
def test_a_birth_that_cannot_be_is_refused_at_its_field(born):
    command = RegisterPerson(stream=AHMED.id, dossier=AHMED.id, identity=data(AHMED, birth_date=born))

    assert refused(PERSON, command, NOBODY) == "person.birth-date-impossible"


@pytest.mark.parametrize(
    "other",
    [
        {"first_name": "  "},
        {"first_name": "a\x00b"},
        {"email": "no"},
        {"phone": "call me"},
        {"last_name": "x" * 81},
    ],
)
def test_impossible_words_never_become_a_command(other):
    with pytest.raises(ValidationError):
        data(AHMED, **other)


def test_names_of_any_alphabet_are_names():
    assert PersonalData(first_name="نور‌الدین", last_name="D'Àvila-Łuk", birth_date=date(2000, 2, 29))


def test_a_correction_tells_the_whole_identity_anew():
    assert when(PERSON, correct(last_name="Khalīl"), known(AHMED)) == [
        IdentityCorrected(
            person=AHMED.id,
            reason="checked-on-document",
            identity=told(AHMED.id, data(AHMED, last_name="Khalīl")),
        )
    ]


@pytest.mark.parametrize(
    ("born", "follows"),
    [
        (date(2005, 1, 1), shortened(SPRING)),
        (date(2009, 1, 1), shortened(date(2027, 1, 1))),
        (
            date(2011, 1, 1),
            PowerRecorded(
                person=AHMED.id, holder=ROSA.id, source="parental-responsibility", powers=EVERY_POWER,
                since=EIGHTEEN, until=date(2029, 1, 1),
            ),
        ),
    ],
)  # fmt: skip
def test_a_corrected_birth_date_moves_the_end_of_a_parents_power(born, follows):
    child = given(PERSON, *when(PERSON, register_child(guardian=ROSA.id), NOBODY, guardian=known(ROSA)))

    assert when(PERSON, correct(birth_date=born), child)[1:] == [follows]


def test_an_adult_found_to_be_a_child_needs_someone_too():
    assert refused(PERSON, correct(**CHILD), known(AHMED)) == "person.minor-needs-guardian"


def test_two_entries_of_one_person_are_found_the_same_once():
    same = FindSame(stream=MARCO.id, dossier=MARCO.id, kept=AHMED.id)
    found = FoundSame(other=MARCO.id, kept=AHMED.id)

    assert when(PERSON, same, known(MARCO), kept=known(AHMED)) == [found]
    assert when(PERSON, same, known(MARCO, found), kept=known(AHMED)) == []


def test_nobody_is_found_the_same_as_themselves_or_as_a_second_entry():
    self_same = FindSame(stream=MARCO.id, dossier=MARCO.id, kept=MARCO.id)
    same = FindSame(stream=MARCO.id, dossier=MARCO.id, kept=AHMED.id)
    merged = known(AHMED, FoundSame(other=AHMED.id, kept=MARCO.id))

    assert refused(PERSON, self_same, known(MARCO), kept=known(MARCO)) == "person.same-as-oneself"
    assert refused(PERSON, same, known(MARCO), kept=merged) == "person.kept-unknown"


def test_a_second_entry_is_not_worked_on_any_more():
    merged = known(AHMED, FoundSame(other=AHMED.id, kept=MARCO.id))

    assert refused(PERSON, correct(), merged) == "person.found-same"


def test_a_person_is_their_own_dossier():
    command = RegisterPerson(stream=AHMED.id, dossier=id_of("elsewhere"), identity=data(AHMED))

    assert refused(PERSON, command, NOBODY) == "person.misaddressed"


def test_a_decision_reads_the_second_person():
    reads = PERSON.reads(register_child(guardian=ROSA.id))

    assert reads["guardian"].stream == ROSA.id
    assert PERSON.reads(register(AHMED)) == {}
