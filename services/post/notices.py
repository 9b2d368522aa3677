"""Notices to persons: made once when a matter falls due, dropped when it is no longer so, noted when told."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

KEPT = timedelta(days=90)
SHOWN = 20

DUE = (
    "SELECT kind, subject, at, until, circle FROM matters"
    " WHERE NOT over AND at <= :now AND until > :now AND told IS NOT at ORDER BY at LIMIT 100"
)
# Only who has ever said how they want to be told: for all others nothing is kept at all.
WHOM = (
    "SELECT person FROM wishes WHERE person IN (SELECT person FROM concerned WHERE kind = :kind AND subject = :subject"
    " UNION SELECT person FROM circles WHERE over = :circle AND since <= :today AND (until IS NULL OR until > :today))"
)
WAITING = (
    "SELECT n.id, n.person, n.kind, n.at, n.until, n.tries, {true} AS holds"
    " FROM notices n WHERE n.state = 'waiting' AND n.next <= :now ORDER BY n.next LIMIT 20"
)
HOLDS = (
    "(n.until > :now AND EXISTS (SELECT 1 FROM matters m WHERE m.kind = n.kind AND m.subject = n.subject AND NOT m.over"
    " AND m.at = n.at AND (m.circle IS NOT NULL OR EXISTS (SELECT 1 FROM concerned c WHERE c.kind = n.kind"
    " AND c.subject = n.subject AND c.person = n.person))))"
)
ADD = "INSERT OR IGNORE INTO notices VALUES (:id, :person, :kind, :subject, :at, :until, 'waiting', :at, 0, NULL)"


@dataclass(frozen=True)
class Notice:
    """``holds``: it is still so, and still concerns them."""

    id: UUID
    person: UUID
    kind: str
    at: datetime
    until: datetime
    tries: int
    holds: bool


class Notices:
    """For one thread."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def fall_due(self, now: datetime, today: date) -> int:
        """The same matter at the same moment is the same notice, however often this is asked."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            due = self._db.execute(DUE, {"now": now.isoformat()}).fetchall()
            for kind, subject, at, until, circle in due:
                what = {"kind": kind, "subject": subject}
                for (person,) in self._db.execute(
                    WHOM, {**what, "circle": circle, "today": today.isoformat()}
                ):
                    id = uuid5(UUID(subject), f"{kind}/{at}/{person}")
                    self._db.execute(ADD, {**what, "id": str(id), "person": person, "at": at, "until": until})
                self._db.execute(
                    "UPDATE matters SET told = at WHERE kind = :kind AND subject = :subject", what
                )
        return len(due)

    def waiting(self, now: datetime) -> list[Notice]:
        rows = self._db.execute(WAITING.format(true=HOLDS), {"now": now.isoformat()})
        return [
            Notice(UUID(id), UUID(person), kind, moment(at), moment(until), tries, bool(holds))
            for id, person, kind, at, until, tries, holds in rows
        ]

    def settle(self, notice: Notice, state: str, way: str | None = None) -> None:
        """``sent``, ``dropped`` (no longer so), ``unwanted`` or ``failed``."""
        self._db.execute(
            "UPDATE notices SET state = ?, way = ?, tries = tries + 1 WHERE id = ?",
            (state, way, str(notice.id)),
        )

    def postpone(self, notice: Notice, until: datetime, *, tried: bool = False) -> None:
        query = "UPDATE notices SET next = ?, tries = tries + ? WHERE id = ?"
        self._db.execute(query, (until.isoformat(), int(tried), str(notice.id)))

    def last(self, person: UUID) -> list[dict[str, str | None]]:
        """What this person was told of late, newest first: kinds, times and ways, no address."""
        query = "SELECT kind, at, state, way FROM notices WHERE person = ? AND state <> 'unwanted' ORDER BY at DESC LIMIT ?"
        rows = self._db.execute(query, (str(person), SHOWN))
        return [{"kind": kind, "at": at, "state": state, "way": way} for kind, at, state, way in rows]

    def forget(self, now: datetime) -> None:
        before = (now - KEPT).isoformat()
        self._db.execute("DELETE FROM notices WHERE state <> 'waiting' AND at < ?", (before,))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
