"""Packs that left the house, by case and line."""

import sqlite3

from events.envelope import Recorded
from events.network.evidence import EvidenceIssued
from frontend.projecting import Projection

projection = Projection(
    "verify",
    version=1,
    tables="""
    CREATE TABLE verify_issued (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, digest TEXT NOT NULL, records INTEGER NOT NULL,
        size INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL);
    """,
    indexes="CREATE INDEX verify_issued_dossier ON verify_issued (dossier);",
)


@projection.on(EvidenceIssued)
def issued(db: sqlite3.Connection, fact: EvidenceIssued, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO verify_issued VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, recorded.dossier, fact.digest, fact.records, fact.size, recorded.actor,
            recorded.occurred_at,
        ),
    )  # fmt: skip
