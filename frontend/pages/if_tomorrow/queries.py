"""What would hold if tomorrow…, part by part, each only where its person shows it."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.accompaniment.continuity import CATEGORY, PARTS, Part
from frontend.kept import Kept
from frontend.pages.nights.shown import of_whom, shows
from frontend.projecting import box
from frontend.reader import Reader

YEARLY = timedelta(days=365)


@dataclass(frozen=True)
class Gap:
    person: UUID
    part: Part
    referente: UUID
    day: date


@dataclass(frozen=True)
class Piece:
    """``shown`` False: nothing else is filled in, whatever there is."""

    part: Part
    shown: bool
    words: Kept | None = None
    day: date | None = None
    gap: Gap | None = None


@dataclass(frozen=True)
class Tomorrow:
    """``drilled_on``: the last trial, ``again_by``: when the next is due; both only where any part is shown."""

    person: UUID
    pieces: tuple[Piece, ...]
    drilled_on: date | None = None
    due: date | None = None

    @property
    def shown(self) -> tuple[Piece, ...]:
        return tuple(it for it in self.pieces if it.shown)

    @property
    def again_by(self) -> date | None:
        return self.drilled_on + YEARLY if self.drilled_on else None


def tomorrows(db: sqlite3.Connection, reader: Reader) -> tuple[Tomorrow, ...]:
    return tuple(tomorrow(db, reader, person) for person in of_whom(reader))


def tomorrow(db: sqlite3.Connection, reader: Reader, person: UUID) -> Tomorrow:
    parts = [part for part in PARTS if shows(reader, person, CATEGORY[part])]
    pieces = tuple(piece(db, person, it) if it in parts else Piece(it, shown=False) for it in PARTS)
    row = db.execute("SELECT * FROM if_tomorrow_drills WHERE person = ?", (person,)).fetchone()
    if row is None or not shows(reader, person, CATEGORY["people"]):
        return Tomorrow(person, pieces)
    return Tomorrow(person, pieces, on(row["day"]), on(row["due"]))


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def piece(db: sqlite3.Connection, person: UUID, part: Part) -> Piece:
    row = db.execute(
        "SELECT * FROM if_tomorrow_parts WHERE person = ? AND part = ?", (person, part)
    ).fetchone()
    gap = next((it for it in gaps(db, "person", person) if it.part == part), None)
    if row is None:
        return Piece(part, True, gap=gap)
    return Piece(part, True, box(row["words"]), date.fromisoformat(row["day"]), gap)


def gaps(db: sqlite3.Connection, column: str, whose: UUID) -> tuple[Gap, ...]:
    """``column``: of a ``person``, or in the hands of a ``referente``; oldest first."""
    rows = db.execute(f"SELECT * FROM if_tomorrow_gaps WHERE {column} = ? ORDER BY day, part", (whose,))
    return tuple(
        Gap(UUID(row["person"]), row["part"], UUID(row["referente"]), date.fromisoformat(row["day"]))
        for row in rows.fetchall()
    )
