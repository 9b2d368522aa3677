"""Open pages: when a reader's rights become less, and that where a page stands counts nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

import pytest

from events.category import Category
from events.network.member import RoleGranted
from events.role import Role
from events.standing import Stands
from frontend.entrance import in_force
from frontend.live import concerns
from frontend.reader import Reader
from frontend.rights import held, lost, rights, seconds_left, told_of_changes
from frontend.ticks import Ticks
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import (
    ADA,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    ELENA,
    GIULIA,
    MARTA,
    OLGA,
    PIA,
    ROSA,
    SARA,
    TEO,
    id_of,
)  # fmt: skip

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = NOW.date()
OFFICE = Stands("role", SARA.id, Role.OPERATOR, DAY)
GLASS = Stands(
    "glass", SARA.id, Role.OPERATOR, DAY, COHABITATION_SAN_VITO, None, (), (Category.JUDICIAL,), None,
    NOW + timedelta(minutes=60),
)  # fmt: skip


def reader(*standings: Stands, at: datetime = NOW, role: Role = Role.OPERATOR) -> Reader:
    rome = at.astimezone(ZoneInfo("Europe/Rome"))
    return Reader(SARA.id, role, "lucca", "it", rome.date(), standings=in_force(standings, at), at=rome)


@pytest.mark.parametrize(("minutes", "ended"), [(0, False), (59, False), (60, True)])
def test_a_broken_glass_ends_on_an_open_page_after_an_hour(minutes: int, ended: bool) -> None:
    later = reader(OFFICE, GLASS, at=NOW + timedelta(minutes=minutes))

    assert lost(held(reader(OFFICE, GLASS)), held(later)) is ended
    assert (rights(later) != rights(reader(OFFICE, GLASS))) is ended


def test_the_page_waits_no_longer_than_until_something_ends_by_itself() -> None:
    assert seconds_left(reader(OFFICE, GLASS)) == 3600
    assert seconds_left(reader(OFFICE)) == 14 * 3600  # midnight in Lucca


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 22.5), ((2026, 10, 25), 24.5)])
def test_a_day_on_which_the_clock_is_changed_ends_with_its_own_midnight(
    day: tuple[int, int, int], hours: float
) -> None:
    half_past_midnight = datetime(*day, 0, 30, tzinfo=ZoneInfo("Europe/Rome")).astimezone(UTC)

    assert seconds_left(reader(OFFICE, at=half_past_midnight)) == hours * 3600
    assert seconds_left(reader(OFFICE, GLASS, at=NOW + timedelta(minutes=60))) == 13 * 3600


def test_more_rights_make_no_page_anew() -> None:
    assert not lost(held(reader(OFFICE)), held(reader(OFFICE, GLASS)))


def test_family_and_who_acts_for_another_are_told_of_no_change() -> None:
    acting = replace(reader(OFFICE, role=Role.SELF), person=GIULIA.id, holder=reader(OFFICE))
    family = replace(reader(role=Role.FAMILY), person=ROSA.id)

    assert not told_of_changes(acting)
    assert not told_of_changes(family)
    assert held(acting) == held(reader(OFFICE))


def test_a_moment_finds_its_count_again_and_another_nodes_means_everything() -> None:
    ticks = Ticks()
    before = NOW.timestamp()
    moments = [ticks.mark(count) for count in (7, 7, 9, 9, 12)]

    assert [ticks.count(it) for it in moments] == [7, 7, 9, 9, 12]
    assert moments == sorted(set(moments))
    assert ticks.count(0) == ticks.count(int(before)) == 0
    assert Ticks().count(moments[0]) == 0


def test_an_office_is_told_of_changes_in_what_it_reads_and_of_no_other() -> None:
    it = Telling()
    for office in (MARTA, ELENA, OLGA, TEO, ADA, PIA):
        granted = RoleGranted(person=office.id, role=Role(office.role), since=LONG_AGO)
        it.tell(uuid5(office.id, "member"), granted, NOW, MARTA.id)
    it.auditor(DARIO, COHABITATION_SAN_VITO)
    home, application = COHABITATION_PONTETETTO, id_of("domanda")
    it.db.executemany(
        "INSERT INTO streams (stream, context, dossier, version) VALUES (?, ?, ?, 1)",
        [(str(home), "pacts", str(home)), (str(application), "intake", str(application))],
    )
    told = {
        who.first_name: tuple(
            concerns(it.reader(who, Role(who.role), DAY), what) for what in (home, application)
        )
        for who in (MARTA, ELENA, OLGA, TEO, ADA, PIA, DARIO)
    }

    assert told.pop("Marta") == (True, True)
    assert told.pop("Olga") == (False, True)
    assert set(told.values()) == {(False, False)}
    assert concerns(it.reader(DARIO, Role.AUDITOR, DAY), COHABITATION_SAN_VITO)
