"""Questions about looks, and the ground on which a glass was broken."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.category import Category
from events.role import Role
from frontend.kept import Kept
from frontend.projecting import box
from frontend.reader import Reader
from frontend.scope.persons import entries_of

ALL = """
SELECT q.*, a.text AS answer, a.answered_by, a.at AS answered_at
FROM looks_questions q LEFT JOIN looks_answers a ON a.stream = q.stream
"""


@dataclass(frozen=True)
class Question:
    """About the look ``look`` of ``reader`` at ``at``; ``answer`` is None while it is open."""

    stream: UUID
    look: UUID
    person: UUID
    reader: UUID
    role: Role
    categories: tuple[Category, ...]
    page: str
    at: datetime
    text: Kept | None
    asked_at: datetime
    answer: Kept | None
    answered_by: UUID | None
    answered_at: datetime | None


def asked_by(db: sqlite3.Connection, person: UUID) -> dict[UUID, Question]:
    """Look → what that person asked about it."""
    rows = db.execute(f"{ALL} WHERE person = ?", (person,))
    return {UUID(row["look"]): question(row) for row in rows}


def unanswered(db: sqlite3.Connection) -> tuple[Question, ...]:
    """The oldest first."""
    return tuple(
        question(row) for row in db.execute(f"{ALL} WHERE a.stream IS NULL ORDER BY asked_at, q.stream")
    )


def question_of(db: sqlite3.Connection, stream: UUID) -> Question | None:
    row = db.execute(f"{ALL} WHERE q.stream = ?", (stream,)).fetchone()
    return question(row) if row else None


def question(row: sqlite3.Row) -> Question:
    return Question(
        stream=UUID(row["stream"]),
        look=UUID(row["look"]),
        person=UUID(row["person"]),
        reader=UUID(row["reader"]),
        role=Role(row["role"]),
        categories=tuple(Category(it) for it in row["categories"].split()),
        page=row["page"],
        at=datetime.fromisoformat(row["at"]),
        text=box(row["text"]),
        asked_at=datetime.fromisoformat(row["asked_at"]),
        answer=box(row["answer"]),
        answered_by=UUID(row["answered_by"]) if row["answered_by"] else None,
        answered_at=datetime.fromisoformat(row["answered_at"]) if row["answered_at"] else None,
    )


def ground(db: sqlite3.Connection, reader: UUID, at: datetime, now: datetime) -> str | None:
    """Why the glass stood broken at that moment: told once its hour is over."""
    row = db.execute(
        "SELECT ground FROM looks_glass WHERE person = ? AND datetime(from_at) <= datetime(?2)"
        " AND datetime(until_at) > datetime(?2) AND datetime(until_at) <= datetime(?3) ORDER BY from_at LIMIT 1",
        (reader, at, now),
    ).fetchone()
    return row["ground"] if row else None


def owners(db: sqlite3.Connection, reader: Reader) -> dict[UUID, date]:
    """Whose looks this reader may read, and from which day on: their own, and their home's since they live there."""
    own = {it: date.min for it in entries_of(db, reader.person)}
    homes = {it.over: it.since for it in reader.standings if it.kind == "membership" and it.over}
    return {**homes, **own}
