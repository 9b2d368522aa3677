"""A cohabitation in one look: where it is, who lives there, its pact, its plan, its visits."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from frontend.pages.visit.queries import Note, Visit, last_note, visits_of
from frontend.scope.queries import members_of

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Member:
    person: UUID
    since: date


@dataclass(frozen=True)
class Pact:
    """``pending``: a version that still waits for signatures."""

    version: int | None
    since: date | None
    notice_days: int | None
    review_months: int | None
    pending: int | None
    notice_ends: date | None
    ended: date | None


@dataclass(frozen=True)
class Plan:
    since: date | None
    until: date | None
    follow_up_until: date | None
    phase: str | None
    cadence_days: int | None


@dataclass(frozen=True)
class Case:
    dossier: UUID
    name: str
    district: str
    solution_type: str | None
    since: date | None
    trial_until: date | None
    active_since: date | None
    suspended_since: date | None
    closed: date | None
    members: tuple[Member, ...]
    pact: Pact
    plan: Plan

    @property
    def where(self) -> str:
        """The home, and its district where the name does not say it."""
        return self.name if self.district in self.name else f"{self.name}, {self.district}"

    @property
    def people(self) -> tuple[UUID, ...]:
        return tuple(member.person for member in self.members)


@dataclass(frozen=True)
class Visits:
    last: Visit | None
    next: Visit | None
    running: Visit | None
    note: Note | None


def case(db: sqlite3.Connection, dossier: UUID, day: date) -> Case | None:
    row = db.execute(
        "SELECT c.*, h.name, h.district FROM case_cohabitations c LEFT JOIN case_homes h ON h.id = c.home"
        " WHERE c.id = ?",
        (dossier,),
    ).fetchone()
    return case_from(db, row, day) if row else None


def case_from(db: sqlite3.Connection, row: sqlite3.Row, day: date) -> Case:
    dossier = UUID(row["id"])
    return Case(
        dossier=dossier,
        name=row["name"] or "",
        district=row["district"] or "",
        solution_type=row["solution_type"],
        **{
            name: on(row[name])
            for name in ("since", "trial_until", "active_since", "suspended_since", "closed")
        },
        members=members(db, dossier, day),
        pact=pact(db, dossier),
        plan=plan(db, dossier),
    )


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def members(db: sqlite3.Connection, dossier: UUID, day: date) -> tuple[Member, ...]:
    rows = db.execute(
        "SELECT person, min(since) AS since FROM scope_standings WHERE kind = 'membership' AND over = ?"
        " GROUP BY person",
        (dossier,),
    )
    since = {UUID(row["person"]): date.fromisoformat(row["since"]) for row in rows}
    return tuple(Member(person, since[person]) for person in members_of(db, dossier, day))


def pact(db: sqlite3.Connection, dossier: UUID) -> Pact:
    row = db.execute("SELECT * FROM case_pacts WHERE id = ?", (dossier,)).fetchone()
    if row is None:
        return Pact(None, None, None, None, None, None, None)
    days = {name: on(row[name]) for name in ("since", "notice_ends", "ended")}
    return Pact(
        version=row["version"],
        notice_days=row["notice_days"],
        review_months=row["review_months"],
        pending=row["pending"],
        **days,
    )


def plan(db: sqlite3.Connection, dossier: UUID) -> Plan:
    row = db.execute("SELECT * FROM case_plans WHERE id = ?", (dossier,)).fetchone()
    if row is None:
        return Plan(None, None, None, None, None)
    days = {name: on(row[name]) for name in ("since", "until", "follow_up_until")}
    return Plan(phase=row["phase"], cadence_days=row["cadence_days"], **days)


def visits(db: sqlite3.Connection, dossier: UUID, day: date) -> Visits:
    """The last one held, the next one planned, and one under way; all as of ``day``."""
    every = visits_of(db, (dossier,), EARLIEST, LATEST)
    held = [it for it in every if it.state in ("running", "done")]
    planned = [it for it in every if it.state == "planned" and it.day >= day]
    return Visits(
        last=held[-1] if held else None,
        next=planned[0] if planned else None,
        running=next((it for it in held if it.state == "running" and it.happened_on == day), None),
        note=last_note(db, dossier, day + timedelta(days=1)),
    )


def held(db: sqlite3.Connection, dossier: UUID) -> tuple[Visit, ...]:
    return tuple(it for it in visits_of(db, (dossier,), EARLIEST, LATEST) if it.state in ("running", "done"))


def cases(db: sqlite3.Connection, dossiers: Iterable[UUID], day: date) -> tuple[Case, ...]:
    found = (case(db, dossier, day) for dossier in dossiers)
    return tuple(sorted((it for it in found if it), key=lambda it: (it.closed is not None, it.name)))


def every_dossier(db: sqlite3.Connection) -> tuple[UUID, ...]:
    return tuple(UUID(row["id"]) for row in db.execute("SELECT id FROM case_cohabitations"))


def operators(db: sqlite3.Connection, dossier: UUID, day: date) -> tuple[UUID, ...]:
    """Who is assigned to it on that day."""
    rows = db.execute(
        "SELECT DISTINCT person FROM scope_standings WHERE kind = 'assignment' AND over = :over"
        " AND since <= :day AND (until IS NULL OR until > :day) ORDER BY person",
        {"over": dossier, "day": day},
    )
    return tuple(UUID(row["person"]) for row in rows)
