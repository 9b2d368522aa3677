"""When a home is free, on any day past or to come: the word recorded last about a day counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID


class Interval(Protocol):
    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


@dataclass(frozen=True)
class Span:
    """``since`` inclusive, ``until`` exclusive, None for without end."""

    since: date
    until: date | None
    free: bool


@dataclass(frozen=True)
class Hold:
    cohabitation: UUID
    places: int
    since: date
    until: date | None


def free_on(spans: tuple[Span, ...], day: date) -> bool:
    last_word = next((span for span in reversed(spans) if covers(span, day)), None)
    return last_word is not None and last_word.free


def free_throughout(spans: tuple[Span, ...], since: date, until: date | None) -> bool:
    """Free on every day of the interval; without an end, free for ever after as far as anyone has said."""
    return all(free_on(spans, day) for day in turning_days(spans, since, until))


def most_held(holds: tuple[Hold, ...], since: date, until: date | None) -> int:
    """The greatest number of places promised on any one day of the interval."""
    return max(held_on(holds, day) for day in turning_days(holds, since, until))


def held_on(holds: tuple[Hold, ...], day: date) -> int:
    return sum(hold.places for hold in holds if covers(hold, day))


def turning_days(intervals: Iterable[Interval], since: date, until: date | None) -> Iterator[date]:
    """The first day and each later day on which something may change: checking these checks them all."""
    yield since
    for interval in intervals:
        for day in (interval.since, interval.until):
            if day is not None and since < day and (until is None or day < until):
                yield day


def covers(interval: Interval, day: date) -> bool:
    return interval.since <= day and (interval.until is None or day < interval.until)


def released(holds: tuple[Hold, ...], cohabitation: UUID, until: date) -> tuple[Hold, ...]:
    """An end only ever comes nearer: what was given back may have been promised to others since."""
    return tuple(
        replace(hold, until=until) if hold.cohabitation == cohabitation and outlasts(hold, until) else hold
        for hold in holds
    )


def outlasts(hold: Hold, day: date) -> bool:
    return hold.until is None or day < hold.until
