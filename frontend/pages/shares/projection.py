"""Shares as they were last decided, and who is close to whom."""

import json
import sqlite3

from events.accompaniment.sharing import ShareGranted, ShareLimited, ShareWithdrawn
from events.envelope import Recorded
from events.network.person import RelationEnded, RelationRecorded
from frontend.projecting import Projection

projection = Projection(
    "shares",
    version=2,
    tables="""
    CREATE TABLE shares_given (
        person TEXT NOT NULL, reader TEXT NOT NULL, role TEXT NOT NULL, categories TEXT NOT NULL, since TEXT NOT NULL,
        until TEXT NOT NULL, PRIMARY KEY (person, reader, role));
    CREATE TABLE shares_relations (
        person TEXT NOT NULL, relative TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
        PRIMARY KEY (person, relative));
    """,
)


@projection.on(ShareGranted, ShareLimited)
def given(db: sqlite3.Connection, fact: ShareGranted | ShareLimited, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO shares_given VALUES (?, ?, ?, ?, ?, ?)",
        (fact.person, fact.to, fact.role, json.dumps(sorted(fact.categories)), fact.since, fact.until),
    )


@projection.on(ShareWithdrawn)
def withdrawn(db: sqlite3.Connection, fact: ShareWithdrawn, recorded: Recorded) -> None:
    db.execute(
        "UPDATE shares_given SET until = min(until, ?) WHERE person = ? AND reader = ? AND role = ?",
        (fact.until, fact.person, fact.to, fact.role),
    )


@projection.on(RelationRecorded)
def related(db: sqlite3.Connection, fact: RelationRecorded, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO shares_relations VALUES (?, ?, ?, ?, ?)",
        (fact.person, fact.relative, fact.kind, fact.since, fact.until),
    )


@projection.on(RelationEnded)
def apart(db: sqlite3.Connection, fact: RelationEnded, recorded: Recorded) -> None:
    """Shortens what was to last longer, and never lengthens it."""
    db.execute(
        "UPDATE shares_relations SET until = ?1 WHERE person = ?2 AND relative = ?3 AND since <= ?1"
        " AND (until IS NULL OR until > ?1)",
        (fact.until, fact.person, fact.relative),
    )
