"""Applications: what each one says (closed), how it was checked, what was asked for, what was decided."""

import json
import sqlite3
from datetime import UTC

from events.envelope import Recorded
from events.intake.answers import Answers
from events.intake.application import (
    ApplicationAdmitted,
    ApplicationAmended,
    ApplicationExcluded,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentsReceived,
    DocumentsRequested,
    EligibilityChecked,
)
from frontend.projecting import Projection, keep

projection = Projection(
    "application",
    version=2,
    tables="""
    CREATE TABLE application_applications (
        id TEXT PRIMARY KEY, call TEXT NOT NULL, applicant TEXT NOT NULL, door TEXT NOT NULL,
        receipt TEXT NOT NULL, arrived TEXT NOT NULL, paper_number TEXT, paper_day TEXT,
        edition INTEGER NOT NULL, answers TEXT NOT NULL, standing TEXT NOT NULL, rule TEXT, age_on TEXT,
        outcomes TEXT NOT NULL DEFAULT '[]', verdict TEXT NOT NULL DEFAULT 'unknown',
        decided_at TEXT, decided_by TEXT, ground TEXT, reason TEXT, explanation TEXT, entered_by TEXT);
    CREATE TABLE application_documents (
        application TEXT NOT NULL, document TEXT NOT NULL, due TEXT NOT NULL, received TEXT,
        PRIMARY KEY (application, document)) WITHOUT ROWID;
    """,
    indexes="""
    CREATE INDEX application_applications_applicant ON application_applications (applicant);
    CREATE INDEX application_applications_standing ON application_applications (standing, arrived);
    CREATE INDEX application_applications_receipt ON application_applications (replace(receipt, '-', ''));
    """,
)


@projection.on(ApplicationSubmitted)
def submitted(db: sqlite3.Connection, fact: ApplicationSubmitted, recorded: Recorded) -> None:
    paper = fact.paper
    db.execute(
        "INSERT INTO application_applications (id, call, applicant, door, receipt, arrived, paper_number,"
        " paper_day, edition, answers, standing, entered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 'submitted', ?)",
        (
            fact.application, fact.call, fact.applicant, fact.door, fact.receipt, recorded.received_at.astimezone(UTC),
            paper.number if paper else None, paper.day if paper else None, kept(fact.answers),
            recorded.actor if fact.door == "desk" else None,
        ),
    )  # fmt: skip


@projection.on(ApplicationAmended)
def amended(db: sqlite3.Connection, fact: ApplicationAmended, recorded: Recorded) -> None:
    db.execute(
        "UPDATE application_applications SET edition = ?, answers = ? WHERE id = ?",
        (fact.edition, kept(fact.answers), fact.application),
    )


@projection.on(EligibilityChecked)
def checked(db: sqlite3.Connection, fact: EligibilityChecked, recorded: Recorded) -> None:
    outcomes = json.dumps([it.model_dump() for it in fact.outcomes])
    db.execute(
        "UPDATE application_applications SET rule = ?, age_on = ?, outcomes = ?, verdict = ? WHERE id = ?",
        (fact.rule, fact.age_on, outcomes, fact.verdict, fact.application),
    )


@projection.on(DocumentsRequested)
def requested(db: sqlite3.Connection, fact: DocumentsRequested, recorded: Recorded) -> None:
    db.executemany(
        "REPLACE INTO application_documents VALUES (?, ?, ?, NULL)",
        [(fact.application, document, fact.due) for document in fact.documents],
    )


@projection.on(DocumentsReceived)
def received(db: sqlite3.Connection, fact: DocumentsReceived, recorded: Recorded) -> None:
    db.executemany(
        "UPDATE application_documents SET received = ? WHERE application = ? AND document = ?",
        [(recorded.day, fact.application, document) for document in fact.documents],
    )


@projection.on(ApplicationAdmitted)
def admitted(db: sqlite3.Connection, fact: ApplicationAdmitted, recorded: Recorded) -> None:
    db.execute(
        "UPDATE application_applications SET standing = 'admitted', decided_at = ?, decided_by = ?,"
        " ground = NULL, reason = NULL, explanation = NULL WHERE id = ?",
        (recorded.occurred_at.astimezone(UTC), recorded.actor, fact.application),
    )


@projection.on(ApplicationExcluded)
def excluded(db: sqlite3.Connection, fact: ApplicationExcluded, recorded: Recorded) -> None:
    db.execute(
        "UPDATE application_applications SET standing = 'excluded', decided_at = ?, decided_by = ?,"
        " ground = ?, reason = ?, explanation = ? WHERE id = ?",
        (
            recorded.occurred_at.astimezone(UTC), recorded.actor, fact.rule, fact.reason, keep(fact.explanation),
            fact.application,
        ),
    )  # fmt: skip


@projection.on(ApplicationWithdrawn)
def withdrawn(db: sqlite3.Connection, fact: ApplicationWithdrawn, recorded: Recorded) -> None:
    db.execute("UPDATE application_applications SET standing = 'withdrawn' WHERE id = ?", (fact.application,))


def kept(answers: Answers) -> str:
    """One closed box per answer, by the name of its question."""
    return json.dumps({name: keep(value) for name, value in answers})
