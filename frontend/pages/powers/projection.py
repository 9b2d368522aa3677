"""One row for each decree that was entered, with what became of it."""

import sqlite3

from events.envelope import Recorded
from events.network.person import PowerChecked, PowerEnded, PowerRecorded, PowerSentBack
from frontend.projecting import Projection, keep

projection = Projection(
    "powers",
    version=1,
    tables="""
    CREATE TABLE powers_powers (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, holder TEXT NOT NULL, source TEXT NOT NULL, powers TEXT NOT NULL,
        decided_on TEXT, number TEXT, words TEXT, said_since TEXT NOT NULL, said_until TEXT, recorded_by TEXT,
        recorded_on TEXT NOT NULL, since TEXT, until TEXT, checked_by TEXT, checked_on TEXT, sent_back TEXT,
        ended TEXT);
    CREATE INDEX powers_powers_person ON powers_powers (person);
    """,
    indexes="""
    CREATE INDEX powers_powers_holder ON powers_powers (holder);
    CREATE INDEX powers_powers_open ON powers_powers (recorded_on, id)
        WHERE recorded_by IS NOT NULL AND checked_on IS NULL AND sent_back IS NULL;
    """,
)
WAITING = "recorded_by IS NOT NULL AND checked_on IS NULL AND sent_back IS NULL"


@projection.on(PowerRecorded)
def entered(db: sqlite3.Connection, fact: PowerRecorded, recorded: Recorded) -> None:
    """What needs no check is in force on the days it says."""
    at_once = fact.recorded_by is None
    db.execute(
        "REPLACE INTO powers_powers (id, person, holder, source, powers, decided_on, number, words, said_since,"
        " said_until, recorded_by, recorded_on, since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.event_id, fact.person, fact.holder, fact.source, " ".join(fact.powers), fact.decided_on,
            keep(fact.decree_number), keep(fact.decree_text), fact.since, fact.until, fact.recorded_by, recorded.day,
            fact.since if at_once else None, fact.until if at_once else None,
        ),
    )  # fmt: skip


@projection.on(PowerChecked)
def checked(db: sqlite3.Connection, fact: PowerChecked, recorded: Recorded) -> None:
    db.execute(
        "UPDATE powers_powers SET since = ?, until = ?, checked_by = ?, checked_on = ?"
        f" WHERE person = ? AND holder = ? AND {WAITING}",
        (fact.since, fact.until, recorded.actor, recorded.day, fact.person, fact.holder),
    )


@projection.on(PowerSentBack)
def sent_back(db: sqlite3.Connection, fact: PowerSentBack, recorded: Recorded) -> None:
    db.execute(
        "UPDATE powers_powers SET sent_back = ?, checked_by = ?"
        f" WHERE person = ? AND holder = ? AND {WAITING}",
        (fact.reason, recorded.actor, fact.person, fact.holder),
    )


@projection.on(PowerEnded)
def ended(db: sqlite3.Connection, fact: PowerEnded, recorded: Recorded) -> None:
    """The one in force on that day ends there."""
    db.execute(
        "UPDATE powers_powers SET until = ?1, ended = ?2 WHERE person = ?3 AND holder = ?4 AND since <= ?1"
        " AND (until IS NULL OR until > ?1)",
        (fact.until, fact.reason, fact.person, fact.holder),
    )
