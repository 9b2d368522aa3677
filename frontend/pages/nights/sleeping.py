"""All about one person's nights that a reader is shown: what goes on, what comes, what was said, a calendar to look at."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.category import Category
from frontend.pages.nights.queries import Stay, stays_of
from frontend.pages.nights.quota import Quota, quotas
from frontend.pages.nights.shown import of_whom, shows
from frontend.reader import Reader

WEEKS, RECENT, LAST = 6, timedelta(days=45), 3


@dataclass(frozen=True)
class Cell:
    """One night of the calendar; ``kind``: slept, here, promised, asked, elsewhere (given to others), or none."""

    day: date
    kind: str | None = None


@dataclass(frozen=True)
class Sleeping:
    """``shown`` False: nothing else is filled in, whatever there is."""

    person: UUID
    shown: bool
    here: Stay | None = None
    coming: tuple[Stay, ...] = ()
    asked: tuple[Stay, ...] = ()
    refused: tuple[Stay, ...] = ()
    slept: tuple[Stay, ...] = ()
    quotas: tuple[Quota, ...] = ()
    weeks: tuple[tuple[Cell, ...], ...] = ()


def sleeping(db: sqlite3.Connection, reader: Reader) -> tuple[Sleeping, ...]:
    return tuple(nights(db, reader, person) for person in of_whom(reader))


def nights(db: sqlite3.Connection, reader: Reader, person: UUID) -> Sleeping:
    if not shows(reader, person, Category.STAYS):
        return Sleeping(person, shown=False)
    every, day = stays_of(db, person), reader.day
    return Sleeping(
        person,
        shown=True,
        here=next((it for it in every if it.state == "here"), None),
        coming=tuple(it for it in every if it.state == "confirmed" and it.until >= day),
        asked=tuple(it for it in every if it.state == "asked" and it.until >= day),
        refused=tuple(it for it in every if it.state == "declined" and it.since >= day - RECENT),
        slept=tuple(reversed([it for it in every if it.state == "left"]))[:LAST],
        quotas=quotas(db, person, day),
        weeks=calendar(every, day),
    )


def calendar(stays: tuple[Stay, ...], day: date) -> tuple[tuple[Cell, ...], ...]:
    """From this week's Monday on; a night belongs to the day on which it begins."""
    first = day - timedelta(days=day.weekday())
    days = [first + timedelta(days=n) for n in range(7 * WEEKS)]
    cells = [Cell(it, kind(stays, it)) for it in days]
    return tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))


KINDS = {"left": "slept", "here": "here", "confirmed": "promised", "asked": "asked", "declined": "elsewhere"}


def kind(stays: tuple[Stay, ...], night: date) -> str | None:
    """What was promised is said before what was only asked for."""
    found = {KINDS[it.state] for it in stays if it.state in KINDS and it.since <= night < it.until}
    return next((it for it in KINDS.values() if it in found), None)
