"""Nobody enters themselves as close to someone else: that alone would open a family's pages."""

from datetime import date

from events.network.person import FindSame, RecordPower, RecordRelation
from services.network.known import Person
from services.network.person import PERSON
from tests.people import AHMED, ELENA, MARTA, ROSA
from tests.services.story import act, refused, when

KNOWN = Person(registered=True)
JAN = date(2026, 1, 1)


def relation(relative):
    return RecordRelation(stream=AHMED.id, dossier=AHMED.id, relative=relative.id, kind="friend", since=JAN)


def power(holder):
    return RecordPower(
        stream=AHMED.id, dossier=AHMED.id, holder=holder.id, source="guardian", powers=("share",), since=JAN,
        decided_on=JAN, decree_number="1/2026",
    )  # fmt: skip


def test_at_a_desk_nobody_makes_themselves_someones_friend():
    desk = act(ELENA, "info-point")

    assert refused(PERSON, relation(ELENA), KNOWN, desk, relative=KNOWN) == "person.close-to-oneself"
    assert when(PERSON, relation(ROSA), KNOWN, desk, relative=KNOWN)
    assert when(PERSON, relation(ROSA), KNOWN, act(AHMED, "self"), relative=KNOWN)


def test_nobody_gives_themselves_a_power_over_someone():
    assert refused(PERSON, power(MARTA), KNOWN, act(MARTA), holder=KNOWN) == "person.close-to-oneself"
    assert when(PERSON, power(ROSA), KNOWN, act(MARTA), holder=KNOWN)


def test_nobody_merges_an_entry_into_their_own_or_their_own_into_another():
    into_me = FindSame(stream=AHMED.id, dossier=AHMED.id, kept=MARTA.id)
    me_into = FindSame(stream=MARTA.id, dossier=MARTA.id, kept=AHMED.id)
    two_others = FindSame(stream=AHMED.id, dossier=AHMED.id, kept=ROSA.id)

    for command in (into_me, me_into):
        assert refused(PERSON, command, KNOWN, act(MARTA), kept=KNOWN) == "person.close-to-oneself"
    assert when(PERSON, two_others, KNOWN, act(MARTA), kept=KNOWN)
