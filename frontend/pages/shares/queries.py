"""Who is close to a person, and what each of them is shown."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.access import READERS, VISIBILITY
from events.category import Category
from events.role import Role

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Share:
    """``last`` is the last day on which it is seen."""

    categories: frozenset[str]
    since: date
    last: date


@dataclass(frozen=True)
class Close:
    """Someone close to the person. ``kind`` is None where only a share is left of the relation."""

    person: UUID
    kind: str | None
    share: Share | None


def close_ones(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Close, ...]:
    """Relations of that day, and whoever still has a share."""
    kinds = relations(db, person, day)
    shares = given(db, person, day)
    return tuple(Close(it, kinds.get(it), shares.get(it)) for it in dict.fromkeys((*kinds, *shares)))


def relations(db: sqlite3.Connection, person: UUID, day: date) -> dict[UUID, str]:
    rows = db.execute(
        "SELECT relative, kind FROM shares_relations WHERE person = ? AND since <= ? AND (until IS NULL OR until > ?)"
        " ORDER BY since, relative",
        (person, day, day),
    )
    return {UUID(row["relative"]): row["kind"] for row in rows}


def given(db: sqlite3.Connection, person: UUID, day: date) -> dict[UUID, Share]:
    rows = db.execute(
        "SELECT * FROM shares_given WHERE person = ? AND role = ? AND since <= ? AND until > ? ORDER BY reader",
        (person, Role.FAMILY, day, day),
    )
    return {UUID(row["reader"]): share(row) for row in rows}


def share(row: sqlite3.Row) -> Share:
    last = date.fromisoformat(row["until"]) - ONE_DAY
    return Share(frozenset(json.loads(row["categories"])), date.fromisoformat(row["since"]), last)


def shareable() -> tuple[Category, ...]:
    """Where the table says "what the person chose to share" with those close to them."""
    return tuple(it for it, letters in VISIBILITY.items() if letters[READERS.index(Role.FAMILY)] == "C")
