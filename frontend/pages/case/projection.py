"""A cohabitation as a case: where, its pact and its plan, and every moment of its story with its sealed words."""

import sqlite3
from typing import Any

from events.accompaniment.plan import AccompanimentClosed, AccompanimentOpened, PhaseChanged, PlanAgreed
from events.envelope import Recorded
from events.matching.home import HomeRegistered
from events.message import Fact
from events.network.organisation import PartnerJoined
from events.pacts.cohabitation import (
    CohabitationActivated,
    CohabitationClosed,
    CohabitationFormed,
    CohabitationResumed,
    CohabitationSuspended,
    TrialStarted,
)
from events.pacts.pact import NoticeGiven, PactActivated, PactAmended, PactDrafted, PactEnded
from events.sealed import Box, Open, each_sealed
from frontend.pages.case.kinds import KINDS
from frontend.projecting import Projection

projection = Projection(
    "case",
    version=4,
    tables="""
    CREATE TABLE case_homes (id TEXT PRIMARY KEY, name TEXT NOT NULL, district TEXT NOT NULL);
    CREATE TABLE case_organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE case_cohabitations (
        id TEXT PRIMARY KEY, home TEXT, solution_type TEXT, since TEXT, trial_until TEXT, active_since TEXT,
        suspended_since TEXT, closed TEXT);
    CREATE TABLE case_pacts (
        id TEXT PRIMARY KEY, version INTEGER, since TEXT, notice_days INTEGER, review_months INTEGER,
        pending INTEGER, notice_ends TEXT, ended TEXT);
    CREATE TABLE case_plans (
        id TEXT PRIMARY KEY, since TEXT, until TEXT, follow_up_until TEXT, phase TEXT, cadence_days INTEGER);
    CREATE TABLE case_moments (
        event TEXT PRIMARY KEY, dossier TEXT NOT NULL, topic TEXT NOT NULL, version INTEGER NOT NULL,
        kind TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, recorded_at TEXT NOT NULL, late INTEGER NOT NULL,
        actor TEXT NOT NULL, stream TEXT NOT NULL, body TEXT NOT NULL, behalf TEXT);
    """,
    indexes="""
    CREATE INDEX case_moments_dossier ON case_moments (dossier, day);
    CREATE INDEX case_moments_stream ON case_moments (stream, recorded_at);
    """,
)


@projection.on(HomeRegistered)
def registered(db: sqlite3.Connection, fact: HomeRegistered, recorded: Recorded) -> None:
    db.execute("REPLACE INTO case_homes VALUES (?, ?, ?)", (recorded.stream, fact.name, fact.district))


@projection.on(PartnerJoined)
def joined(db: sqlite3.Connection, fact: PartnerJoined, recorded: Recorded) -> None:
    db.execute("REPLACE INTO case_organisations VALUES (?, ?)", (fact.organisation, fact.name))


@projection.on(CohabitationFormed)
def formed(db: sqlite3.Connection, fact: CohabitationFormed, recorded: Recorded) -> None:
    known = {"home": fact.home, "solution_type": fact.solution_type, "since": fact.since}
    know(db, "cohabitations", recorded, **known)


@projection.on(TrialStarted)
def tried(db: sqlite3.Connection, fact: TrialStarted, recorded: Recorded) -> None:
    know(db, "cohabitations", recorded, trial_until=fact.until)


@projection.on(CohabitationActivated)
def activated(db: sqlite3.Connection, fact: CohabitationActivated, recorded: Recorded) -> None:
    know(db, "cohabitations", recorded, active_since=fact.since)


@projection.on(CohabitationSuspended)
def suspended(db: sqlite3.Connection, fact: CohabitationSuspended, recorded: Recorded) -> None:
    know(db, "cohabitations", recorded, suspended_since=fact.since)


@projection.on(CohabitationResumed)
def resumed(db: sqlite3.Connection, fact: CohabitationResumed, recorded: Recorded) -> None:
    know(db, "cohabitations", recorded, suspended_since=None)


@projection.on(CohabitationClosed)
def closed(db: sqlite3.Connection, fact: CohabitationClosed, recorded: Recorded) -> None:
    know(db, "cohabitations", recorded, closed=fact.until)


@projection.on(PactDrafted, PactAmended)
def asked(db: sqlite3.Connection, fact: PactDrafted | PactAmended, recorded: Recorded) -> None:
    know(db, "pacts", recorded, pending=fact.version)


@projection.on(PactActivated)
def in_force(db: sqlite3.Connection, fact: PactActivated, recorded: Recorded) -> None:
    know(
        db, "pacts", recorded, version=fact.version, since=fact.since, notice_days=fact.notice_days,
        review_months=fact.review_months, pending=None,
    )  # fmt: skip


@projection.on(NoticeGiven)
def notice(db: sqlite3.Connection, fact: NoticeGiven, recorded: Recorded) -> None:
    know(db, "pacts", recorded, notice_ends=fact.ends)


@projection.on(PactEnded)
def ended(db: sqlite3.Connection, fact: PactEnded, recorded: Recorded) -> None:
    know(db, "pacts", recorded, ended=fact.ends)


@projection.on(AccompanimentOpened)
def opened(db: sqlite3.Connection, fact: AccompanimentOpened, recorded: Recorded) -> None:
    know(db, "plans", recorded, since=fact.since)


@projection.on(AccompanimentClosed)
def over(db: sqlite3.Connection, fact: AccompanimentClosed, recorded: Recorded) -> None:
    know(db, "plans", recorded, until=fact.until, follow_up_until=fact.follow_up_until)


@projection.on(PlanAgreed, PhaseChanged)
def agreed(db: sqlite3.Connection, fact: PlanAgreed | PhaseChanged, recorded: Recorded) -> None:
    know(db, "plans", recorded, phase=fact.phase, cadence_days=fact.cadence_days)


def know(db: sqlite3.Connection, table: str, recorded: Recorded, **columns: object) -> None:
    """Writes some columns of the cohabitation's row, whichever fact of it arrives first."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    db.execute(
        f"INSERT INTO case_{table} (id, {names}) VALUES (?, {marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
        (recorded.dossier, *columns.values()),
    )


@projection.on_those(lambda kind: kind.TOPIC in KINDS)
def moment(db: sqlite3.Connection, fact: Fact, recorded: Recorded) -> None:
    """Kept whole, boxes closed: its sentence is made for each reader."""
    db.execute(
        "INSERT INTO case_moments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.event_id, getattr(fact, "cohabitation", recorded.dossier), fact.TOPIC, fact.VERSION,
            KINDS[fact.TOPIC],
            recorded.day, recorded.occurred_at, recorded.recorded_at, recorded.late, recorded.actor,
            recorded.stream, each_sealed(fact, closed_box).model_dump_json(), recorded.on_behalf_of,
        ),
    )  # fmt: skip


def closed_box(path: str, it: Open[Any] | Box) -> Box:
    """An open value must never get into a read model."""
    if isinstance(it, Open):
        raise TypeError(f"{path} is open")
    return it
