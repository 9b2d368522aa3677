"""Contacts as a desk works with them: today's, those expected, those to be asked how it went."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box

ASKED_AFTER = timedelta(days=1)
ASKED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Given:
    """An entry that was proposed, and what spoke for it."""

    entry: UUID
    why: tuple[str, ...]


@dataclass(frozen=True)
class Handover:
    """``state``: asked, accepted, declined (with its ``reason``)."""

    from_point: UUID
    to_point: UUID
    day: date
    hand: UUID
    state: str
    reason: str | None


@dataclass(frozen=True)
class Call:
    """A name and a way, closed; shown to the hands that took it down, until that day."""

    name: Kept
    channel: str
    address: Kept
    purpose: str
    until: date
    taken_back: date | None


@dataclass(frozen=True)
class Told:
    outcome: str
    told_by: str
    entry: UUID | None
    day: date


@dataclass(frozen=True)
class Contact:
    """ "Ospite ``number``" of ``opened_at`` on ``day``; looked after at ``point``, opened by ``hand``."""

    id: UUID
    number: int
    day: date
    at: datetime
    point: UUID
    opened_at: UUID
    hand: UUID
    options: tuple[Given, ...]
    handovers: tuple[Handover, ...]
    call: Call | None
    told: tuple[Told, ...]

    @property
    def expected(self) -> Handover | None:
        """The hand-over that waits for an answer."""
        return next((it for it in self.handovers if it.state == "asked"), None)


def contact_of(db: sqlite3.Connection, it: UUID) -> Contact | None:
    row = db.execute("SELECT * FROM desk_contacts WHERE contact = ?", (it,)).fetchone()
    return contact(db, row) if row else None


def by_code(db: sqlite3.Connection, code: str) -> Contact | None:
    """Who holds a sheet; however it was typed."""
    plain = code.upper().replace("-", "").replace(" ", "")
    row = db.execute("SELECT * FROM desk_contacts WHERE code = ?", (plain,)).fetchone()
    return contact(db, row) if row else None


def opened_on(db: sqlite3.Connection, points: Collection[UUID], day: date) -> tuple[Contact, ...]:
    """Newest first, wherever they are looked after by now."""
    rows = db.execute(
        f"SELECT * FROM desk_contacts WHERE opened_at IN {AMONG} AND day = ? ORDER BY number DESC",
        (among(points), day),
    )
    return tuple(contact(db, row) for row in rows.fetchall())


def expected_at(db: sqlite3.Connection, points: Collection[UUID]) -> tuple[Contact, ...]:
    """Handed over to these points, who still have to answer; the soonest first."""
    rows = db.execute(
        "SELECT it.* FROM desk_contacts AS it JOIN desk_handovers AS h USING (contact)"
        f" WHERE h.state = 'asked' AND h.to_point IN {AMONG} ORDER BY h.day, it.contact",
        (among(points),),
    )
    return tuple(contact(db, row) for row in rows.fetchall())


def handed_by(db: sqlite3.Connection, points: Collection[UUID]) -> tuple[Contact, ...]:
    """Handed over from these points, the latest first, with the answer."""
    rows = db.execute(
        "SELECT DISTINCT it.* FROM desk_contacts AS it JOIN desk_handovers AS h USING (contact)"
        f" WHERE h.from_point IN {AMONG} ORDER BY h.day DESC, it.contact LIMIT 20",
        (among(points),),
    )
    return tuple(contact(db, row) for row in rows.fetchall())


def coming(db: sqlite3.Connection, points: Collection[UUID], day: date) -> tuple[Contact, ...]:
    """Accepted here from elsewhere, for today or later."""
    rows = db.execute(
        "SELECT it.* FROM desk_contacts AS it JOIN desk_handovers AS h USING (contact)"
        f" WHERE h.state = 'accepted' AND h.to_point = it.point AND it.point IN {AMONG} AND h.day >= ?"
        " ORDER BY h.day, it.contact",
        (among(points), day),
    )
    return tuple(contact(db, row) for row in rows.fetchall())


def to_ask(db: sqlite3.Connection, points: Collection[UUID], day: date) -> tuple[Contact, ...]:
    """Something was proposed to them, at least a day ago and not a month, and nobody has said how it went."""
    rows = db.execute(
        f"SELECT * FROM desk_contacts AS it WHERE point IN {AMONG} AND day <= ? AND day > ?"
        " AND EXISTS (SELECT 1 FROM desk_options AS o WHERE o.contact = it.contact)"
        " AND NOT EXISTS (SELECT 1 FROM desk_outcomes AS t WHERE t.contact = it.contact) ORDER BY day, number",
        (among(points), day - ASKED_AFTER, day - ASKED_FOR),
    )
    return tuple(contact(db, row) for row in rows.fetchall())


AMONG = "(SELECT value FROM json_each(?))"


def among(points: Collection[UUID]) -> str:
    return json.dumps([str(it) for it in points])


def contact(db: sqlite3.Connection, row: sqlite3.Row) -> Contact:
    it = row["contact"]
    return Contact(
        id=UUID(it),
        number=row["number"],
        day=date.fromisoformat(row["day"]),
        at=datetime.fromisoformat(row["at"]),
        point=UUID(row["point"]),
        opened_at=UUID(row["opened_at"]),
        hand=UUID(row["hand"]),
        options=tuple(
            Given(UUID(each["entry"]), tuple(each["why"].split()))
            for each in db.execute("SELECT * FROM desk_options WHERE contact = ? ORDER BY n", (it,))
        ),
        handovers=tuple(
            map(handover, db.execute(f"{OF} desk_handovers WHERE contact = ? ORDER BY n", (it,)))
        ),
        call=call(db.execute(f"{OF} desk_calls WHERE contact = ?", (it,)).fetchone()),
        told=tuple(map(told, db.execute(f"{OF} desk_outcomes WHERE contact = ? ORDER BY n", (it,)))),
    )


OF = "SELECT * FROM"


def handover(row: sqlite3.Row) -> Handover:
    day = date.fromisoformat(row["day"])
    points = UUID(row["from_point"]), UUID(row["to_point"])
    return Handover(*points, day, UUID(row["hand"]), row["state"], row["reason"])


def call(row: sqlite3.Row | None) -> Call | None:
    if row is None:
        return None
    taken_back = date.fromisoformat(row["taken_back"]) if row["taken_back"] else None
    until = date.fromisoformat(row["until"])
    return Call(box(row["name"]), row["channel"], box(row["address"]), row["purpose"], until, taken_back)


def told(row: sqlite3.Row) -> Told:
    entry = UUID(row["entry"]) if row["entry"] else None
    return Told(row["outcome"], row["told_by"], entry, date.fromisoformat(row["day"]))
