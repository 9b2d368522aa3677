"""Figures on a page are the sums of the facts listed behind them, for the days a reader may look at."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from events.accompaniment.visit import VisitEnded, VisitMinutesCorrected, VisitStarted
from events.category import Category
from events.network.appointment import AppointmentEnded, AuditorAppointed
from events.network.attribution import PlaceAttributed, attribution_of
from events.network.cost import CostRecorded
from events.network.figures import FIGURES, counted, totals
from events.network.line import LineExtended, LineOpened
from events.network.member import RoleGranted
from events.pacts.cohabitation import CohabitationFormed, MemberJoined, MemberLeft
from events.role import Role
from events.sealed import seal
from frontend.pages.accounts.period import Period, period, quarters
from frontend.pages.accounts.projection import projection as accounts
from frontend.pages.accounts.queries import evidence, line_of, records_of
from frontend.pages.accounts.sheet import rows as sheet
from frontend.pages.accounts.telling import MAIN, figure, hours
from frontend.pages.appointment.projection import projection as appointment
from frontend.pages.appointment.queries import days_of
from frontend.pages.controls.exceptions import authorised
from frontend.pages.controls.projection import projection as controls
from frontend.pages.controls.queries import facts_of
from frontend.pages.controls.rules import checked
from frontend.pages.file.projection import projection as file
from frontend.pages.file.queries import case_of
from frontend.pages.file.views import in_their_days
from tests.frontend.pages.telling import LONG_AGO, Telling, rows
from tests.people import (
    AHMED,
    AMINA,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    HOME_SAN_VITO,
    MARCO,
    MARTA,
    SARA,
    id_of,
)

HERE, LINE = COHABITATION_SAN_VITO, id_of("linea")
JANUARY, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
TODAY = date(2026, 4, 1)


def at(day: date, hour: int = 17) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def funded() -> Telling:
    it = Telling(accounts, appointment, controls, file)
    it.known(AHMED, MARCO)
    opened = LineOpened(
        line=LINE, code="DDN-2026", name="Dopo di Noi", act="1/2026", since=JANUARY, until=MARCH
    )
    it.tell(LINE, opened, at(JANUARY), MARTA.id)
    it.tell(LINE, LineExtended(line=LINE, before=MARCH, until=JULY, act="DD 77/2026"), at(JANUARY), MARTA.id)
    share = {"place": HERE, "kind": "cohabitation", "line": LINE, "share": 60, "rule_version": "1"}
    given = PlaceAttributed(**share, since=JANUARY, until=JULY)
    it.tell(attribution_of(HERE), given, at(JANUARY), MARTA.id, HERE)
    return it


def visited(it: Telling, name: str, day: date, *minutes: int, days_late: int = 0) -> UUID:
    stream, (first, *later) = id_of(name), minutes
    it.tell(stream, VisitStarted(at=at(day), method="manual", countersigned_by=None), at(day), SARA.id, HERE)
    ended = at(day) + timedelta(minutes=first)
    it.tell(stream, VisitEnded(at=ended, minutes=first), ended, SARA.id, HERE, days_late)
    for each in later:
        it.tell(stream, VisitMinutesCorrected(minutes=each, reason="typing"), at(day, 20), SARA.id, HERE)
    return stream


def lived(it: Telling, *people: UUID, place: UUID = HERE, solution: str = "youth") -> None:
    formed = CohabitationFormed(
        cohabitation=place,
        home=HOME_SAN_VITO,
        solution_type=solution,
        places=2,
        expected=people,
        since=JANUARY,
    )
    it.tell(place, formed, at(JANUARY), MARTA.id)
    for person in people:
        it.tell(place, MemberJoined(cohabitation=place, person=person, since=JANUARY), at(JANUARY), MARTA.id)


def account(it: Telling, since: date = JANUARY, until: date = TODAY):
    return counted(records_of(it.db, LINE), str(LINE), str(since), str(until))


def test_each_figure_is_the_sum_of_its_list_and_a_corrected_visit_counts_once():
    it = funded()
    visited(it, "uno", MARCH, 50, 45)
    visited(it, "due", MARCH + timedelta(1), 30, days_late=9)
    lived(it, AHMED.id, MARCO.id)
    items = account(it)
    found = {slug: figure(items, slug) for slug in MAIN}

    assert {slug: it.hundredths for slug, it in found.items()} == {
        "convivenze": 100, "visite": 200, "ore": (45 + 30) * 60, "notti": 2 * 90 * 60, "spese": 0,
    }  # fmt: skip
    assert (found["ore"].amount, found["ore"].late, found["ore"].corrected) == ("45 min", 1, 1)
    assert sum(len(it.items) for it in found.values()) == len(items)
    assert all(each.facts for each in items)
    assert totals(items) == {
        name: sum(it.hundredths for it in items if it.figure == name) for name in FIGURES
    }


def test_a_part_of_a_minute_is_not_rounded_away():
    assert [hours(it) for it in (0, 22_50, 60_00, 61_30, 7200_00)] == [
        "0 ore", "22,5 min", "1 ora", "1 ora 1,3 min", "120 ore",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_the_tables_are_the_same_in_whatever_order_the_streams_came(seed: int):
    it = funded()
    visited(it, "uno", MARCH, 50, 45)
    lived(it, AHMED.id)

    for projection in (accounts, controls):
        assert rows(it.taken(it.shuffled(seed)), projection) == rows(it.db, projection)


def test_figures_end_yesterday_and_within_the_line():
    it = funded()
    line = line_of(it.db, LINE)
    assert line
    whole = period(line, (date.min, date.max), TODAY, {})

    assert whole == Period(JANUARY, TODAY - timedelta(1))
    assert period(line, (date.min, date.max), JANUARY, {}) is None
    assert period(line, (MARCH, MARCH), TODAY, {"dal": "2026-01-01", "al": "2026-12-31"}) == Period(
        MARCH, MARCH
    )
    assert period(line, None, TODAY, {}) is None
    assert [it.first for it in quarters(Period(JANUARY, TODAY))] == [date(2026, 4, 1), JANUARY]


def appointed(it: Telling, **scope: tuple[UUID, ...]) -> UUID:
    stream = id_of("incarico")
    office = RoleGranted(person=DARIO.id, role=Role.AUDITOR, since=LONG_AGO)
    it.tell(uuid5(DARIO.id, "member"), office, at(JANUARY), MARTA.id)
    made = AuditorAppointed(
        person=DARIO.id, cases=scope.get("cases", ()), lines=scope.get("lines", ()), period_from=JANUARY,
        period_to=MARCH, since=JANUARY, until=JULY, act="1/2026",
    )  # fmt: skip
    it.tell(stream, made, at(JANUARY), MARTA.id)
    return stream


def test_who_audits_a_line_reaches_its_cases_and_their_people_in_their_period_and_nothing_else():
    it = funded()
    lived(it, AHMED.id)
    lived(it, AMINA.id, place=COHABITATION_PONTETETTO)
    stream = appointed(it, lines=(LINE,))
    reader = it.reader(DARIO, Role.AUDITOR, TODAY)

    assert [reader.may("file.read", each) for each in (HERE, COHABITATION_PONTETETTO)] == [True, False]
    assert [reader.appointed(each) for each in (AHMED.id, AMINA.id)] == [True, False]
    assert reader.may("accounts.read", LINE)
    assert days_of(it.db, reader, LINE) == days_of(it.db, reader, HERE) == (JANUARY, MARCH)
    ended = AppointmentEnded(person=DARIO.id, cases=(), lines=(LINE,), until=TODAY, reason="revoked")
    it.tell(stream, ended, at(TODAY), MARTA.id)
    after = it.reader(DARIO, Role.AUDITOR, TODAY)
    assert not after.may("accounts.read", LINE)
    assert days_of(it.db, after, LINE) is None


def test_the_rules_are_checked_again_and_an_extension_is_an_exception_with_its_act():
    it = funded()
    lived(it, AHMED.id, MARCO.id)
    days = Period(JANUARY, TODAY)
    before = checked(facts_of(it.db, LINE), days)

    assert [(each.rule, len(each.looked), len(each.broken)) for each in before] == [
        ("people", 1, 0), ("one-home", 2, 0), ("shares", 1, 0), ("cover", 0, 0), ("operator", 0, 0),
    ]  # fmt: skip
    (extended,) = authorised(facts_of(it.db, LINE), days)
    assert (extended.kind, extended.act) == ("line", "DD 77/2026")
    it.tell(HERE, MemberJoined(cohabitation=HERE, person=AMINA.id, since=MARCH), at(MARCH), MARTA.id)
    (broken,) = checked(facts_of(it.db, LINE), days)[0].broken
    assert (broken.value, broken.limit, broken.since) == (3, 2, str(MARCH))


def test_who_leaves_on_the_day_another_comes_was_never_a_third():
    it = funded()
    lived(it, AHMED.id, MARCO.id)
    it.tell(HERE, MemberLeft(cohabitation=HERE, person=MARCO.id, until=MARCH), at(MARCH), MARTA.id)
    it.tell(HERE, MemberJoined(cohabitation=HERE, person=AMINA.id, since=MARCH), at(MARCH), MARTA.id)

    assert checked(facts_of(it.db, LINE), Period(JANUARY, TODAY))[0].broken == ()


def test_a_document_of_a_cost_stays_closed_and_a_sheet_adds_up_to_its_figure():
    it = funded()
    cost = CostRecorded(
        cost=id_of("spesa"), line=LINE, code="b", cents=84_05, on=MARCH, cohabitation=None,
        evidence=seal("Fattura 12", LINE, Category.PROOFS),
    )  # fmt: skip
    event = it.tell(cost.cost, cost, at(MARCH), MARTA.id, LINE).event_id
    spent, line = figure(account(it), "spese"), line_of(it.db, LINE)
    assert line

    assert "Fattura" not in json.dumps([list(row) for row in it.db.execute("SELECT * FROM accounts_records")])
    assert evidence(it.db, {str(event)})[str(event)].place == f"{event}/evidence"
    assert sum(row[6] for row in sheet(line, spent.items, {})) * 100 == spent.hundredths


def test_a_case_that_was_over_before_the_period_is_not_there():
    it = funded()
    lived(it, AHMED.id)
    appointed(it, cases=(HERE,))
    reader, case = it.reader(DARIO, Role.AUDITOR, TODAY), case_of(it.db, HERE)
    assert case

    assert in_their_days(it.db, reader, case)
    assert not in_their_days(it.db, reader, replace(case, closed=JANUARY))
    assert not in_their_days(it.db, reader, replace(case, since=MARCH + timedelta(1)))
    assert in_their_days(it.db, it.reader(MARTA, Role.COORDINATOR, TODAY), replace(case, closed=JANUARY))
