"""Calls: frozen when published, extended in the open, closed on their day."""

from datetime import UTC, date, datetime
from uuid import uuid5

import pytest

from events.envelope import Recorded
from events.intake.call import CallClosed, CallExtended, CloseCall, ExtendCall
from events.intake.rule import Between
from services.intake.call import CALL
from services.intake.policy import dues
from services.kernel.deciding import Due
from tests.people import CALL as YOUTH
from tests.people import MARTA
from tests.services.intake.asking import (
    BEFORE,
    CLOSES,
    LAST_MINUTE,
    OPEN_CALL,
    PUBLISH,
    PUBLISHED,
    SHEET,
    TOO_LATE,
)
from tests.services.story import act, given, refused, when

MAY = date(2026, 5, 2)
ITS = {"stream": YOUTH, "dossier": YOUTH}
EXTEND = ExtendCall(**ITS, closes=MAY, reason="few-applications", act="Det. 512/2026")
EXTENDED = CallExtended(closes=MAY, reason="few-applications", act="Det. 512/2026")


def changed(**other):
    return PUBLISH.model_copy(update=other)


def test_a_call_is_published_with_its_rule_and_the_day_ages_are_counted():
    assert when(CALL, PUBLISH, CALL.initial) == [PUBLISHED]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (changed(closes=date(2026, 2, 1)), "call.closes-before-it-opens"),
        (changed(opens=date(2025, 1, 1), closes=date(2025, 2, 1)), "call.closes-in-the-past"),
        (changed(closes=date(9999, 12, 31)), "call.closes-too-far-away"),
        (
            changed(rule=PUBLISH.rule.model_copy(update={"age": Between(least=35, most=18)})),
            "call.band-upside-down",
        ),
        (changed(dossier=MARTA.id), "call.misaddressed"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(command, reason):
    assert refused(CALL, command, CALL.initial) == reason


def test_a_published_call_is_frozen():
    assert refused(CALL, changed(grid_hash="0" * 64), OPEN_CALL) == "call.already-published"


def test_an_extension_moves_the_last_day_and_not_the_day_ages_are_counted():
    assert when(CALL, EXTEND, OPEN_CALL) == [EXTENDED]
    extended = given(CALL, PUBLISHED, EXTENDED)
    assert (extended.closes, extended.age_on) == (MAY, CLOSES)
    assert when(CALL, EXTEND, extended) == []


@pytest.mark.parametrize(
    ("command", "at", "reason"),
    [
        (EXTEND.model_copy(update={"closes": date(2026, 4, 1)}), BEFORE, "call.never-shorter"),
        (EXTEND, TOO_LATE, "call.already-over"),
        (EXTEND.model_copy(update={"closes": date(9999, 12, 31)}), BEFORE, "call.closes-too-far-away"),
    ],
)
def test_an_extension_never_shortens_and_never_reopens(command, at, reason):
    assert refused(CALL, command, OPEN_CALL, act(at=at)) == reason


def test_a_call_closes_after_its_last_day_and_not_before():
    close = CloseCall(**ITS)

    assert refused(CALL, close, OPEN_CALL, act(at=LAST_MINUTE)) == "call.not-over-yet"
    assert when(CALL, close, OPEN_CALL, act(at=TOO_LATE)) == [CallClosed(closed=CLOSES)]
    assert when(CALL, close, given(CALL, PUBLISHED, CallClosed(closed=CLOSES)), act(at=TOO_LATE)) == []


@pytest.mark.parametrize("command", [EXTEND, CloseCall(**ITS)])
def test_there_is_no_call_before_it_is_published(command):
    assert refused(CALL, command, CALL.initial) == "call.unknown"


@pytest.mark.parametrize(
    ("fact", "midnight"),
    [
        (PUBLISHED, datetime(2026, 4, 30, 22, 0, tzinfo=UTC)),
        (EXTENDED, datetime(2026, 5, 2, 22, 0, tzinfo=UTC)),
    ],
)
def test_closing_falls_due_on_the_midnight_after_the_last_day(fact, midnight):
    assert list(dues(fact, record(fact))) == [Due("close", YOUTH, midnight, CloseCall(**ITS))]


def test_nothing_else_falls_due():
    assert list(dues(CallClosed(closed=CLOSES), record(CallClosed(closed=CLOSES)))) == []


def record(fact):
    return Recorded(
        event_id=uuid5(YOUTH, "1"), topic=fact.TOPIC, version=1, stream=YOUTH, stream_version=1,
        partnership="lucca", dossier=YOUTH, subjects=(), actor=MARTA.id, role="coordinator",
        organisation=None, on_behalf_of=None, occurred_at=BEFORE, zone="Europe/Rome", received_at=BEFORE,
        recorded_at=BEFORE, command_id=YOUTH, caused_by=None, fact=fact.model_dump(mode="json"),
    )  # fmt: skip


def test_the_rule_travels_with_its_figures():
    assert SHEET["title"] == PUBLISHED.title
    assert PUBLISHED.rule.family_isee == Between(least=600_000, most=2_000_000)
