"""Free places on any day, as the service that promises them counts: the word said last about a day counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID


@dataclass(frozen=True)
class Span:
    """``since`` inclusive, ``until`` exclusive, None for without end."""

    since: date
    until: date | None
    free: bool
    reason: str | None = None


@dataclass(frozen=True)
class Hold:
    cohabitation: UUID
    places: int
    since: date
    until: date | None


@dataclass(frozen=True)
class Stay:
    """One bed taken, or (``cohabitation`` None) not to be had, from a day up to another."""

    start: date
    end: date
    cohabitation: UUID | None = None
    n: int = 0


def covers(it: Span | Hold, day: date) -> bool:
    return it.since <= day and (it.until is None or day < it.until)


def last_word(spans: Iterable[Span], day: date) -> Span | None:
    return next((it for it in reversed(tuple(spans)) if covers(it, day)), None)


def free_places(places: int, spans: tuple[Span, ...], holds: tuple[Hold, ...], day: date) -> int:
    """How many could be promised for that day."""
    word = last_word(spans, day)
    if word is None or not word.free:
        return 0
    return max(0, places - sum(it.places for it in holds if covers(it, day)))


def next_free(
    places: int, spans: tuple[Span, ...], holds: tuple[Hold, ...], start: date, days: int, wanted: int = 1
) -> date | None:
    """The first day from ``start`` on with that many free places, as far as ``days`` ahead."""
    ahead = (start + timedelta(days=n) for n in range(days))
    return next((day for day in ahead if free_places(places, spans, holds, day) >= wanted), None)


def beds(
    places: int, spans: tuple[Span, ...], holds: tuple[Hold, ...], start: date, days: int
) -> list[list[Stay]]:
    """For each place the stays of its strip: promised ones from the first bed on, days not to be had in all."""
    end = start + timedelta(days=days)
    strips: list[list[Stay]] = [[] for _ in range(places)]
    for hold in holds:
        taken = Stay(hold.since, hold.until or date.max, hold.cohabitation)
        for n, strip in enumerate([it for it in strips if room(it, taken)][: hold.places]):
            strip.append(Stay(taken.start, taken.end, taken.cohabitation, n))
    closed = tuple(closed_days(spans, start, end))
    return [sorted([*strip, *without(closed, strip)], key=lambda it: it.start) for strip in strips]


def room(strip: list[Stay], new: Stay) -> bool:
    return all(it.end <= new.start or new.end <= it.start for it in strip)


def closed_days(spans: tuple[Span, ...], start: date, end: date) -> Iterator[Stay]:
    """Runs of days on which nobody may be promised a place."""
    turns = sorted(
        {start, end, *(day for it in spans for day in (it.since, it.until) if day and start < day < end)}
    )
    for first, then in pairwise(turns):
        word = last_word(spans, first)
        if word is None or not word.free:
            yield Stay(first, then)


def without(closed: tuple[Stay, ...], strip: list[Stay]) -> Iterator[Stay]:
    """What of the closed days no stay covers: a bed with someone in it is shown as theirs."""
    for run in closed:
        since = run.start
        for stay in sorted(
            (it for it in strip if it.end > run.start and it.start < run.end), key=lambda it: it.start
        ):
            if since < stay.start:
                yield Stay(since, stay.start)
            since = max(since, stay.end)
        if since < run.end:
            yield Stay(since, run.end)
