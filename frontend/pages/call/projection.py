"""Calls as published, extended and closed."""

import sqlite3

from events.envelope import Recorded
from events.intake.call import CallClosed, CallExtended, CallPublished
from frontend.projecting import Projection

projection = Projection(
    "call",
    version=1,
    tables="""
    CREATE TABLE call_calls (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, opens TEXT NOT NULL, closes TEXT NOT NULL,
        first_closes TEXT NOT NULL, age_on TEXT NOT NULL, grid_hash TEXT NOT NULL, rule TEXT NOT NULL,
        closed INTEGER NOT NULL DEFAULT 0);
    """,
)


@projection.on(CallPublished)
def published(db: sqlite3.Connection, fact: CallPublished, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO call_calls VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            recorded.stream, fact.title, fact.opens, fact.closes, fact.closes, fact.age_on, fact.grid_hash,
            fact.rule.model_dump_json(),
        ),
    )  # fmt: skip


@projection.on(CallExtended)
def extended(db: sqlite3.Connection, fact: CallExtended, recorded: Recorded) -> None:
    db.execute("UPDATE call_calls SET closes = ? WHERE id = ?", (fact.closes, recorded.stream))


@projection.on(CallClosed)
def closed(db: sqlite3.Connection, fact: CallClosed, recorded: Recorded) -> None:
    db.execute("UPDATE call_calls SET closed = 1 WHERE id = ?", (recorded.stream,))
