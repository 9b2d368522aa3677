"""What needs someone today, across the house."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.scope.queries import members_of


@dataclass(frozen=True)
class Unsigned:
    """A version asked for and not in force yet; ``missing`` are parties, persons or organisations."""

    cohabitation: UUID
    version: int
    asked_on: date
    missing: tuple[UUID, ...]
    signed: int


@dataclass(frozen=True)
class Silent:
    """A visit whose day passed without a word."""

    id: UUID
    cohabitation: UUID
    day: date
    operator: UUID


@dataclass(frozen=True)
class Glance:
    """One cohabitation on a day. ``state``: expected, trial, active, suspended or closed."""

    id: UUID
    home: UUID
    state: str
    since: date
    until: date | None
    members: tuple[UUID, ...]
    last_visit: date | None
    next_visit: date | None


def unsigned(db: sqlite3.Connection) -> tuple[Unsigned, ...]:
    rows = db.execute(
        "SELECT * FROM overview_pacts WHERE NOT active ORDER BY asked_on, cohabitation"
    ).fetchall()
    return tuple(waiting(db, row) for row in rows)


def waiting(db: sqlite3.Connection, row: sqlite3.Row) -> Unsigned:
    signed = {
        each["party"]
        for each in db.execute(
            "SELECT party FROM overview_signatures WHERE cohabitation = ? AND hash = ?",
            (row["cohabitation"], row["hash"]),
        )
    }
    parties = json.loads(row["parties"])
    return Unsigned(
        UUID(row["cohabitation"]), row["version"], date.fromisoformat(row["asked_on"]),
        tuple(UUID(it) for it in parties if it not in signed), sum(it in signed for it in parties),
    )  # fmt: skip


def silent(db: sqlite3.Connection, day: date) -> tuple[Silent, ...]:
    """Reminded of by the house, or simply past, and neither noted nor missed."""
    rows = db.execute(
        "SELECT * FROM overview_visits WHERE NOT noted AND state != 'missed' AND (reminded OR day < ?)"
        " ORDER BY day, id",
        (day,),
    )
    return tuple(
        Silent(
            UUID(row["id"]), UUID(row["cohabitation"]), date.fromisoformat(row["day"]), UUID(row["operator"])
        )
        for row in rows
    )


def glances(db: sqlite3.Connection, day: date) -> tuple[Glance, ...]:
    """Every cohabitation that is not over, as its homes are called."""
    rows = db.execute(
        "SELECT formed.cohabitation AS id, formed.home, formed.since AS expected,"
        " coalesce(it.state, 'expected') AS state, coalesce(it.since, formed.since) AS since, it.until"
        " FROM homes_cohabitations formed LEFT JOIN overview_cohabitations it ON it.id = formed.cohabitation"
        " LEFT JOIN homes_homes ON homes_homes.id = formed.home"
        " WHERE coalesce(it.state, 'expected') != 'closed' ORDER BY homes_homes.name, formed.cohabitation"
    ).fetchall()
    return tuple(glance(db, row, day) for row in rows)


def glance(db: sqlite3.Connection, row: sqlite3.Row, day: date) -> Glance:
    id = UUID(row["id"])
    return Glance(
        id, UUID(row["home"]), row["state"], date.fromisoformat(row["since"]),
        date.fromisoformat(row["until"]) if row["until"] else None, members_of(db, id, day),
        visit(db, "max", "state IN ('started', 'ended') AND day <= ?", id, day),
        visit(db, "min", "state = 'scheduled' AND day >= ?", id, day),
    )  # fmt: skip


def visit(db: sqlite3.Connection, which: str, where: str, cohabitation: UUID, day: date) -> date | None:
    row = db.execute(
        f"SELECT {which}(day) AS day FROM overview_visits WHERE cohabitation = ? AND {where}",
        (cohabitation, day),
    ).fetchone()
    return date.fromisoformat(row["day"]) if row["day"] else None
