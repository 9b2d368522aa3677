"""What waits for an answer and what goes on, in each home of short stays that concerns the reader."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.role import Role
from frontend.pages.if_tomorrow.queries import Gap, gaps
from frontend.pages.nights.queries import Book, Stay, alerts_of, books, operators_of, present_on, stays_in
from frontend.reader import Reader

SHOWN = 12


@dataclass(frozen=True)
class Waiting:
    """``had``: nights in this home that year; ``first``: nobody who wants the same bed had fewer; ``free``: beds."""

    stay: Stay
    had: int
    free: int
    first: bool


@dataclass(frozen=True)
class Going:
    """``staffed``: who is there on which night; ``alerts``: from when an hour has nobody."""

    stay: Stay
    staffed: dict[date, UUID]
    alerts: tuple[datetime, ...]
    present: frozenset[date] = frozenset()

    @property
    def ready(self) -> bool:
        return self.stay.level is not None and all(night in self.staffed for night in self.stay.nights)


@dataclass(frozen=True)
class House:
    book: Book
    waiting: tuple[Waiting, ...]
    going: tuple[Going, ...]
    over: tuple[Stay, ...]


@dataclass(frozen=True)
class Desk:
    houses: tuple[House, ...]
    tasks: tuple[Gap, ...]


def desk(db: sqlite3.Connection, reader: Reader) -> Desk:
    """A coordinator sees every home, an operator those they are assigned to; tasks are the reader's own."""
    mine = (it for it in books(db) if reader.role is Role.COORDINATOR or it.home in reader.assigned)
    return Desk(tuple(house(db, it, reader.day) for it in mine), gaps(db, "referente", reader.person))


def house(db: sqlite3.Connection, book: Book, day: date) -> House:
    every = stays_in(db, book.home)
    asked = [it for it in every if it.state == "asked" and it.until > day]
    rows = [waiting(book, every, asked, it) for it in asked]
    going = [it for it in every if it.state == "here" or (it.state == "confirmed" and it.until >= day)]
    unsaid = [it for it in every if it.state == "left" and it.summary is None]
    return House(
        book,
        tuple(sorted(rows, key=lambda it: (it.stay.since, it.had, it.stay.asked_on))),
        tuple(
            Going(it, operators_of(db, it.id), alerts_of(db, it.id), present_on(db, it.id))
            for it in going[:SHOWN]
        ),
        tuple(unsaid[-SHOWN:]),
    )


def waiting(book: Book, every: tuple[Stay, ...], asked: list[Stay], it: Stay) -> Waiting:
    taken = max(sum(other.holds_a_bed and night in other.nights for other in every) for night in it.nights)
    rivals = [other for other in asked if other.agreed and other.since < it.until and it.since < other.until]
    had = nights_had(every, it)
    return Waiting(
        it,
        had,
        max(0, (book.beds or 0) - taken),
        first=all(had <= nights_had(every, other) for other in rivals),
    )


def nights_had(every: tuple[Stay, ...], it: Stay) -> int:
    """As the rule counts them: in this home, in the year in which the stay begins."""
    theirs = (
        other for other in every if other.person == it.person and other.holds_a_bed and other.id != it.id
    )
    return sum(night.year == it.since.year for other in theirs for night in other.nights)


def organisations(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Those of the partnership, by name: one of them answers for covered hours."""
    return [
        (row["id"], row["name"])
        for row in db.execute("SELECT id, name FROM case_organisations ORDER BY name")
    ]
