"""Invitations given, and what became of each."""

import sqlite3
from uuid import UUID

from events.envelope import Recorded
from events.network.invitation import (
    InvitationExpired,
    InvitationIssued,
    InvitationUsed,
    InvitationWithdrawn,
)
from frontend.projecting import Projection

projection = Projection(
    "invitation",
    version=2,
    tables="""
    CREATE TABLE invitation_given (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, hashed TEXT NOT NULL, until TEXT NOT NULL, beside INTEGER NOT NULL,
        close_to TEXT, kind TEXT, given TEXT NOT NULL, by TEXT NOT NULL, over TEXT,
        used TEXT);
    """,
    indexes="""
    CREATE INDEX invitation_given_hashed ON invitation_given (hashed);
    CREATE INDEX invitation_given_person ON invitation_given (person);
    CREATE INDEX invitation_given_close_to ON invitation_given (close_to);
    """,
)


@projection.on(InvitationIssued)
def issued(db: sqlite3.Connection, fact: InvitationIssued, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO invitation_given VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            fact.invitation, fact.person, fact.hashed, fact.until, fact.beside, fact.close_to, fact.kind,
            recorded.recorded_at, recorded.actor,
        ),
    )  # fmt: skip


@projection.on(InvitationUsed)
def used(db: sqlite3.Connection, fact: InvitationUsed, recorded: Recorded) -> None:
    over(db, fact.invitation, "used")
    db.execute("UPDATE invitation_given SET used = ? WHERE id = ?", (recorded.recorded_at, fact.invitation))


@projection.on(InvitationWithdrawn)
def withdrawn(db: sqlite3.Connection, fact: InvitationWithdrawn, recorded: Recorded) -> None:
    over(db, fact.invitation, "withdrawn")


@projection.on(InvitationExpired)
def expired(db: sqlite3.Connection, fact: InvitationExpired, recorded: Recorded) -> None:
    over(db, fact.invitation, "too-late")


def over(db: sqlite3.Connection, invitation: UUID, why: str) -> None:
    db.execute("UPDATE invitation_given SET over = ? WHERE id = ?", (why, invitation))
