"""Who is named in a decree about whom: whoever checks the paper must be able to read the name on it."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded
from events.network.person import PowerRecorded
from frontend.projecting import Projection

projection = Projection(
    "decrees",
    version=1,
    tables="""
    CREATE TABLE decrees_named (holder TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (holder, person)) WITHOUT ROWID;
    """,
)


@projection.on(PowerRecorded)
def named(db: sqlite3.Connection, fact: PowerRecorded, recorded: Recorded) -> None:
    db.execute("INSERT INTO decrees_named VALUES (?, ?) ON CONFLICT DO NOTHING", (fact.holder, fact.person))


def whose_decrees_name(db: sqlite3.Connection, holder: UUID) -> tuple[UUID, ...]:
    rows = db.execute("SELECT person FROM decrees_named WHERE holder = ?", (holder,))
    return tuple(UUID(row["person"]) for row in rows)
