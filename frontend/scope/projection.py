"""Standings: what every fact says about who may do what, with dates."""

import sqlite3
from datetime import UTC

from events.envelope import Recorded
from events.message import Fact
from events.standing import Ends, Stands
from frontend.projecting import Projection

projection = Projection(
    "scope",
    version=2,
    tables="""
    CREATE TABLE scope_standings (
        kind TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, over TEXT, since TEXT NOT NULL, until TEXT,
        powers TEXT NOT NULL, categories TEXT NOT NULL, organisation TEXT, until_at TEXT, event TEXT NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (event, n));
    CREATE INDEX scope_standings_person ON scope_standings (person);
    """,
    indexes="""
    CREATE INDEX scope_standings_over ON scope_standings (over);
    CREATE INDEX scope_standings_role ON scope_standings (role, person) WHERE kind = 'role';
    """,
)


@projection.on_those(lambda kind: kind.standings is not Fact.standings)
def stand(db: sqlite3.Connection, fact: Fact, recorded: Recorded) -> None:
    for n, change in enumerate(fact.standings()):
        if isinstance(change, Ends):
            end(db, change)
        else:
            begin(db, change, recorded, n)


def begin(db: sqlite3.Connection, it: Stands, recorded: Recorded, n: int) -> None:
    """The same standing from the same day, said again, takes the place of the first."""
    db.execute(
        "DELETE FROM scope_standings WHERE kind = ? AND person = ? AND role = ? AND over IS ? AND since = ?",
        (it.kind, it.person, it.role, it.over, it.since),
    )
    db.execute(
        "INSERT INTO scope_standings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            it.kind, it.person, it.role, it.over, it.since, it.until,
            " ".join(it.powers), " ".join(it.categories), it.organisation, instant(it), recorded.event_id, n,
        ),
    )  # fmt: skip


def instant(it: Stands) -> str | None:
    return it.until_at.astimezone(UTC).isoformat() if it.until_at else None


def end(db: sqlite3.Connection, it: Ends) -> None:
    """Closes what is open, and shortens what was to last longer; it never lengthens anything."""
    db.execute(
        "UPDATE scope_standings SET until = ?1 WHERE kind = ?2 AND person = ?3 AND role = ?4 AND over IS ?5"
        " AND since <= ?1 AND (until IS NULL OR until > ?1)",
        (it.until, it.kind, it.person, it.role, it.over),
    )
