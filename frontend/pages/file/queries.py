"""Cases under their codes, and what is known of corrections."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.envelope import Recorded


@dataclass(frozen=True)
class Case:
    """``code``: C-01 is the first cohabitation ever recorded; nobody's name is in it, and it never changes."""

    id: UUID
    code: str
    home: UUID
    proposal: UUID | None
    solution_type: str
    since: date
    closed: date | None

    @property
    def dossiers(self) -> tuple[UUID, ...]:
        """Its own, and the home's for what led to it."""
        return (self.id, self.home)

    def owns(self, recorded: Recorded) -> bool:
        """Of the home's dossier: the home itself and the proposal that led here, not what was for others."""
        if recorded.dossier == self.id:
            return True
        theirs = recorded.fact.get("cohabitation") in (None, str(self.id))
        return recorded.stream in (self.home, self.proposal) and theirs


@dataclass(frozen=True)
class Application:
    """``code``: D-01 is the first application ever recorded."""

    id: UUID
    code: str
    since: date
    closed: date | None = None

    @property
    def dossiers(self) -> tuple[UUID, ...]:
        return (self.id,)

    def owns(self, recorded: Recorded) -> bool:
        return recorded.dossier == self.id


Dossier = Case | Application


@dataclass(frozen=True)
class Other:
    """The entry an entry belongs with: the note it corrects, or the one that corrects it."""

    event: UUID
    at: datetime


def cases(db: sqlite3.Connection) -> tuple[Case, ...]:
    rows = db.execute("SELECT * FROM file_cases WHERE home IS NOT NULL ORDER BY recorded_at, id")
    return tuple(case_from(n, row) for n, row in enumerate(rows, 1))


def applications(db: sqlite3.Connection) -> tuple[Application, ...]:
    rows = db.execute("SELECT * FROM file_applications ORDER BY recorded_at, id").fetchall()
    return tuple(
        Application(UUID(row["id"]), f"D-{n:02}", date.fromisoformat(row["since"]))
        for n, row in enumerate(rows, 1)
    )


def dossier_named(db: sqlite3.Connection, it: UUID) -> Dossier | None:
    return case_of(db, it) or next((one for one in applications(db) if one.id == it), None)


def case_of(db: sqlite3.Connection, it: UUID) -> Case | None:
    return next((case for case in cases(db) if case.id == it), None)


def case_from(n: int, row: sqlite3.Row) -> Case:
    return Case(
        id=UUID(row["id"]),
        code=f"C-{n:02}",
        home=UUID(row["home"]),
        proposal=UUID(row["proposal"]) if row["proposal"] else None,
        solution_type=row["solution_type"],
        since=date.fromisoformat(row["since"]),
        closed=date.fromisoformat(row["closed"]) if row["closed"] else None,
    )


def corrects(db: sqlite3.Connection, events: Collection[UUID]) -> dict[UUID, Other]:
    """Correction → what it corrects."""
    return others(db, "c.event", "o", events)


def corrected(db: sqlite3.Connection, events: Collection[UUID]) -> dict[UUID, Other]:
    """What was corrected → its last correction."""
    return others(db, "o.event", "c", events)


def others(db: sqlite3.Connection, one: str, other: str, events: Collection[UUID]) -> dict[UUID, Other]:
    rows = db.execute(
        f"SELECT {one} AS one, {other}.event, {other}.at FROM file_corrections c"
        f" JOIN file_originals o ON o.said = c.said WHERE {one} IN ({', '.join('?' * len(events))}) ORDER BY c.at",
        tuple(events),
    )
    return {UUID(row["one"]): Other(UUID(row["event"]), datetime.fromisoformat(row["at"])) for row in rows}
