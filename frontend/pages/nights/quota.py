"""How many nights of a year are slept, promised and left; which weekends could be asked for, and what stands against."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from frontend.pages.nights.queries import Book, Stay, between, books, stays_in, stays_of

FRIDAY, WEEKEND = 4, timedelta(days=2)
OFFERED, WEEKS = 4, 12


@dataclass(frozen=True)
class Quota:
    """Nights of one person in a home's year."""

    book: Book
    slept: int
    promised: int

    @property
    def left(self) -> int:
        return max(0, (self.book.yearly or 0) - self.slept - self.promised)


@dataclass(frozen=True)
class Weekend:
    """Two nights that could be asked for; ``waiting`` others have asked for a bed on one of them."""

    since: date
    until: date
    free: int
    waiting: int


def quota(book: Book, stays: tuple[Stay, ...], day: date) -> Quota:
    """The yearly number is one for each type of home: nights in another home of the type count as well."""
    nights = [
        n for it in stays if it.holds_a_bed and it.type == book.type for n in it.nights if n.year == day.year
    ]
    return Quota(book, sum(n < day for n in nights), sum(n >= day for n in nights))


def quotas(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Quota, ...]:
    """Of the homes with rules where the person was, or of all while they were in none."""
    theirs = stays_of(db, person)
    ruled = [it for it in books(db) if it.yearly]
    known = [it for it in ruled if any(stay.home == it.home for stay in theirs)]
    return tuple(quota(it, theirs, day) for it in known or ruled)


def weekends(db: sqlite3.Connection, book: Book, person: UUID, day: date) -> tuple[Weekend, ...]:
    """The next ones with a free bed, two nights within the rules and nothing else of this person's."""
    first = day + timedelta(days=1 + (FRIDAY - day.weekday() - 1) % 7)
    every = (weekend(db, book, first + timedelta(weeks=n)) for n in range(WEEKS))
    theirs = stays_of(db, person)
    fit = (it for it in every if it.free and fits(book, theirs, it))
    return tuple(it for it, _ in zip(fit, range(OFFERED), strict=False))


def weekend(db: sqlite3.Connection, book: Book, since: date) -> Weekend:
    until, here = since + WEEKEND, stays_in(db, book.home)
    taken = max(sum(it.holds_a_bed and night in it.nights for it in here) for night in between(since, until))
    waiting = sum(it.state == "asked" and it.since < until and since < it.until for it in here)
    return Weekend(since, until, max(0, (book.beds or 0) - taken), waiting)


def fits(book: Book, theirs: tuple[Stay, ...], it: Weekend) -> bool:
    busy = any(
        stay.state in ("asked", "confirmed", "here") and stay.since < it.until and it.since < stay.until
        for stay in theirs
    )
    return not busy and quota(book, theirs, it.since).left >= 2 <= (book.longest or 0)
