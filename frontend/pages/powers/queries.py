"""Decrees of a person, those that wait for a second look, and what each lets its holder do on a day."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from frontend.kept import Kept
from frontend.pages.powers.projection import WAITING
from frontend.projecting import box
from frontend.reader import Reader

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Decree:
    """``said_…`` is what the act says, ``since`` and ``until`` the days it is in force; until is exclusive."""

    person: UUID
    holder: UUID
    source: str
    powers: tuple[str, ...]
    decided_on: date | None
    number: Kept | None
    words: Kept | None
    said_since: date
    said_until: date | None
    recorded_by: UUID | None
    recorded_on: date
    since: date | None
    until: date | None
    checked_by: UUID | None
    checked_on: date | None
    sent_back: str | None
    ended: str | None

    @property
    def waits(self) -> bool:
        return self.since is None and self.sent_back is None

    @property
    def said_last(self) -> date | None:
        return self.said_until - ONE_DAY if self.said_until else None

    @property
    def last(self) -> date | None:
        return self.until - ONE_DAY if self.until else None

    def in_force(self, day: date) -> bool:
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)

    def over(self, day: date) -> bool:
        return self.until is not None and self.until <= day

    def to_come(self, day: date) -> bool:
        return self.since is not None and day < self.since and not self.over(day)


def decrees_of(db: sqlite3.Connection, persons: Iterable[UUID]) -> tuple[Decree, ...]:
    """Newest first, under every id the person was entered with."""
    found = (
        db.execute("SELECT * FROM powers_powers WHERE person = ? ORDER BY recorded_on DESC, id", (it,))
        for it in persons
    )
    return tuple(decree(row) for rows in found for row in rows)


def held_by(db: sqlite3.Connection, holders: Iterable[UUID], day: date) -> tuple[Decree, ...]:
    found = (
        db.execute("SELECT * FROM powers_powers WHERE holder = ? ORDER BY since, id", (it,)) for it in holders
    )
    return tuple(it for rows in found for row in rows if (it := decree(row)).in_force(day))


def waiting(db: sqlite3.Connection) -> tuple[Decree, ...]:
    """The one that waits longest first."""
    rows = db.execute(f"SELECT * FROM powers_powers WHERE {WAITING} ORDER BY recorded_on, id")
    return tuple(decree(row) for row in rows)


def checkable(db: sqlite3.Connection, reader: Reader) -> tuple[Decree, ...]:
    """Coordinators check all, operators those of people they are assigned to."""
    return tuple(it for it in waiting(db) if reader.may("power.check", it.person))


def decree(row: sqlite3.Row) -> Decree:
    days = ("decided_on", "said_since", "said_until", "recorded_on", "since", "until", "checked_on")
    ids = ("person", "holder", "recorded_by", "checked_by")
    known: dict[str, Any] = {name: date.fromisoformat(row[name]) if row[name] else None for name in days}
    known |= {name: UUID(row[name]) if row[name] else None for name in ids}
    return Decree(
        **known,
        source=row["source"],
        powers=tuple(row["powers"].split()),
        number=box(row["number"]),
        words=box(row["words"]),
        sent_back=row["sent_back"],
        ended=row["ended"],
    )
