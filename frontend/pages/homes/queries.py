"""Homes as pages show them, and their places on a day."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.pages.homes.availability import Hold, Span


@dataclass(frozen=True)
class Home:
    """``people``: who is expected in each cohabitation that has places here."""

    id: UUID
    owner: UUID
    district: str
    name: str
    places: int
    rooms: int
    accessibility: tuple[str, ...]
    since: date
    type: str | None
    spans: tuple[Span, ...]
    holds: tuple[Hold, ...]
    people: dict[UUID, tuple[UUID, ...]]


def homes(db: sqlite3.Connection) -> tuple[Home, ...]:
    return tuple(
        home(db, row)
        for row in db.execute("SELECT * FROM homes_homes ORDER BY district, name, id").fetchall()
    )


def home_of(db: sqlite3.Connection, it: UUID) -> Home | None:
    row = db.execute("SELECT * FROM homes_homes WHERE id = ?", (it,)).fetchone()
    return home(db, row) if row else None


def home(db: sqlite3.Connection, row: sqlite3.Row) -> Home:
    holds = holds_of(db, row["id"])
    return Home(
        id=UUID(row["id"]),
        owner=UUID(row["owner"]),
        district=row["district"],
        name=row["name"],
        places=row["places"],
        rooms=row["rooms"],
        accessibility=tuple(row["accessibility"].split()),
        since=date.fromisoformat(row["since"]),
        type=row["type"],
        spans=spans_of(db, row["id"]),
        holds=holds,
        people={it.cohabitation: expected(db, it.cohabitation) for it in holds},
    )


def spans_of(db: sqlite3.Connection, home: str) -> tuple[Span, ...]:
    rows = db.execute("SELECT * FROM homes_spans WHERE home = ? ORDER BY n", (home,))
    return tuple(
        Span(date.fromisoformat(row["since"]), day(row["until"]), bool(row["free"]), row["reason"])
        for row in rows
    )


def holds_of(db: sqlite3.Connection, home: str) -> tuple[Hold, ...]:
    rows = db.execute("SELECT * FROM homes_holds WHERE home = ? ORDER BY since, cohabitation", (home,))
    return tuple(
        Hold(UUID(row["cohabitation"]), row["places"], date.fromisoformat(row["since"]), day(row["until"]))
        for row in rows
    )


def expected(db: sqlite3.Connection, cohabitation: UUID) -> tuple[UUID, ...]:
    row = db.execute(
        "SELECT expected FROM homes_cohabitations WHERE cohabitation = ?", (cohabitation,)
    ).fetchone()
    return tuple(map(UUID, row["expected"].split())) if row else ()


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
