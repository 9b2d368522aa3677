"""What Parliamone shows: never a side but the reader's own, or that of who called the reader."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Side:
    person: UUID
    happened: Kept
    need: Kept
    at: datetime


@dataclass(frozen=True)
class Rule:
    """``state``: proposed, replaced, agreed, kept (asked for as ``version`` of the pact) or dropped."""

    id: UUID
    tension: UUID
    person: UUID
    words: Kept
    change: Kept | None
    days: int
    state: str
    since: date | None
    review: date | None
    version: int | None
    yes: frozenset[UUID]
    rated: frozenset[UUID]


@dataclass(frozen=True)
class Talk:
    """``told``: who has written a side, not what. ``calls``: (who called, whom).

    ``cools``: the instant from which a rule may be proposed.
    """

    id: UUID
    home: UUID
    opened: date
    people: tuple[UUID, ...]
    outcome: str | None
    closed: date | None
    told: frozenset[UUID]
    cools: datetime | None
    rule: Rule | None
    let_go: frozenset[UUID]
    calls: frozenset[tuple[UUID, UUID]]
    met: date | None

    @property
    def mediators(self) -> frozenset[UUID]:
        return frozenset(mediator for _, mediator in self.calls)


def talk(db: sqlite3.Connection, home: UUID) -> Talk | None:
    """The last one of that home, open or closed."""
    row = db.execute("SELECT * FROM tension_talks WHERE home = ? ORDER BY n DESC LIMIT 1", (home,)).fetchone()
    return talk_from(db, row) if row else None


def talk_from(db: sqlite3.Connection, row: sqlite3.Row) -> Talk:
    it = row["id"]
    told = db.execute("SELECT person, cools_until FROM tension_sides WHERE tension = ?", (it,)).fetchall()
    meeting = db.execute("SELECT max(day) AS day FROM tension_meetings WHERE tension = ?", (it,)).fetchone()
    nights = [datetime.fromisoformat(side["cools_until"]) for side in told if side["cools_until"]]
    return Talk(
        id=UUID(it), home=UUID(row["home"]), opened=date.fromisoformat(row["opened"]),
        people=tuple(UUID(person) for person in json.loads(row["people"])), outcome=row["outcome"],
        closed=on(row["closed"]), told=frozenset(UUID(side["person"]) for side in told), cools=max(nights, default=None),
        rule=last_rule(db, it), let_go=people(db, "SELECT person FROM tension_let_go WHERE tension = ?", it),
        calls=calls(db, it),
        met=on(meeting["day"]),
    )  # fmt: skip


def calls(db: sqlite3.Connection, tension: str) -> frozenset[tuple[UUID, UUID]]:
    rows = db.execute("SELECT person, mediator FROM tension_calls WHERE tension = ?", (tension,))
    return frozenset((UUID(row["person"]), UUID(row["mediator"])) for row in rows)


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def people(db: sqlite3.Connection, query: str, it: str) -> frozenset[UUID]:
    return frozenset(UUID(row[0]) for row in db.execute(query, (it,)))


def last_rule(db: sqlite3.Connection, tension: str) -> Rule | None:
    row = db.execute(
        "SELECT * FROM tension_rules WHERE tension = ? ORDER BY n DESC LIMIT 1", (tension,)
    ).fetchone()
    return rule_from(db, row) if row else None


def rule_from(db: sqlite3.Connection, row: sqlite3.Row) -> Rule:
    it = row["id"]
    return Rule(
        id=UUID(it), tension=UUID(row["tension"]), person=UUID(row["person"]), words=box(row["words"]),
        change=box(row["change"]), days=row["days"], state=row["state"], since=on(row["since"]),
        review=on(row["review"]), version=row["version"],
        yes=people(db, "SELECT person FROM tension_yes WHERE proposal = ?", it),
        rated=people(db, "SELECT person FROM tension_ratings WHERE proposal = ?", it),
    )  # fmt: skip


def on_trial(db: sqlite3.Connection, home: UUID) -> Rule | None:
    """The rule that home tries now: what the pact's page and who accompanies them may know of it all."""
    row = db.execute(
        "SELECT r.* FROM tension_rules r JOIN tension_talks t ON t.id = r.tension"
        " WHERE r.home = ? AND r.state = 'agreed' AND t.closed IS NULL ORDER BY r.n DESC LIMIT 1",
        (home,),
    ).fetchone()
    return rule_from(db, row) if row else None


def sides(db: sqlite3.Connection, tension: UUID, person: UUID) -> tuple[Side, ...]:
    """What that person told, first to last."""
    rows = db.execute(
        "SELECT * FROM tension_sides WHERE tension = ? AND person = ? ORDER BY at, event", (tension, person)
    )
    return tuple(
        Side(UUID(row["person"]), box(row["happened"]), box(row["need"]), datetime.fromisoformat(row["at"]))
        for row in rows
    )


def callers(db: sqlite3.Connection, home: UUID, mediator: UUID, day: date) -> tuple[tuple[UUID, UUID], ...]:
    """(tension, person) for everyone of that home who asks this mediator for help in what is still open."""
    rows = db.execute(
        "SELECT c.tension, c.person FROM tension_calls c JOIN tension_talks t ON t.id = c.tension"
        " WHERE t.home = ? AND t.closed IS NULL AND c.mediator = ? AND c.until > ? ORDER BY c.person",
        (home, mediator, day),
    )
    return tuple((UUID(row["tension"]), UUID(row["person"])) for row in rows)
