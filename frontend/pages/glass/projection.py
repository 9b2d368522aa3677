"""Every breaking of the glass, and what became of its review."""

import sqlite3

from events.accompaniment.glass import GlassBroken, GlassLeftUnreviewed, GlassReviewed
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "glass",
    version=1,
    tables="""
    CREATE TABLE glass_openings (
        id TEXT PRIMARY KEY, dossier TEXT, person TEXT, role TEXT, categories TEXT, ground TEXT, reason TEXT,
        from_at TEXT, until_at TEXT, reviewed_by TEXT, reviewed_at TEXT, outcome TEXT, words TEXT,
        overdue INTEGER NOT NULL DEFAULT 0);
    """,
    indexes="CREATE INDEX glass_openings_dossier ON glass_openings (dossier);",
)


@projection.on(GlassBroken)
def broken(db: sqlite3.Connection, fact: GlassBroken, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR REPLACE INTO glass_openings (id, dossier, person, role, categories, ground, reason, from_at,"
        " until_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, fact.cohabitation, fact.person, fact.role, " ".join(fact.categories), fact.ground,
            keep(fact.reason), fact.from_at, fact.until_at,
        ),
    )  # fmt: skip


@projection.on(GlassReviewed)
def reviewed(db: sqlite3.Connection, fact: GlassReviewed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE glass_openings SET reviewed_by = ?, reviewed_at = ?, outcome = ?, words = ? WHERE id = ?",
        (fact.by, recorded.occurred_at, fact.outcome, keep(fact.words), recorded.stream),
    )


@projection.on(GlassLeftUnreviewed)
def overdue(db: sqlite3.Connection, fact: GlassLeftUnreviewed, recorded: Recorded) -> None:
    db.execute("UPDATE glass_openings SET overdue = 1 WHERE id = ?", (recorded.stream,))
