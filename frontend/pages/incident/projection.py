"""Reports and what was done about each."""

import sqlite3

from events.accompaniment.incident import (
    IncidentAcknowledged,
    IncidentClosed,
    IncidentEscalated,
    IncidentRaised,
    ProtectionStepTaken,
)
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "incident",
    version=1,
    tables="""
    CREATE TABLE incident_reports (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, raised_by TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
        level INTEGER NOT NULL, harmed TEXT, causes TEXT, words TEXT, due TEXT,
        taken_by TEXT, taken_at TEXT, in_time INTEGER, escalated TEXT, closed TEXT, outcome TEXT);
    CREATE TABLE incident_steps (
        incident TEXT NOT NULL, n INTEGER NOT NULL, step TEXT NOT NULL, words TEXT, actor TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (incident, n));
    """,
    indexes="""
    CREATE INDEX incident_reports_dossier ON incident_reports (dossier);
    CREATE INDEX incident_reports_raised_by ON incident_reports (raised_by);
    CREATE INDEX incident_reports_new ON incident_reports (at) WHERE taken_by IS NULL AND closed IS NULL;
    """,
)


@projection.on(IncidentRaised)
def raised(db: sqlite3.Connection, fact: IncidentRaised, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO incident_reports (id, dossier, raised_by, at, kind, level, harmed, causes, words, due)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, recorded.dossier, fact.raised_by, recorded.occurred_at, fact.kind, fact.level,
            fact.harmed, keep(fact.causes), keep(fact.words), fact.due,
        ),
    )  # fmt: skip


@projection.on(IncidentAcknowledged)
def taken_on(db: sqlite3.Connection, fact: IncidentAcknowledged, recorded: Recorded) -> None:
    db.execute(
        "UPDATE incident_reports SET taken_by = ?, taken_at = ?, in_time = ? WHERE id = ?",
        (recorded.actor, recorded.occurred_at, fact.in_time, recorded.stream),
    )


@projection.on(ProtectionStepTaken)
def acted(db: sqlite3.Connection, fact: ProtectionStepTaken, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO incident_steps VALUES (?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, recorded.stream_version, fact.step, keep(fact.words), recorded.actor,
            recorded.occurred_at,
        ),
    )  # fmt: skip


@projection.on(IncidentEscalated)
def passed_up(db: sqlite3.Connection, fact: IncidentEscalated, recorded: Recorded) -> None:
    db.execute(
        "UPDATE incident_reports SET escalated = ? WHERE id = ?", (recorded.occurred_at, recorded.stream)
    )


@projection.on(IncidentClosed)
def closed(db: sqlite3.Connection, fact: IncidentClosed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE incident_reports SET closed = ?, outcome = ? WHERE id = ?",
        (recorded.occurred_at, fact.outcome, recorded.stream),
    )
