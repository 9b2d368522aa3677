"""Questions about invitations: which one a code is of, and those of a person."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from frontend.signing_in.invitations import hashed

GOES_ON = timedelta(minutes=10)


@dataclass(frozen=True)
class Given:
    """``over``: why it is good no more (used, withdrawn, too-late); empty while it is open."""

    id: UUID
    person: UUID
    until: datetime
    beside: bool
    close_to: UUID | None
    kind: str | None
    given: datetime
    by: UUID
    over: str
    used: datetime | None = None

    def good(self, now: datetime) -> bool:
        return not self.over and now < self.until

    def why_not(self, now: datetime) -> str | None:
        """Why nobody comes in with it now; whoever was cut off in the middle of it has a few minutes to go on."""
        going_on = self.used is not None and now < self.used + GOES_ON
        return None if going_on or self.good(now) else f"invitation.{self.over or 'too-late'}"


def by_mark(db: sqlite3.Connection, mark: str) -> Given | None:
    row = db.execute("SELECT * FROM invitation_given WHERE hashed = ?", (hashed(mark),)).fetchone()
    return made(row) if row else None


def of_person(db: sqlite3.Connection, person: UUID) -> tuple[Given, ...]:
    """The newest first."""
    rows = db.execute("SELECT * FROM invitation_given WHERE person = ? ORDER BY given DESC", (person,))
    return tuple(made(row) for row in rows)


def given_by(db: sqlite3.Connection, inviter: UUID) -> tuple[Given, ...]:
    """To persons close to them, the newest first."""
    rows = db.execute("SELECT * FROM invitation_given WHERE close_to = ? ORDER BY given DESC", (inviter,))
    return tuple(made(row) for row in rows)


def made(row: sqlite3.Row) -> Given:
    return Given(
        UUID(row["id"]), UUID(row["person"]), datetime.fromisoformat(row["until"]), bool(row["beside"]),
        UUID(row["close_to"]) if row["close_to"] else None, row["kind"],
        datetime.fromisoformat(row["given"]), UUID(row["by"]), row["over"] or "",
        datetime.fromisoformat(row["used"]) if row["used"] else None,
    )  # fmt: skip
