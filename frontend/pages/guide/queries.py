"""Entries of the guide with how far they can be relied on today, and what is new since an edition."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.network.edition import EditionIssued
from events.network.guide import Sheet, Words
from events.network.trust import Reliance, points, reliance


@dataclass(frozen=True)
class Check:
    """``result`` is "verified" or the cause of a doubt; ``actor`` None when the house doubts by itself."""

    day: date
    result: str
    how: str | None
    actor: UUID | None


@dataclass(frozen=True)
class Entry:
    """``verified`` is the day somebody last asked; ``points`` and ``reliance`` are those of the day of the page."""

    id: UUID
    sheet: Sheet
    withdrawn: bool
    checks: tuple[Check, ...]
    verified: date
    doubts: tuple[str, ...]
    points: int

    @property
    def reliance(self) -> Reliance:
        return reliance(self.points)

    def words(self, language: str) -> Words:
        """In that language, else in Italian."""
        own = [it for it in self.sheet.words if it.language == language]
        return next(iter(own), next(it for it in self.sheet.words if it.language == "it"))


def entries(db: sqlite3.Connection, today: date) -> tuple[Entry, ...]:
    """Those in the guide, the most reliable first."""
    rows = db.execute("SELECT * FROM guide_entries WHERE withdrawn = 0").fetchall()
    found = [entry(db, row, today) for row in rows]
    return tuple(sorted(found, key=lambda it: (-it.points, it.words("it").title)))


def entry_of(db: sqlite3.Connection, it: UUID, today: date) -> Entry | None:
    row = db.execute("SELECT * FROM guide_entries WHERE entry = ?", (it,)).fetchone()
    return entry(db, row, today) if row else None


def chosen(db: sqlite3.Connection, ids: Iterable[UUID], today: date) -> tuple[Entry, ...]:
    """In the order they were named; one that is not in the guide any more is left out."""
    found = (entry_of(db, it, today) for it in dict.fromkeys(ids))
    return tuple(it for it in found if it and not it.withdrawn)


def to_call(db: sqlite3.Connection, today: date) -> tuple[Entry, ...]:
    """Those that should be called, the least reliable first."""
    return tuple(it for it in reversed(entries(db, today)) if it.reliance != "fresh")


def entry(db: sqlite3.Connection, row: sqlite3.Row, today: date) -> Entry:
    checks = checks_of(db, row["entry"])
    verified = max((it.day for it in checks if it.result == "verified"), default=date.min)
    doubts = since(checks, verified)
    return Entry(
        id=UUID(row["entry"]),
        sheet=Sheet.model_validate_json(row["sheet"]),
        withdrawn=bool(row["withdrawn"]),
        checks=checks[::-1],
        verified=verified,
        doubts=doubts,
        points=points(verified, doubts, today),
    )


def since(checks: tuple[Check, ...], verified: date) -> tuple[str, ...]:
    """What was doubted since it was last found right: on the same day, what was said after it."""
    last = max(
        (n for n, it in enumerate(checks) if (it.day, it.result) == (verified, "verified")), default=-1
    )
    later = (it for n, it in enumerate(checks) if it.day > verified or (it.day == verified and n > last))
    return tuple(it.result for it in later if it.result != "verified")


def checks_of(db: sqlite3.Connection, it: str) -> tuple[Check, ...]:
    """In the order they were said."""
    rows = db.execute("SELECT * FROM guide_checks WHERE entry = ? ORDER BY n", (it,))
    return tuple(
        Check(
            date.fromisoformat(row["day"]),
            row["result"],
            row["how"],
            None if row["role"] == "system" else UUID(row["actor"]),
        )
        for row in rows
    )


def edition(db: sqlite3.Connection) -> EditionIssued | None:
    """The latest."""
    row = db.execute("SELECT changes FROM guide_editions ORDER BY number DESC LIMIT 1").fetchone()
    return EditionIssued.model_validate_json(row["changes"]) if row else None


def news(db: sqlite3.Connection, number: int) -> tuple[EditionIssued, ...]:
    """The editions after that one, newest first."""
    rows = db.execute("SELECT changes FROM guide_editions WHERE number > ? ORDER BY number DESC", (number,))
    return tuple(EditionIssued.model_validate_json(row["changes"]) for row in rows)
