"""Who is called by name on whose page: those who work together know each other, and nobody else knows them by that."""

import re
from datetime import UTC, date, datetime
from uuid import uuid5

import pytest

from events.network.member import RoleEnded, RoleGranted
from events.network.person import RelationRecorded
from events.role import Role
from frontend import door
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import AHMED, COHABITATION_SAN_VITO, DARIO, GIULIA, MARTA, PAOLO, ROSA, SARA, UGO, Person

TODAY, GONE = date(2026, 11, 22), date(2026, 10, 1)
AT = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def staff() -> Telling:
    """Paolo left the partnership in October; Ugo's role was entered by mistake; Giulia has none."""
    it = Telling()
    it.known(MARTA, SARA, PAOLO, DARIO, GIULIA, ROSA, UGO, AHMED)
    it.operator(SARA, COHABITATION_SAN_VITO)
    for person, role in ((MARTA, "coordinator"), (PAOLO, "operator"), (UGO, "operator")):
        granted = RoleGranted(person=person.id, role=Role(role), since=LONG_AGO)
        it.tell(uuid5(person.id, "member"), granted, AT, MARTA.id, person.id)
    for person, until in ((PAOLO, GONE), (UGO, LONG_AGO)):
        ended = RoleEnded(person=person.id, role=Role.OPERATOR, until=until)
        it.tell(uuid5(person.id, "member"), ended, AT, MARTA.id, person.id)
    it.auditor(DARIO)
    parent = RelationRecorded(person=GIULIA.id, relative=ROSA.id, kind="parent", since=LONG_AGO)
    it.tell(GIULIA.id, parent, AT, GIULIA.id)
    return it


async def names(it: Telling, reader: Person, role: Role, *people: Person) -> list[str]:
    called = [Called(person) for person in people]
    return await it.printed(it.reader(reader, role, TODAY), [person.id for person in people], *called)


class Called:
    """Printed as a page would."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def __str__(self) -> str:
        return door.lens().names.named(self.person.id)


async def test_an_operator_knows_colleagues_by_first_name_also_those_who_left(staff: Telling) -> None:
    _, *seen = await names(staff, SARA, Role.OPERATOR, MARTA, PAOLO, UGO, GIULIA)

    assert seen == ["Marta", "Paolo", "una persona", "una persona"]


async def test_who_has_left_knows_nobody_any_more(staff: Telling) -> None:
    _, *seen = await names(staff, PAOLO, Role.OPERATOR, MARTA, SARA)

    assert seen == ["una persona", "una persona"]


async def test_an_auditor_reads_pseudonyms_and_who_lives_there_or_is_close_does_not_learn_names(
    staff: Telling,
) -> None:
    _, *audited = await names(staff, DARIO, Role.AUDITOR, MARTA, SARA)
    _, *family = await names(staff, ROSA, Role.FAMILY, MARTA, SARA)
    _, *resident = await names(staff, AHMED, Role.COHABITANT, MARTA, PAOLO)

    assert all(re.fullmatch(r"Persona [A-Z2-7]{4}", name) for name in audited)
    assert family == resident == ["una persona", "una persona"]
