"""Funding lines, their claims, and the records behind a line."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Line:
    """From ``since`` up to but not including ``until``; ``last`` is its last day."""

    id: UUID
    code: str
    name: str
    act: str
    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True)
class Extension:
    """Last days, included: what it was, and what it is since ``act``."""

    before: date
    last: date
    act: str


@dataclass(frozen=True)
class Claim:
    """``totals``: figure → hundredths, as they were when it was closed over the first ``size`` facts of the log."""

    since: date
    until: date
    totals: dict[str, int]
    size: int
    root: str
    at: datetime
    event: UUID

    @property
    def last(self) -> date:
        """Included."""
        return self.until - timedelta(days=1)


def lines(db: sqlite3.Connection) -> tuple[Line, ...]:
    return tuple(
        line(row) for row in db.execute("SELECT * FROM accounts_lines ORDER BY since DESC, code, id")
    )


def line_of(db: sqlite3.Connection, it: UUID) -> Line | None:
    row = db.execute("SELECT * FROM accounts_lines WHERE id = ?", (it,)).fetchone()
    return line(row) if row else None


def line(row: sqlite3.Row) -> Line:
    since, until = (date.fromisoformat(row[name]) for name in ("since", "until"))
    return Line(UUID(row["id"]), row["code"], row["name"], row["act"], since, until)


def extensions(db: sqlite3.Connection, it: UUID) -> tuple[Extension, ...]:
    rows = db.execute("SELECT * FROM accounts_extensions WHERE line = ? ORDER BY until", (it,))
    return tuple(Extension(day_before(row["before"]), day_before(row["until"]), row["act"]) for row in rows)


def day_before(text: str) -> date:
    return date.fromisoformat(text) - timedelta(days=1)


def claims(db: sqlite3.Connection, it: UUID) -> tuple[Claim, ...]:
    rows = db.execute("SELECT * FROM accounts_claims WHERE line = ? ORDER BY since, until", (it,))
    return tuple(claim(row) for row in rows)


def claim(row: sqlite3.Row) -> Claim:
    since, until = (date.fromisoformat(row[name]) for name in ("since", "until"))
    return Claim(
        since, until, json.loads(row["totals"]), row["size"], row["root"], datetime.fromisoformat(row["at"]),
        UUID(row["event"]),
    )  # fmt: skip


def places_of(db: sqlite3.Connection, it: UUID) -> tuple[UUID, ...]:
    """Cohabitations, and homes of short stays, that anything was ever attributed from."""
    rows = db.execute("SELECT place FROM accounts_places WHERE line = ? ORDER BY place", (it,))
    return tuple(UUID(row["place"]) for row in rows)


def records_of(db: sqlite3.Connection, it: UUID) -> Iterator[dict[str, Any]]:
    """All that may count for the line, as stored."""
    rows = db.execute(
        "SELECT * FROM accounts_records WHERE dossier = ?1"
        " OR dossier IN (SELECT place FROM accounts_places WHERE line = ?1)",
        (it,),
    )
    for row in rows:
        yield {**dict(row), "late": bool(row["late"]), "fact": json.loads(row["fact"])}


def dossier_behind(db: sqlite3.Connection, it: UUID, event: UUID) -> UUID | None:
    """The dossier of a fact behind that line's figures or its checks; None where it is none of them."""
    row = db.execute(
        "SELECT dossier FROM (SELECT dossier FROM accounts_records WHERE event_id = ?2 UNION"
        " SELECT dossier FROM controls_records WHERE event_id = ?2)"
        " WHERE dossier = ?1 OR dossier IN (SELECT place FROM accounts_places WHERE line = ?1)",
        (it, event),
    ).fetchone()
    return UUID(row["dossier"]) if row else None


def evidence(db: sqlite3.Connection, events: set[str]) -> dict[str, Kept]:
    """Cost → what its document is called, closed."""
    rows = db.execute(
        "SELECT * FROM accounts_evidence WHERE event IN (SELECT value FROM json_each(?))",
        (json.dumps([*events]),),
    )
    return {row["event"]: box(row["words"]) for row in rows}
