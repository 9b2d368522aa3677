"""Findings as both sides read them."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Answer:
    words: Kept
    actor: UUID
    at: datetime


@dataclass(frozen=True)
class Finding:
    """``dossier`` is the case or the line; ``outcome`` None while it is open."""

    id: UUID
    dossier: UUID
    kind: str
    event: UUID | None
    figure: str | None
    since: date | None
    until: date | None
    words: Kept
    actor: UUID
    at: datetime
    outcome: str | None
    answers: tuple[Answer, ...]

    @property
    def state(self) -> str:
        return "closed" if self.outcome else "answered" if self.answers else "open"

    @property
    def last(self) -> date | None:
        """The last day of the figure, included."""
        return self.until - timedelta(days=1) if self.until else None


def findings(db: sqlite3.Connection, dossier: UUID | None = None) -> tuple[Finding, ...]:
    """Of one dossier or of all; open ones first, then the newest."""
    rows = db.execute(
        "SELECT * FROM findings_raised WHERE ?1 IS NULL OR dossier = ?1 ORDER BY outcome IS NOT NULL, at DESC, id",
        (dossier,),
    ).fetchall()
    return tuple(finding(db, row) for row in rows)


def finding(db: sqlite3.Connection, row: sqlite3.Row) -> Finding:
    return Finding(
        id=UUID(row["id"]),
        dossier=UUID(row["dossier"]),
        kind=row["kind"],
        event=UUID(row["event"]) if row["event"] else None,
        figure=row["figure"],
        since=day(row["since"]),
        until=day(row["until"]),
        words=box(row["words"]),
        actor=UUID(row["actor"]),
        at=datetime.fromisoformat(row["at"]),
        outcome=row["outcome"],
        answers=answers(db, row["id"]),
    )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def answers(db: sqlite3.Connection, finding: str) -> tuple[Answer, ...]:
    rows = db.execute("SELECT * FROM findings_answers WHERE finding = ? ORDER BY at, event", (finding,))
    return tuple(
        Answer(box(row["words"]), UUID(row["actor"]), datetime.fromisoformat(row["at"])) for row in rows
    )


def noted(db: sqlite3.Connection, dossier: UUID) -> dict[UUID, int]:
    """Fact of that dossier → how many findings are about it."""
    rows = db.execute(
        "SELECT event, count(*) AS n FROM findings_raised WHERE dossier = ? AND event IS NOT NULL GROUP BY event",
        (dossier,),
    )
    return {UUID(row["event"]): row["n"] for row in rows}
