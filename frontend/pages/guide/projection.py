"""The guide as it stands: sheets, what was found when somebody asked, and the editions."""

import sqlite3

from events.envelope import Recorded
from events.network.edition import EditionIssued
from events.network.guide import EntryDoubted, EntryPublished, EntryRevised, EntryVerified, EntryWithdrawn
from frontend.projecting import Projection

projection = Projection(
    "guide",
    version=1,
    tables="""
    CREATE TABLE guide_entries (
        entry TEXT PRIMARY KEY, sheet TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
    CREATE TABLE guide_checks (
        event TEXT PRIMARY KEY, entry TEXT NOT NULL, n INTEGER NOT NULL, day TEXT NOT NULL, result TEXT NOT NULL,
        how TEXT, actor TEXT NOT NULL, role TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE guide_editions (number INTEGER PRIMARY KEY, day TEXT NOT NULL, changes TEXT NOT NULL);
    """,
    indexes="CREATE INDEX guide_checks_entry ON guide_checks (entry, n);",
)


@projection.on(EntryPublished, EntryRevised)
def written(db: sqlite3.Connection, fact: EntryPublished | EntryRevised, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO guide_entries (entry, sheet) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sheet = ?2",
        (fact.entry, fact.sheet.model_dump_json()),
    )


@projection.on(EntryWithdrawn)
def withdrawn(db: sqlite3.Connection, fact: EntryWithdrawn, recorded: Recorded) -> None:
    db.execute("UPDATE guide_entries SET withdrawn = 1 WHERE entry = ?", (fact.entry,))


@projection.on(EntryVerified)
def verified(db: sqlite3.Connection, fact: EntryVerified, recorded: Recorded) -> None:
    checked(db, fact, recorded, "verified", fact.how)


@projection.on(EntryDoubted)
def doubted(db: sqlite3.Connection, fact: EntryDoubted, recorded: Recorded) -> None:
    checked(db, fact, recorded, fact.cause, None)


def checked(
    db: sqlite3.Connection,
    fact: EntryVerified | EntryDoubted,
    recorded: Recorded,
    result: str,
    how: str | None,
) -> None:
    known = (recorded.event_id, fact.entry, recorded.stream_version, fact.on, result, how)
    db.execute(
        "REPLACE INTO guide_checks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*known, recorded.actor, recorded.role)
    )


@projection.on(EditionIssued)
def issued(db: sqlite3.Connection, fact: EditionIssued, recorded: Recorded) -> None:
    db.execute("REPLACE INTO guide_editions VALUES (?, ?, ?)", (fact.number, fact.on, fact.model_dump_json()))
