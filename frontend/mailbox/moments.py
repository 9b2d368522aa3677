"""When it happened: what the phone says, put right by how wrong its clock is, and never beyond what can be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from frontend.mailbox.item import Item

# What took longer to arrive is looked at by a person.
OLDEST = timedelta(days=30)
# Within it two clocks are the same.
NEAR = timedelta(minutes=1)


class TooLongAgo(ValueError):
    """Before anything that could still wait on a phone, or the clock stands wherever it was made."""


@dataclass(frozen=True)
class Moment:
    """``ahead``: it was said to be still to come, and became the moment of arrival."""

    at: datetime
    zone: str
    ahead: bool = False


def moment(it: Item, now: datetime, zone: str) -> Moment:
    """In UTC. Raises TooLongAgo."""
    known = it.zone if it.zone in zones() else zone
    try:
        # The skew is how far the phone is ahead of the house.
        at = it.occurred_at.astimezone(UTC) - timedelta(milliseconds=it.skew_ms)
    except (OverflowError, ValueError) as error:
        raise TooLongAgo from error
    if at < now - OLDEST:
        raise TooLongAgo
    return Moment(min(at, now), known, at > now + NEAR)


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())
