"""Which cases there are, in the order in which they were recorded, and which notes were corrected later."""

import sqlite3

from events.accompaniment.visit import NoteCorrected, NoteWritten, VisitEnded, VisitMinutesCorrected
from events.envelope import Recorded
from events.intake.application import ApplicationSubmitted
from events.pacts.cohabitation import CohabitationClosed, CohabitationFormed
from frontend.projecting import Projection

projection = Projection(
    "file",
    version=2,
    tables="""
    CREATE TABLE file_cases (
        id TEXT PRIMARY KEY, home TEXT, proposal TEXT, solution_type TEXT, since TEXT, recorded_at TEXT, closed TEXT);
    CREATE TABLE file_applications (id TEXT PRIMARY KEY, since TEXT NOT NULL, recorded_at TEXT NOT NULL);
    CREATE TABLE file_originals (said TEXT PRIMARY KEY, event TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE file_corrections (event TEXT PRIMARY KEY, said TEXT NOT NULL, at TEXT NOT NULL);
    """,
    indexes="CREATE INDEX file_corrections_said ON file_corrections (said);",
)


@projection.on(CohabitationFormed)
def formed(db: sqlite3.Connection, fact: CohabitationFormed, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO file_cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL) ON CONFLICT (id) DO UPDATE SET"
        " home = ?2, proposal = ?3, solution_type = ?4, since = ?5, recorded_at = ?6",
        (fact.cohabitation, fact.home, fact.proposal, fact.solution_type, fact.since, recorded.recorded_at),
    )


@projection.on(ApplicationSubmitted)
def applied(db: sqlite3.Connection, fact: ApplicationSubmitted, recorded: Recorded) -> None:
    row = (fact.application, fact.since, recorded.recorded_at)
    db.execute("INSERT OR IGNORE INTO file_applications VALUES (?, ?, ?)", row)


@projection.on(CohabitationClosed)
def closed(db: sqlite3.Connection, fact: CohabitationClosed, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO file_cases (id, closed) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET closed = ?2",
        (recorded.stream, fact.until),
    )


@projection.on(NoteWritten)
def noted(db: sqlite3.Connection, fact: NoteWritten, recorded: Recorded) -> None:
    original(db, str(fact.note), recorded)


@projection.on(NoteCorrected)
def note_corrected(db: sqlite3.Connection, fact: NoteCorrected, recorded: Recorded) -> None:
    correction(db, str(fact.note), recorded)


@projection.on(VisitEnded)
def ended(db: sqlite3.Connection, fact: VisitEnded, recorded: Recorded) -> None:
    original(db, minutes_of(recorded), recorded)


@projection.on(VisitMinutesCorrected)
def minutes_corrected(db: sqlite3.Connection, fact: VisitMinutesCorrected, recorded: Recorded) -> None:
    correction(db, minutes_of(recorded), recorded)


def minutes_of(recorded: Recorded) -> str:
    return f"minutes/{recorded.stream}"


def original(db: sqlite3.Connection, said: str, recorded: Recorded) -> None:
    row = (said, recorded.event_id, recorded.occurred_at)
    db.execute("INSERT OR IGNORE INTO file_originals VALUES (?, ?, ?)", row)


def correction(db: sqlite3.Connection, said: str, recorded: Recorded) -> None:
    row = (recorded.event_id, said, recorded.occurred_at)
    db.execute("INSERT OR IGNORE INTO file_corrections VALUES (?, ?, ?)", row)
