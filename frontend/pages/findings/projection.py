"""Findings and their answers; the words stay closed."""

import sqlite3

from events.envelope import Recorded
from events.network.finding import FindingAnswered, FindingClosed, FindingRaised
from frontend.projecting import Projection, keep

projection = Projection(
    "findings",
    version=1,
    tables="""
    CREATE TABLE findings_raised (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, kind TEXT NOT NULL, event TEXT, figure TEXT, since TEXT, until TEXT,
        words TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT, closed_at TEXT);
    CREATE TABLE findings_answers (
        event TEXT PRIMARY KEY, finding TEXT NOT NULL, words TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL);
    """,
    indexes="""
    CREATE INDEX findings_raised_dossier ON findings_raised (dossier);
    CREATE INDEX findings_answers_finding ON findings_answers (finding);
    """,
)


@projection.on(FindingRaised)
def raised(db: sqlite3.Connection, fact: FindingRaised, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO findings_raised VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            recorded.stream, recorded.dossier, fact.kind, fact.event, fact.figure, fact.since, fact.until,
            keep(fact.text), recorded.actor, recorded.occurred_at,
        ),
    )  # fmt: skip


@projection.on(FindingAnswered)
def answered(db: sqlite3.Connection, fact: FindingAnswered, recorded: Recorded) -> None:
    row = (recorded.event_id, recorded.stream, keep(fact.text), recorded.actor, recorded.occurred_at)
    db.execute("INSERT OR IGNORE INTO findings_answers VALUES (?, ?, ?, ?, ?)", row)


@projection.on(FindingClosed)
def closed(db: sqlite3.Connection, fact: FindingClosed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE findings_raised SET outcome = ?, closed_at = ? WHERE id = ?",
        (fact.outcome, recorded.occurred_at, recorded.stream),
    )
