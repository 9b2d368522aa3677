"""Returns under way: who asked, who met the person, and when the day is over."""

import sqlite3

from events.envelope import Recorded
from events.network.recovery import (
    RecoveryAsked,
    RecoveryCancelled,
    RecoveryCompleted,
    RecoveryConfirmed,
)
from frontend.projecting import Projection

projection = Projection(
    "recovery",
    version=2,
    tables="""
    CREATE TABLE recovery_open (
        person TEXT PRIMARY KEY, id TEXT NOT NULL, asked TEXT NOT NULL, guardian TEXT, due TEXT, over TEXT);
    CREATE INDEX recovery_open_id ON recovery_open (id);
    CREATE TABLE recovery_met (id TEXT NOT NULL, by TEXT NOT NULL, met TEXT NOT NULL, PRIMARY KEY (id, by));
    CREATE TABLE recovery_done (person TEXT PRIMARY KEY, at TEXT NOT NULL);
    """,
)


@projection.on(RecoveryAsked)
def asked(db: sqlite3.Connection, fact: RecoveryAsked, recorded: Recorded) -> None:
    row = (fact.person, fact.recovery, recorded.recorded_at, fact.guardian)
    db.execute("REPLACE INTO recovery_open VALUES (?, ?, ?, ?, NULL, NULL)", row)


@projection.on(RecoveryConfirmed)
def confirmed(db: sqlite3.Connection, fact: RecoveryConfirmed, recorded: Recorded) -> None:
    db.execute("REPLACE INTO recovery_met VALUES (?, ?, ?)", (fact.recovery, fact.by, fact.met))
    if fact.due:
        db.execute("UPDATE recovery_open SET due = ? WHERE id = ?", (fact.due, fact.recovery))


@projection.on(RecoveryCancelled)
def cancelled(db: sqlite3.Connection, fact: RecoveryCancelled, recorded: Recorded) -> None:
    db.execute("UPDATE recovery_open SET over = 'cancelled' WHERE id = ?", (fact.recovery,))


@projection.on(RecoveryCompleted)
def completed(db: sqlite3.Connection, fact: RecoveryCompleted, recorded: Recorded) -> None:
    db.execute("UPDATE recovery_open SET over = 'completed' WHERE id = ?", (fact.recovery,))
    db.execute("REPLACE INTO recovery_done VALUES (?, ?)", (fact.person, recorded.recorded_at))
