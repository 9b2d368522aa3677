"""The book of a home's stays as its rules look at it: beds by night, nights by year, hours somebody answers for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from events.accompaniment.stay import StayRulesPublished, StayType
from events.envelope import Refusal

State = Literal["asked", "confirmed", "here", "left", "declined", "cancelled"]
HOLDING: tuple[State, ...] = ("confirmed", "here", "left")
TURNOVER = time(12)
"""One arrives and leaves at noon: a night is what lies between two noons."""


@dataclass(frozen=True)
class Hours:
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Stay:
    """``until`` is the day of leaving; ``nth`` the order in which it was asked for."""

    person: UUID
    since: date
    until: date
    nth: int
    agreed: bool = False
    state: State = "asked"
    level_set: bool = False
    staffed: frozenset[date] = frozenset()
    covered: tuple[Hours, ...] = ()
    confirmed_on: date | None = None
    present: frozenset[date] = frozenset()

    @property
    def holds_a_bed(self) -> bool:
        return self.state in HOLDING

    def nights(self) -> Iterator[date]:
        return nights_between(self.since, self.until)


@dataclass(frozen=True)
class Book:
    type: StayType | None = None
    rules: StayRulesPublished | None = None
    stays: dict[UUID, Stay] = field(default_factory=dict)

    def changed(self, stay: UUID, **to: object) -> "Book":
        known = self.stays.get(stay)
        return self.put(stay, replace(known, **to)) if known else self  # type: ignore[arg-type]

    def put(self, stay: UUID, it: Stay) -> "Book":
        return replace(self, stays={**self.stays, stay: it})


def nights_between(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=n) for n in range((until - since).days))


def taken(book: Book, night: date, without: UUID | None = None) -> int:
    return sum(
        it.holds_a_bed and it.since <= night < it.until for id, it in book.stays.items() if id != without
    )


def has_room(book: Book, nights: Iterable[date], without: UUID) -> bool:
    """I3: a bed is free on each of these nights, the stay itself left out."""
    return all(taken(book, night, without) < ruled(book).beds for night in nights)


def nights_had(book: Book, person: UUID, year: int, without: UUID) -> int:
    """Nights held in this home that year, in all their stays but one."""
    theirs = (it for id, it in book.stays.items() if it.person == person and it.holds_a_bed and id != without)
    return sum(night.year == year for it in theirs for night in it.nights())


def ruled(book: Book) -> StayRulesPublished:
    if book.type is None:
        raise Refusal("stay.not-that-kind-of-home")
    if book.rules is None:
        raise Refusal("stay.no-rules-yet")
    return book.rules


def uncovered(covered: Iterable[Hours], since: date, until: date, zone: str) -> datetime | None:
    """I6: the first instant between the two noons that nobody answers for; None when there is none."""
    place = ZoneInfo(zone)
    at = datetime.combine(since, TURNOVER, place)
    end = datetime.combine(until, TURNOVER, place)
    for it in sorted(covered, key=lambda it: it.since):
        if it.since > at:
            break
        at = max(at, it.until)
    return at if at < end else None


def without_hours(covered: tuple[Hours, ...], lost: Hours) -> tuple[Hours, ...]:
    """What is left of the covered hours when some of them are taken away."""
    return tuple(
        part
        for it in covered
        for part in (Hours(it.since, min(it.until, lost.since)), Hours(max(it.since, lost.until), it.until))
        if part.since < part.until
    )
