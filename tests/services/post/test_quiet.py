"""Quiet hours by the clocks of the place, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.post.kinds import Wishes
from services.post.quiet import GRACE, not_before, quiet

ZONE = "Europe/Rome"
ROME = ZoneInfo(ZONE)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(day, hour, minute=0, month=6):
    return datetime(2026, month, day, hour, minute, tzinfo=ROME)


@pytest.mark.parametrize(("hour", "minute"), [(8, 0), (12, 0), (19, 59), (20, 0)])
def test_by_day_it_leaves_at_once(hour, minute):
    now = at(3, hour, minute)

    assert not_before(LONG_AGO, now, Wishes(), ZONE) == now


@pytest.mark.parametrize(("day", "hour"), [(3, 21), (3, 23), (4, 0), (4, 7)])
def test_by_night_it_waits_for_eight(day, hour):
    assert not_before(LONG_AGO, at(day, hour), Wishes(), ZONE) == at(4, 8)


def test_what_fell_due_at_eight_in_the_evening_sharp_still_leaves():
    assert not_before(at(3, 20), at(3, 20, 1), Wishes(), ZONE) == at(3, 20, 1)
    assert not_before(at(3, 20), at(3, 20) + GRACE + timedelta(minutes=1), Wishes(), ZONE) == at(4, 8)


def test_the_same_hour_twice_means_never_quiet():
    wishes = Wishes(quiet_from=3, quiet_until=3)

    assert not_before(LONG_AGO, at(3, 3, 30), wishes, ZONE) == at(3, 3, 30)


@pytest.mark.parametrize(
    ("month", "day", "utc"),
    [(3, 29, 6), (10, 25, 7), (3, 28, 7), (10, 24, 6)],
    ids=["spring forward", "autumn back", "the day before spring", "the day before autumn"],
)
def test_eight_is_eight_on_the_nights_the_clocks_change(month, day, utc):
    """Europe/Rome changes on 29 March and 25 October 2026."""
    for late in (at(day, 0, 30, month), at(day, 0, 30, month) - timedelta(hours=2)):
        assert not_before(LONG_AGO, late, Wishes(), ZONE) == datetime(2026, month, day, utc, tzinfo=UTC)


def test_an_hour_that_is_skipped_in_spring_is_the_moment_after():
    wishes = Wishes(quiet_from=23, quiet_until=2)

    assert not_before(LONG_AGO, at(29, 0, 30, 3), wishes, ZONE) == datetime(2026, 3, 29, 1, tzinfo=UTC)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_it_is_never_put_off_for_more_than_a_day_and_never_into_quiet_hours(now, start, end):
    wishes = Wishes(quiet_from=start, quiet_until=end)

    when = not_before(LONG_AGO, now, wishes, ZONE)

    assert now <= when <= now + timedelta(hours=25)
    assert not quiet(when.astimezone(ROME), wishes)
