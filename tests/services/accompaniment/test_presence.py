from datetime import timedelta

import pytest

from events.accompaniment.door import DoorCodeMade, MakeDoorCode, digest_of, door_of
from events.accompaniment.presence import (
    CountersignRefused,
    CountersignVisit,
    DoorCodeNotRecognised,
    GoWithoutCountersign,
    StartVisitAtDoor,
    VisitCountersigned,
)
from events.accompaniment.visit import VisitStarted
from events.category import Category
from events.sealed import seal
from services.accompaniment.door import DOOR
from services.accompaniment.visit import VISIT
from tests.people import AHMED, COHABITATION_SAN_VITO, GIULIA, MARCO, MARTA, SARA
from tests.services.accompaniment.cast import SCHEDULED, STARTED, TEN_O_CLOCK, VISIT_HERE, opened, visit
from tests.services.story import act, given, refused, when

CODE, OLD = "a2b3c4d5e6f7g2h3i4j5", "z2y3x4w5v6u7t2s3r4q5"
DOOR_HERE = {"stream": door_of(COHABITATION_SAN_VITO), "dossier": COHABITATION_SAN_VITO}
AT_TEN = act(SARA, at=TEN_O_CLOCK)
BY_PIN = CountersignVisit(**VISIT_HERE, by=AHMED.id, means="pin")
BY_TAP = CountersignVisit(**VISIT_HERE, by=AHMED.id, means="tap")


def hung(code, days_before, number=1):
    return DoorCodeMade(
        number=number, digest=digest_of(COHABITATION_SAN_VITO, code), at=TEN_O_CLOCK - timedelta(days=days_before),
        code=seal(code, COHABITATION_SAN_VITO, Category.VISIT_PROFESSIONAL),
    )  # fmt: skip


RENEWED = given(DOOR, hung(OLD, 30), hung(CODE, 2, 2))


def at_door(code, **more):
    asked = StartVisitAtDoor(**VISIT_HERE, code=code)
    by = more.pop("by", AT_TEN)
    return when(VISIT, asked, visit(SCHEDULED), by, plan=opened(), door=more.pop("door", RENEWED))


def test_the_sheet_of_the_home_starts_the_visit_at_the_door():
    assert at_door(CODE) == [VisitStarted(at=TEN_O_CLOCK, method="qr", countersigned_by=None)]


@pytest.mark.parametrize("code", [OLD, "", "aaaaaaaaaaaaaaaaaaaaaa"], ids=["renewed", "none", "of elsewhere"])
def test_another_code_starts_it_too_but_as_begun_by_hand(code):
    assert at_door(code) == [
        VisitStarted(at=TEN_O_CLOCK, method="manual", countersigned_by=None),
        DoorCodeNotRecognised(),
    ]


def test_a_late_word_is_judged_by_the_sheet_that_hung_there_then():
    then = TEN_O_CLOCK - timedelta(days=5)
    (started,) = at_door(OLD, by=act(SARA, at=then, received_at=TEN_O_CLOCK))

    assert (started.at, started.method) == (then, "qr")


def test_a_visit_begun_is_not_begun_again():
    asked = StartVisitAtDoor(**VISIT_HERE, code=CODE)

    assert when(VISIT, asked, visit(SCHEDULED, STARTED), AT_TEN, plan=opened(), door=RENEWED) == []


def test_a_new_sheet_has_the_next_number_and_the_code_only_sealed():
    (made,) = when(DOOR, MakeDoorCode(**DOOR_HERE, code=CODE), given(DOOR, hung(OLD, 30)), act(MARTA))

    assert (made.number, made.digest) == (2, digest_of(COHABITATION_SAN_VITO, CODE))
    assert (made.code.owner, made.code.category) == (COHABITATION_SAN_VITO, Category.VISIT_PROFESSIONAL)
    assert refused(DOOR, MakeDoorCode(**DOOR_HERE, code=OLD), RENEWED, act(MARTA)) == "door.code-used-before"


@pytest.mark.parametrize(("asked", "by"), [(BY_PIN, SARA), (BY_TAP, AHMED)], ids=["pin", "tap"])
def test_a_resident_confirms_by_pin_or_by_a_tap_of_their_own(asked, by):
    here = visit(SCHEDULED, STARTED)

    assert when(VISIT, asked, here, act(by, at=TEN_O_CLOCK)) == [
        VisitCountersigned(by=AHMED.id, means=asked.means)
    ]


@pytest.mark.parametrize(("asked", "by"), [(BY_TAP, SARA), (BY_TAP, MARCO), (BY_PIN, AHMED)])
def test_nobody_confirms_in_another_s_name(asked, by):
    assert refused(VISIT, asked, visit(SCHEDULED, STARTED), act(by, at=TEN_O_CLOCK)) == (
        "visit.countersigned-by-another"
    )


def test_only_who_is_visited_confirms_and_only_on_the_day():
    here, tomorrow = visit(SCHEDULED, STARTED), act(SARA, at=TEN_O_CLOCK + timedelta(days=1))
    stranger = CountersignVisit(**VISIT_HERE, by=GIULIA.id, means="pin")

    assert refused(VISIT, stranger, here, AT_TEN) == "visit.not-someone-visited"
    assert refused(VISIT, BY_PIN, here, tomorrow) == "visit.countersigned-another-day"
    assert refused(VISIT, BY_PIN, visit(SCHEDULED), AT_TEN) == "visit.not-started"


def test_a_yes_counts_once_and_a_reason_stands_only_without_one():
    signed = visit(SCHEDULED, STARTED, VisitCountersigned(by=AHMED.id, means="pin"))
    asked = GoWithoutCountersign(**VISIT_HERE, reason="asleep")

    assert when(VISIT, BY_PIN, signed, AT_TEN) == []
    assert when(VISIT, asked, signed, AT_TEN) == []
    assert when(VISIT, asked, visit(SCHEDULED, STARTED), AT_TEN) == [CountersignRefused(reason="asleep")]
    assert when(VISIT, asked, visit(SCHEDULED, STARTED, CountersignRefused(reason="asleep")), AT_TEN) == []
