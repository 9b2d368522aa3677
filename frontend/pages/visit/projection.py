"""Visits with their people, notes and corrections; nothing is ever overwritten by a correction."""

import sqlite3

from events.accompaniment.presence import CountersignRefused, VisitCountersigned
from events.accompaniment.repair import RepairNoted, RepairSettled
from events.accompaniment.visit import (
    NoteCorrected,
    NoteFoundMissing,
    NoteWritten,
    VisitEnded,
    VisitMinutesCorrected,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
)
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "visit",
    version=2,
    tables="""
    CREATE TABLE visit_visits (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, operator TEXT NOT NULL,
        started_at TEXT, started_by TEXT, started_day TEXT, recorded_at TEXT, late INTEGER NOT NULL DEFAULT 0,
        minutes INTEGER, missed TEXT, moved TEXT, noted INTEGER NOT NULL DEFAULT 0,
        unnoted TEXT, method TEXT, unsigned TEXT);
    CREATE TABLE visit_signed (visit TEXT NOT NULL, person TEXT NOT NULL, means TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (visit, person));
    CREATE TABLE visit_repairs (id TEXT PRIMARY KEY, dossier TEXT NOT NULL, what TEXT NOT NULL, words TEXT,
        day TEXT NOT NULL, actor TEXT NOT NULL, settled TEXT);
    CREATE TABLE visit_people (visit TEXT NOT NULL, n INTEGER NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (visit, n));
    CREATE TABLE visit_notes (
        id TEXT PRIMARY KEY, visit TEXT NOT NULL, dossier TEXT NOT NULL, n INTEGER NOT NULL, section TEXT NOT NULL,
        visibility TEXT NOT NULL, person TEXT, author TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
        recorded_at TEXT NOT NULL, late INTEGER NOT NULL);
    CREATE TABLE visit_corrections (
        visit TEXT NOT NULL, n INTEGER NOT NULL, note TEXT, reason TEXT NOT NULL, text TEXT, minutes INTEGER,
        actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (visit, n));
    """,
    indexes="""
    CREATE INDEX visit_visits_dossier ON visit_visits (dossier, day);
    CREATE INDEX visit_notes_visit ON visit_notes (visit);
    CREATE INDEX visit_notes_dossier ON visit_notes (dossier);
    CREATE INDEX visit_repairs_dossier ON visit_repairs (dossier);
    CREATE INDEX visit_corrections_note ON visit_corrections (note);
    """,
)


@projection.on(VisitScheduled)
def scheduled(db: sqlite3.Connection, fact: VisitScheduled, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO visit_visits (id, dossier, day, kind, operator) VALUES (?, ?, ?, ?, ?)",
        (recorded.stream, recorded.dossier, fact.day, fact.kind, fact.operator),
    )
    people = ((recorded.stream, n, person) for n, person in enumerate(fact.people))
    db.executemany("INSERT INTO visit_people VALUES (?, ?, ?)", people)


@projection.on(VisitMoved)
def moved(db: sqlite3.Connection, fact: VisitMoved, recorded: Recorded) -> None:
    db.execute(
        "UPDATE visit_visits SET day = ?, moved = ?, unnoted = NULL WHERE id = ?",
        (fact.day, fact.reason, recorded.stream),
    )


@projection.on(VisitStarted)
def started(db: sqlite3.Connection, fact: VisitStarted, recorded: Recorded) -> None:
    db.execute(
        "UPDATE visit_visits SET started_at = ?, started_by = ?, started_day = ?, recorded_at = ?, late = ?,"
        " method = ? WHERE id = ?",
        (
            fact.at, recorded.actor, recorded.day, recorded.recorded_at, recorded.late, fact.method,
            recorded.stream,
        ),
    )  # fmt: skip


@projection.on(NoteWritten)
def noted(db: sqlite3.Connection, fact: NoteWritten, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO visit_notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.note, recorded.stream, recorded.dossier, recorded.stream_version, fact.section, fact.visibility,
            fact.person, fact.author, keep(fact.text), recorded.occurred_at, recorded.recorded_at, recorded.late,
        ),
    )  # fmt: skip
    db.execute("UPDATE visit_visits SET noted = noted + 1, unnoted = NULL WHERE id = ?", (recorded.stream,))


@projection.on(NoteCorrected)
def corrected(db: sqlite3.Connection, fact: NoteCorrected, recorded: Recorded) -> None:
    stand_beside(db, recorded, (fact.note, fact.reason, keep(fact.text), None))


@projection.on(VisitMinutesCorrected)
def corrected_minutes(db: sqlite3.Connection, fact: VisitMinutesCorrected, recorded: Recorded) -> None:
    stand_beside(db, recorded, (None, fact.reason, None, fact.minutes))


def stand_beside(db: sqlite3.Connection, recorded: Recorded, said: tuple[object, ...]) -> None:
    db.execute(
        "INSERT INTO visit_corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (recorded.stream, recorded.stream_version, *said, recorded.actor, recorded.occurred_at),
    )


@projection.on(VisitEnded)
def ended(db: sqlite3.Connection, fact: VisitEnded, recorded: Recorded) -> None:
    db.execute("UPDATE visit_visits SET minutes = ? WHERE id = ?", (fact.minutes, recorded.stream))


@projection.on(VisitMissed)
def missed(db: sqlite3.Connection, fact: VisitMissed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE visit_visits SET missed = ?, unnoted = NULL WHERE id = ?", (fact.reason, recorded.stream)
    )


@projection.on(NoteFoundMissing)
def note_missing(db: sqlite3.Connection, fact: NoteFoundMissing, recorded: Recorded) -> None:
    db.execute("UPDATE visit_visits SET unnoted = ? WHERE id = ?", (fact.day, recorded.stream))


@projection.on(VisitCountersigned)
def countersigned(db: sqlite3.Connection, fact: VisitCountersigned, recorded: Recorded) -> None:
    said = (recorded.stream, fact.by, fact.means, recorded.occurred_at)
    db.execute("INSERT OR IGNORE INTO visit_signed VALUES (?, ?, ?, ?)", said)


@projection.on(CountersignRefused)
def went_without(db: sqlite3.Connection, fact: CountersignRefused, recorded: Recorded) -> None:
    db.execute("UPDATE visit_visits SET unsigned = ? WHERE id = ?", (fact.reason, recorded.stream))


@projection.on(RepairNoted)
def broken(db: sqlite3.Connection, fact: RepairNoted, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO visit_repairs VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (recorded.stream, recorded.dossier, fact.what, keep(fact.words), recorded.day, recorded.actor),
    )


@projection.on(RepairSettled)
def repaired(db: sqlite3.Connection, fact: RepairSettled, recorded: Recorded) -> None:
    db.execute("UPDATE visit_repairs SET settled = ? WHERE id = ?", (recorded.day, recorded.stream))
