"""Which person each outside login is."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded
from events.network.outside_login import OutsideLoginLinked, OutsideLoginUnlinked
from events.network.recovery import RecoveryCompleted
from frontend.projecting import Projection
from frontend.scope.persons import entries_of

projection = Projection(
    "outside_login",
    version=2,
    tables="""
    CREATE TABLE outside_login_of (login TEXT PRIMARY KEY, person TEXT NOT NULL);
    CREATE INDEX outside_login_of_person ON outside_login_of (person);
    """,
)


@projection.on(OutsideLoginLinked)
def linked(db: sqlite3.Connection, fact: OutsideLoginLinked, recorded: Recorded) -> None:
    db.execute("REPLACE INTO outside_login_of VALUES (?, ?)", (fact.login, fact.person))


@projection.on(OutsideLoginUnlinked)
def unlinked(db: sqlite3.Connection, fact: OutsideLoginUnlinked, recorded: Recorded) -> None:
    db.execute("DELETE FROM outside_login_of WHERE login = ?", (fact.login,))


@projection.on(RecoveryCompleted)
def let_in_anew(db: sqlite3.Connection, fact: RecoveryCompleted, recorded: Recorded) -> None:
    """All ways in from before are gone; a login of theirs is linked anew by themselves."""
    db.execute("DELETE FROM outside_login_of WHERE person = ?", (fact.person,))


def person_of(db: sqlite3.Connection, login: UUID) -> UUID | None:
    row = db.execute("SELECT person FROM outside_login_of WHERE login = ?", (login,)).fetchone()
    return UUID(row["person"]) if row else None


def logins_of(db: sqlite3.Connection, person: UUID) -> dict[UUID, UUID]:
    """Login → the entry it was linked under."""
    rows = db.execute("SELECT * FROM outside_login_of ORDER BY login").fetchall()
    mine = set(entries_of(db, person))
    return {UUID(it["login"]): UUID(it["person"]) for it in rows if UUID(it["person"]) in mine}
