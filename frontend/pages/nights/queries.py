"""Stays and the rules they keep, as pages ask for them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box

HOLDING = ("confirmed", "here", "left")


@dataclass(frozen=True)
class Book:
    """The rules of a home; the numbers are None until they are published."""

    home: UUID
    name: str
    type: str
    edition: str | None
    beds: int | None
    longest: int | None
    yearly: int | None
    source: str | None


@dataclass(frozen=True)
class Stay:
    """``until`` is the day of leaving; the figures are those the answer went by."""

    id: UUID
    home: UUID
    place: str
    type: str
    person: UUID
    since: date
    until: date
    asked_by: str
    asked_on: date
    agreed: bool
    tell_arrival: bool
    state: str
    reason: str | None
    rule: str | None
    own_nights: int | None
    other_nights: int | None
    words: Kept | None
    level: Kept | None
    summary: Kept | None
    arrived_at: datetime | None

    @property
    def holds_a_bed(self) -> bool:
        return self.state in HOLDING

    @property
    def nights(self) -> tuple[date, ...]:
        return tuple(between(self.since, self.until))


def between(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=n) for n in range((until - since).days))


STAYS = (
    "SELECT s.*, coalesce(h.name, '') AS place, coalesce(b.type, '') AS type FROM nights_stays s"
    " LEFT JOIN case_homes h ON h.id = s.home LEFT JOIN nights_books b ON b.home = s.home"
)


def stays_of(db: sqlite3.Connection, person: UUID) -> tuple[Stay, ...]:
    """All of a person's, first night first."""
    return stays(db, f"{STAYS} WHERE s.person = ? ORDER BY s.since, s.id", person)


def stays_in(db: sqlite3.Connection, home: UUID) -> tuple[Stay, ...]:
    return stays(db, f"{STAYS} WHERE s.home = ? ORDER BY s.since, s.asked_on, s.id", home)


def stays(db: sqlite3.Connection, query: str, *of: UUID) -> tuple[Stay, ...]:
    return tuple(stay(row) for row in db.execute(query, of).fetchall())


PLAIN = ("place", "type", "asked_by", "state", "reason", "rule", "own_nights", "other_nights")


def stay(row: sqlite3.Row) -> Stay:
    known: dict[str, Any] = {name: row[name] for name in PLAIN}
    return Stay(
        **known,
        id=UUID(row["id"]),
        home=UUID(row["home"]),
        person=UUID(row["person"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]),
        asked_on=date.fromisoformat(row["asked_on"]),
        agreed=bool(row["agreed"]),
        tell_arrival=bool(row["tell_arrival"]),
        words=box(row["words"]),
        level=box(row["level"]),
        summary=box(row["summary"]),
        arrived_at=datetime.fromisoformat(row["arrived_at"]) if row["arrived_at"] else None,
    )


def books(db: sqlite3.Connection) -> tuple[Book, ...]:
    rows = db.execute(
        "SELECT b.*, coalesce(h.name, '') AS name FROM nights_books b LEFT JOIN case_homes h ON h.id = b.home"
        " WHERE b.type IS NOT NULL ORDER BY name, b.home"
    )
    columns = ("name", "type", "edition", "beds", "longest", "yearly", "source")
    return tuple(Book(UUID(row["home"]), **{name: row[name] for name in columns}) for row in rows.fetchall())


def operators_of(db: sqlite3.Connection, stay: UUID) -> dict[date, UUID]:
    rows = db.execute(
        "SELECT day, operator FROM nights_operators WHERE stay = ? ORDER BY day, operator", (stay,)
    )
    return {date.fromisoformat(row["day"]): UUID(row["operator"]) for row in rows}


def alerts_of(db: sqlite3.Connection, stay: UUID) -> tuple[datetime, ...]:
    rows = db.execute("SELECT since FROM nights_alerts WHERE stay = ? ORDER BY since", (stay,))
    return tuple(datetime.fromisoformat(row["since"]) for row in rows)


def present_on(db: sqlite3.Connection, stay: UUID) -> frozenset[date]:
    """The days on which somebody marked that they were there."""
    rows = db.execute("SELECT day FROM nights_present WHERE stay = ?", (stay,))
    return frozenset(date.fromisoformat(row["day"]) for row in rows)
