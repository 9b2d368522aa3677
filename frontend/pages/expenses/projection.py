"""The entries of a home's money as they were written, and which of them no longer count."""

import json
import sqlite3

from events.envelope import Recorded
from events.pacts.balance import effect
from events.pacts.ledger import ExpenseCountered, ExpenseRecorded, Settled
from frontend.projecting import Projection, keep

projection = Projection(
    "expenses",
    version=1,
    tables="""
    CREATE TABLE expenses_entries (
        id TEXT PRIMARY KEY, home TEXT NOT NULL, payer TEXT NOT NULL, payee TEXT, cents INTEGER NOT NULL,
        effect TEXT NOT NULL, label TEXT, day TEXT NOT NULL, n INTEGER NOT NULL, late INTEGER NOT NULL,
        countered_by TEXT, reason TEXT, instead TEXT);
    """,
    indexes="CREATE INDEX expenses_entries_home ON expenses_entries (home, n);",
)


@projection.on(ExpenseRecorded)
def spent(db: sqlite3.Connection, fact: ExpenseRecorded, recorded: Recorded) -> None:
    enter(db, fact, recorded, None, keep(fact.label))


@projection.on(Settled)
def settled(db: sqlite3.Connection, fact: Settled, recorded: Recorded) -> None:
    enter(db, fact, recorded, str(fact.payee), None)


def enter(
    db: sqlite3.Connection,
    fact: ExpenseRecorded | Settled,
    recorded: Recorded,
    payee: str | None,
    label: str | None,
) -> None:
    changes = json.dumps([[str(person), cents] for person, cents in effect(fact)])
    db.execute(
        "INSERT OR IGNORE INTO expenses_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
        (
            fact.entry, fact.cohabitation, fact.payer, payee, fact.cents, changes, label, fact.on,
            recorded.stream_version, recorded.late,
        ),
    )  # fmt: skip


@projection.on(ExpenseCountered)
def countered(db: sqlite3.Connection, fact: ExpenseCountered, recorded: Recorded) -> None:
    """The entry keeps its place: struck out, with who did it and why."""
    db.execute(
        "UPDATE expenses_entries SET countered_by = ?, reason = ?, instead = ? WHERE id = ?",
        (fact.person, fact.reason, fact.instead, fact.entry),
    )
