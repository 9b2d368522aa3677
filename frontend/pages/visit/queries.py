"""Visits as pages show them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Visit:
    """``minutes`` are those first told; ``corrected`` stand beside them. ``people`` may be several."""

    id: UUID
    dossier: UUID
    day: date
    kind: str
    operator: UUID
    people: tuple[UUID, ...]
    started_at: datetime | None
    started_day: date | None
    recorded_at: datetime | None
    late: bool
    minutes: int | None
    missed: str | None
    moved: str | None
    notes: int
    unnoted: date | None
    method: str | None = None
    unsigned: str | None = None

    @property
    def state(self) -> str:
        """missed · planned · running · done: one and only one."""
        if self.missed:
            return "missed"
        if self.started_at is None:
            return "planned"
        return "running" if self.minutes is None else "done"

    @property
    def happened_on(self) -> date:
        return self.started_day or self.day


@dataclass(frozen=True)
class Correction:
    reason: str
    actor: UUID
    at: datetime
    text: Kept | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Note:
    id: UUID
    visit: UUID
    section: str
    visibility: str
    person: UUID | None
    author: UUID
    text: Kept
    at: datetime
    recorded_at: datetime
    late: bool
    corrections: tuple[Correction, ...] = ()

    @property
    def now(self) -> Kept:
        """The words that hold: the last correction, or what was first written."""
        return next((it.text for it in reversed(self.corrections) if it.text), self.text)


def visit(db: sqlite3.Connection, it: UUID) -> Visit | None:
    return next(iter(found(db, "id = ?", (it,))), None)


def visits_of(
    db: sqlite3.Connection, dossiers: Iterable[UUID], since: date, until: date
) -> tuple[Visit, ...]:
    """Those of these homes on the days from ``since`` up to but not including ``until``, earliest first."""
    marks, ids = several(dossiers)
    where = f"dossier IN ({marks}) AND coalesce(started_day, day) >= ? AND coalesce(started_day, day) < ?"
    return found(db, where, (*ids, since, until))


def visits_without_note(db: sqlite3.Connection, dossiers: Iterable[UUID], today: date) -> tuple[Visit, ...]:
    """Of the last month: begun and not finished, or the evening came without a word about them."""
    marks, ids = several(dossiers)
    open_ = "missed IS NULL AND noted = 0 AND coalesce(started_day, day) < ?"
    running = "missed IS NULL AND minutes IS NULL AND started_day < ?"
    return found(
        db,
        f"dossier IN ({marks}) AND day >= ? AND (({open_}) OR ({running}))",
        (*ids, today - MONTH, today, today),
    )


def found(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> tuple[Visit, ...]:
    rows = db.execute(
        f"SELECT * FROM visit_visits WHERE {where} ORDER BY coalesce(started_day, day), started_at, id",
        values,
    )
    return tuple(visit_from(row, people(db, row["id"])) for row in rows.fetchall())


def several(ids: Iterable[UUID]) -> tuple[str, tuple[UUID, ...]]:
    """Question marks for an IN, and what they stand for."""
    all_of = tuple(ids)
    return ", ".join("?" * len(all_of)), all_of


def people(db: sqlite3.Connection, it: str) -> tuple[UUID, ...]:
    rows = db.execute("SELECT person FROM visit_people WHERE visit = ? ORDER BY n", (it,))
    return tuple(UUID(row["person"]) for row in rows)


def visit_from(row: sqlite3.Row, people: tuple[UUID, ...]) -> Visit:
    return Visit(
        id=UUID(row["id"]),
        dossier=UUID(row["dossier"]),
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        operator=UUID(row["started_by"] or row["operator"]),
        people=people,
        started_at=instant(row["started_at"]),
        started_day=date.fromisoformat(row["started_day"]) if row["started_day"] else None,
        recorded_at=instant(row["recorded_at"]),
        late=bool(row["late"]),
        minutes=row["minutes"],
        missed=row["missed"],
        moved=row["moved"],
        notes=row["noted"],
        unnoted=date.fromisoformat(row["unnoted"]) if row["unnoted"] else None,
        method=row["method"],
        unsigned=row["unsigned"],
    )


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def notes_of(db: sqlite3.Connection, it: UUID) -> tuple[Note, ...]:
    rows = db.execute("SELECT * FROM visit_notes WHERE visit = ? ORDER BY n", (it,)).fetchall()
    return tuple(note_from(row, corrections(db, row["id"])) for row in rows)


def last_note(db: sqlite3.Connection, dossier: UUID, day: date) -> Note | None:
    """The newest note of a home before that day: an agreement if there is one, else what was shared with it."""
    row = db.execute(
        "SELECT visit_notes.* FROM visit_notes JOIN visit_visits ON visit_visits.id = visit"
        " WHERE visit_notes.dossier = ? AND coalesce(started_day, day) < ?"
        " AND (section = 'agreements' OR visibility = 'shared')"
        " ORDER BY section = 'agreements' DESC, started_at DESC, n DESC LIMIT 1",
        (dossier, day),
    ).fetchone()
    return note_from(row, corrections(db, row["id"])) if row else None


def note_from(row: sqlite3.Row, corrections: tuple[Correction, ...]) -> Note:
    return Note(
        id=UUID(row["id"]),
        visit=UUID(row["visit"]),
        section=row["section"],
        visibility=row["visibility"],
        person=UUID(row["person"]) if row["person"] else None,
        author=UUID(row["author"]),
        text=box(row["text"]),
        at=datetime.fromisoformat(row["at"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        late=bool(row["late"]),
        corrections=corrections,
    )


def corrections(db: sqlite3.Connection, note: str) -> tuple[Correction, ...]:
    return told(db, "note = ?", note)


def minutes_corrected(db: sqlite3.Connection, it: UUID) -> tuple[Correction, ...]:
    return told(db, "minutes IS NOT NULL AND visit = ?", str(it))


def told(db: sqlite3.Connection, where: str, value: str) -> tuple[Correction, ...]:
    rows = db.execute(f"SELECT * FROM visit_corrections WHERE {where} ORDER BY n", (value,))
    return tuple(
        Correction(
            reason=row["reason"],
            actor=UUID(row["actor"]),
            at=datetime.fromisoformat(row["at"]),
            text=box(row["text"]),
            minutes=row["minutes"],
        )
        for row in rows
    )
