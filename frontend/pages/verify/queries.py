"""Which packs of a case or a line were given out, and what it is called."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from frontend.pages.accounts.period import Period
from frontend.pages.file.queries import case_of


@dataclass(frozen=True)
class Subject:
    """``period``: the days of a line that this reader asked to count; a case has all of its own."""

    kind: Literal["case", "line"]
    id: UUID
    code: str
    period: Period | None = None

    @property
    def asked(self) -> str:
        """What keeps an address at those days."""
        return f"?{self.period.asked}" if self.period else ""


@dataclass(frozen=True)
class Issued:
    digest: str
    records: int
    size: int
    actor: UUID
    at: datetime


def subject_of(db: sqlite3.Connection, dossier: UUID) -> Subject | None:
    """None for what is neither."""
    case = case_of(db, dossier)
    if case:
        return Subject("case", dossier, case.code)
    row = db.execute("SELECT code FROM accounts_lines WHERE id = ?", (dossier,)).fetchone()
    return Subject("line", dossier, row["code"]) if row else None


def issued(db: sqlite3.Connection, dossier: UUID) -> tuple[Issued, ...]:
    """The newest first."""
    rows = db.execute("SELECT * FROM verify_issued WHERE dossier = ? ORDER BY at DESC, id", (dossier,))
    return tuple(
        Issued(it["digest"], it["records"], it["size"], UUID(it["actor"]), datetime.fromisoformat(it["at"]))
        for it in rows
    )
