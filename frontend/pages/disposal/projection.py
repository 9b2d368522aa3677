"""One row per clock and class: when it falls due, by which rule, and how far its disposal has come."""

import sqlite3
from typing import Any

from events.envelope import Recorded
from events.network.disposal import (
    DisposalAuthorised,
    DisposalConfirmed,
    DisposalDone,
    DisposalProposed,
    RetentionHeld,
    RetentionStarted,
)
from frontend.projecting import Projection

projection = Projection(
    "disposal",
    version=1,
    tables="""
    CREATE TABLE disposal_classes (
        stream TEXT NOT NULL, record_class TEXT NOT NULL, dossier TEXT NOT NULL, owner TEXT, kind TEXT NOT NULL,
        since TEXT NOT NULL, due TEXT NOT NULL, years INTEGER NOT NULL, source TEXT NOT NULL,
        stage TEXT NOT NULL, act TEXT, act_day TEXT, authorised_by TEXT, confirmed_by TEXT, done_on TEXT, keys INTEGER,
        PRIMARY KEY (stream, record_class)) WITHOUT ROWID;
    """,
    indexes="CREATE INDEX disposal_stage ON disposal_classes (stage, due);",
)


@projection.on(RetentionStarted)
def started(db: sqlite3.Connection, fact: RetentionStarted, recorded: Recorded) -> None:
    for kept in fact.classes:
        db.execute(
            "REPLACE INTO disposal_classes (stream, record_class, dossier, owner, kind, since, due, years, source,"
            " stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'kept')",
            (
                recorded.stream, kept.record_class, recorded.dossier, fact.owner, fact.kind, fact.since, kept.due,
                kept.years, kept.source,
            ),
        )  # fmt: skip


@projection.on(RetentionHeld)
def held(db: sqlite3.Connection, fact: RetentionHeld, recorded: Recorded) -> None:
    for record_class in fact.classes:
        db.execute(
            "DELETE FROM disposal_classes WHERE stream = ? AND record_class = ?",
            (recorded.stream, record_class),
        )


@projection.on(DisposalProposed)
def proposed(db: sqlite3.Connection, fact: DisposalProposed, recorded: Recorded) -> None:
    know(db, recorded, fact.record_class, stage="proposed")


@projection.on(DisposalAuthorised)
def authorised(db: sqlite3.Connection, fact: DisposalAuthorised, recorded: Recorded) -> None:
    known = {"act": fact.act, "act_day": fact.act_day, "authorised_by": fact.by}
    know(db, recorded, fact.record_class, stage="authorised", **known)


@projection.on(DisposalConfirmed)
def confirmed(db: sqlite3.Connection, fact: DisposalConfirmed, recorded: Recorded) -> None:
    know(db, recorded, fact.record_class, stage="confirmed", confirmed_by=recorded.actor)


@projection.on(DisposalDone)
def done(db: sqlite3.Connection, fact: DisposalDone, recorded: Recorded) -> None:
    know(db, recorded, fact.record_class, stage="done", done_on=recorded.day, keys=fact.keys)


def know(db: sqlite3.Connection, recorded: Recorded, record_class: str, **columns: Any) -> None:
    changes = ", ".join(f"{name} = ?" for name in columns)
    db.execute(
        f"UPDATE disposal_classes SET {changes} WHERE stream = ? AND record_class = ?",
        (*columns.values(), recorded.stream, record_class),
    )
