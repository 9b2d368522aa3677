"""What is to be remembered, by the facts heard so far: matters, whom they concern, who belongs to a home."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime

from events.standing import Ends, Standing, Stands
from services.kernel.arrival import Cursor
from services.post.remembering.matter import Change, DeviceOver, Forgotten, Matter, Over

CIRCLES = ("membership", "assignment")
ROLES = ("role", "membership", "relation", "power", "appointment")

OF_PERSONS = ("wishes", "addresses", "subscriptions", "notices", "concerned", "circles", "endings")

SAID = (
    "INSERT INTO matters VALUES (:kind, :subject, :at, :until, :circle, NULL, 0) ON CONFLICT (kind, subject) DO UPDATE"
    " SET at = coalesce(excluded.at, at), until = coalesce(excluded.until, until),"
    " circle = coalesce(excluded.circle, circle), over = 0"
)
FOLLOWED = (
    "INSERT INTO cursors VALUES (:context, :epoch, :position, :sequence, :created) ON CONFLICT (context) DO UPDATE"
    " SET epoch = excluded.epoch, position = excluded.position, sequence = excluded.sequence,"
    " created = excluded.created"
)


class Diary:
    """For one thread; ``note`` is one transaction, the cursor in it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def cursors(self) -> dict[str, Cursor]:
        rows = self._db.execute("SELECT context, epoch, position, sequence, created FROM cursors")
        return {context: Cursor(*rest) for context, *rest in rows}

    def note(
        self, context: str, cursor: Cursor | None, changes: Iterable[Change], standings: Iterable[Standing]
    ) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            for change in changes:
                self._change(change)
            for standing in standings:
                self._stand(standing)
            if cursor:
                self._db.execute(FOLLOWED, {"context": context, **vars(cursor)})

    def _change(self, change: Change) -> None:
        match change:
            case Matter():
                self._matter(change)
            case Forgotten():
                for table in OF_PERSONS:
                    self._db.execute(f"DELETE FROM {table} WHERE person = ?", (str(change.person),))
            case DeviceOver():
                which = (str(change.person), str(change.device))
                self._db.execute("DELETE FROM subscriptions WHERE person = ? AND device = ?", which)
            case Over(person=None):
                where = (change.kind, str(change.subject))
                self._db.execute("UPDATE matters SET over = 1 WHERE kind = ? AND subject = ?", where)
            case Over():
                who = (change.kind, str(change.subject), str(change.person))
                self._db.execute("DELETE FROM concerned WHERE kind = ? AND subject = ? AND person = ?", who)

    def _matter(self, it: Matter) -> None:
        kind, subject = it.kind, str(it.subject)
        row = {"at": utc(it.at), "until": utc(it.until), "circle": str(it.circle) if it.circle else None}
        self._db.execute(SAID, {"kind": kind, "subject": subject, **row})
        if it.people is not None:
            self._db.execute("DELETE FROM concerned WHERE kind = ? AND subject = ?", (kind, subject))
            rows = [(kind, subject, str(person)) for person in it.people]
            self._db.executemany("INSERT OR IGNORE INTO concerned VALUES (?, ?, ?)", rows)

    def _stand(self, it: Standing) -> None:
        if it.kind in ROLES and it.until:
            ending = (str(it.person), it.role.value, it.until.isoformat())
            self._db.execute("INSERT OR IGNORE INTO endings VALUES (?, ?, ?)", ending)
        if it.kind in CIRCLES and it.over:
            self._circle(it)

    def _circle(self, it: Stands | Ends) -> None:
        over, person = str(it.over), str(it.person)
        until = it.until.isoformat() if it.until else None
        if isinstance(it, Stands):
            row = (over, it.kind, person, it.since.isoformat(), until)
            self._db.execute("INSERT OR REPLACE INTO circles VALUES (?, ?, ?, ?, ?)", row)
        else:
            query = "UPDATE circles SET until = ? WHERE over = ? AND kind = ? AND person = ? AND since <= ?"
            self._db.execute(query, (until, over, it.kind, person, until))

    def ended(self, today: date) -> int:
        """Phones signed in as what somebody is no longer are told nothing more; how many those were."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            gone = self._db.execute(
                "DELETE FROM subscriptions WHERE EXISTS (SELECT 1 FROM endings e WHERE e.person = subscriptions.person"
                " AND e.role = subscriptions.role AND e.until <= :today)",
                {"today": today.isoformat()},
            ).rowcount
            self._db.execute("DELETE FROM endings WHERE until <= ?", (today.isoformat(),))
        return gone


def utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
