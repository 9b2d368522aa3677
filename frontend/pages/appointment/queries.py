"""Appointments, and the days an auditor may look at."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.role import Role
from frontend.pages.file.queries import Dossier
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.scope.queries import VALID


@dataclass(frozen=True)
class Appointment:
    """``cases`` and ``lines`` both empty: everything. The period's days are both included; ``until`` is not.

    ``reason`` where it ended before its day.
    """

    id: UUID
    person: UUID
    cases: tuple[UUID, ...]
    lines: tuple[UUID, ...]
    period_from: date
    period_to: date
    since: date
    until: date
    act: str
    reason: str | None

    @property
    def last(self) -> date:
        """Included."""
        return self.until - timedelta(days=1)

    @property
    def scope(self) -> frozenset[UUID]:
        return frozenset((*self.cases, *self.lines))

    def over(self, reached: frozenset[UUID]) -> bool:
        return not self.scope or not self.scope.isdisjoint(reached)


def appointments(db: sqlite3.Connection) -> tuple[Appointment, ...]:
    """The newest first."""
    rows = db.execute("SELECT * FROM appointment_made ORDER BY since DESC, id")
    return tuple(appointment(row) for row in rows)


def in_force(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Appointment, ...]:
    rows = (
        row
        for entry in entries_of(db, person)
        for row in db.execute(
            f"SELECT * FROM appointment_made WHERE person = :person AND {VALID} ORDER BY since DESC, id",
            {"person": entry, "day": day},
        )
    )
    return tuple(appointment(row) for row in rows)


def appointment(row: sqlite3.Row) -> Appointment:
    cases, lines = (tuple(UUID(it) for it in json.loads(row[name])) for name in ("cases", "lines"))
    first, last, since, until = (
        date.fromisoformat(row[name]) for name in ("period_from", "period_to", "since", "until")
    )
    return Appointment(
        UUID(row["id"]),
        UUID(row["person"]),
        cases,
        lines,
        first,
        last,
        since,
        until,
        row["act"],
        row["reason"],
    )


def days_of(db: sqlite3.Connection, reader: Reader, dossier: UUID) -> tuple[date, date] | None:
    """First and last day of that dossier's facts this reader may look at; None: none.

    Whoever does not audit is not bound by a period. Of several appointments over it, the days from the first of
    their days to the last.
    """
    if reader.role is not Role.AUDITOR:
        return date.min, date.max
    reached = reader.ever_around(dossier)
    mine = [it for it in in_force(db, reader.person, reader.day) if it.over(reached)]
    return (min(it.period_from for it in mine), max(it.period_to for it in mine)) if mine else None


def in_their_days(db: sqlite3.Connection, reader: Reader, case: Dossier) -> bool:
    """Whether it was going on in the period an auditor may look at."""
    days = days_of(db, reader, case.id)
    return days is not None and case.since <= days[1] and (case.closed is None or days[0] < case.closed)


def auditors(db: sqlite3.Connection, day: date) -> tuple[UUID, ...]:
    """Who holds the office, on that day."""
    rows = db.execute(
        f"SELECT DISTINCT person FROM scope_standings WHERE kind = 'role' AND role = 'auditor' AND {VALID}"
        " ORDER BY person",
        {"day": day},
    )
    return tuple(UUID(row["person"]) for row in rows)
