"""Reports a reader may know of: never one whose cause they may be."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.role import Role
from frontend.kept import Kept
from frontend.projecting import box
from frontend.reader import Reader
from frontend.scope.queries import VALID, members_of
from frontend.scope.withheld import humans, kept


@dataclass(frozen=True)
class Report:
    """``escalated``: nobody had taken it on by ``due``."""

    id: UUID
    dossier: UUID
    raised_by: UUID
    at: datetime
    kind: str
    level: int
    harmed: UUID | None
    causes: Kept | None
    words: Kept | None
    due: datetime | None
    taken_by: UUID | None
    escalated: bool
    closed: datetime | None
    outcome: str | None

    @property
    def state(self) -> str:
        """new · taken · closed"""
        return "closed" if self.closed else "taken" if self.taken_by else "new"


@dataclass(frozen=True)
class Done:
    step: str
    words: Kept | None
    actor: UUID
    at: datetime


def report(db: sqlite3.Connection, reader: Reader, it: UUID) -> Report | None:
    return next(iter(found(db, reader, "id = ?", it)), None)


def reports(db: sqlite3.Connection, reader: Reader) -> tuple[Report, ...]:
    """Of a coordinator all, of an operator those of their homes, of others what they wrote themselves."""
    return found(db, reader, *concerning(reader))


def waiting(db: sqlite3.Connection, reader: Reader) -> tuple[Report, ...]:
    """Nobody has taken them on yet, the most pressing first."""
    where, *values = concerning(reader)
    mine = found(db, reader, f"{where} AND taken_by IS NULL AND closed IS NULL", *values)
    return tuple(sorted(mine, key=lambda it: (-it.level, it.at)))


def concerning(reader: Reader) -> tuple[str, *tuple[str, ...]]:
    """In words of SQL and their values, so that the days before cost nothing."""
    match reader.role:
        case Role.COORDINATOR:
            return ("TRUE",)
        case Role.OPERATOR:
            homes = json.dumps([str(it) for it in reader.assigned])
            return "dossier IN (SELECT value FROM json_each(?))", homes
    return "raised_by = ?", str(reader.person)


def found(db: sqlite3.Connection, reader: Reader, where: str, *values: UUID | str) -> tuple[Report, ...]:
    rows = db.execute(f"SELECT * FROM incident_reports WHERE {where} ORDER BY at DESC, id", values).fetchall()
    mine = humans(reader)
    return tuple(it for it in map(read, rows) if not kept(db, it.id, mine))


def read(row: sqlite3.Row) -> Report:
    return Report(
        id=UUID(row["id"]), dossier=UUID(row["dossier"]), raised_by=UUID(row["raised_by"]),
        at=datetime.fromisoformat(row["at"]), kind=row["kind"], level=row["level"], harmed=known(row["harmed"]),
        causes=box(row["causes"]), words=box(row["words"]), due=instant(row["due"]),
        taken_by=known(row["taken_by"]), escalated=row["escalated"] is not None, closed=instant(row["closed"]),
        outcome=row["outcome"],
    )  # fmt: skip


def known(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def steps_of(db: sqlite3.Connection, it: UUID) -> tuple[Done, ...]:
    rows = db.execute("SELECT * FROM incident_steps WHERE incident = ? ORDER BY n", (it,))
    return tuple(
        Done(row["step"], box(row["words"]), UUID(row["actor"]), datetime.fromisoformat(row["at"]))
        for row in rows
    )


def operators_of(db: sqlite3.Connection, dossier: UUID, day: date) -> tuple[UUID, ...]:
    return standing(db, "kind = 'assignment' AND over = :over", dossier, day)


def relatives_of(db: sqlite3.Connection, dossier: UUID, day: date) -> tuple[UUID, ...]:
    """Of everybody who lives there."""
    close = "kind IN ('relation', 'power') AND over = :over"
    near = (it for person in members_of(db, dossier, day) for it in standing(db, close, person, day))
    return tuple(dict.fromkeys(near))


def standing(db: sqlite3.Connection, where: str, over: UUID, day: date) -> tuple[UUID, ...]:
    rows = db.execute(
        f"SELECT DISTINCT person FROM scope_standings WHERE {where} AND {VALID} ORDER BY person",
        {"over": over, "day": day},
    )
    return tuple(UUID(row["person"]) for row in rows)
