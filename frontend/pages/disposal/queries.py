"""What falls due and how far it has come."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

AHEAD = 366


@dataclass(frozen=True)
class Row:
    """``owner`` None: what belongs to the home together. ``home`` is its public name, where there is one."""

    stream: UUID
    dossier: UUID
    record_class: str
    owner: UUID | None
    kind: str
    home: str | None
    due: date
    years: int
    source: str
    stage: str
    act: str | None
    act_day: date | None
    authorised_by: UUID | None
    confirmed_by: UUID | None
    done_on: date | None
    keys: int | None


QUERY = """
SELECT it.*, homes.name AS home FROM disposal_classes it
LEFT JOIN case_cohabitations held ON held.id = it.dossier LEFT JOIN case_homes homes ON homes.id = held.home
"""


def to_settle(db: sqlite3.Connection) -> list[Row]:
    """Proposed, authorised or on its way: what waits longest first."""
    return rows(
        db, "WHERE stage IN ('proposed', 'authorised', 'confirmed') ORDER BY due, record_class, stream"
    )


def one(db: sqlite3.Connection, stream: UUID, record_class: str) -> Row | None:
    found = rows(db, "WHERE stream = ? AND record_class = ?", stream, record_class)
    return found[0] if found else None


def ahead(db: sqlite3.Connection, day: date) -> list[Row]:
    """Falls due within a year."""
    soon = date.fromordinal(day.toordinal() + AHEAD)
    return rows(db, "WHERE stage = 'kept' AND due <= ? ORDER BY due, record_class, stream", soon)


def done(db: sqlite3.Connection) -> list[Row]:
    return rows(db, "WHERE stage = 'done' ORDER BY done_on DESC, record_class, stream LIMIT 200")


def kept(db: sqlite3.Connection) -> list[tuple[str, int, date, str]]:
    """Class, how many clocks run, the first day one falls due, and the rule."""
    found = db.execute(
        "SELECT record_class, count(*) AS many, min(due) AS first, source FROM disposal_classes"
        " WHERE stage = 'kept' GROUP BY record_class, source ORDER BY first, record_class"
    )
    return [(it["record_class"], it["many"], date.fromisoformat(it["first"]), it["source"]) for it in found]


def rows(db: sqlite3.Connection, rest: str, *values: object) -> list[Row]:
    return [row(it) for it in db.execute(f"{QUERY} {rest}", values).fetchall()]


def row(it: sqlite3.Row) -> Row:
    return Row(
        UUID(it["stream"]), UUID(it["dossier"]), it["record_class"], some(it["owner"]), it["kind"], it["home"],
        date.fromisoformat(it["due"]), it["years"], it["source"], it["stage"], it["act"], day(it["act_day"]),
        some(it["authorised_by"]), some(it["confirmed_by"]), day(it["done_on"]), it["keys"],
    )  # fmt: skip


def some(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
