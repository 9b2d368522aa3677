"""Where a person lives on a day."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.pages.case.queries import case
from frontend.scope.queries import standings_of


@dataclass(frozen=True)
class Living:
    cohabitation: UUID
    since: date
    name: str


def living_of(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Living, ...]:
    stands = (it for it in standings_of(db, person, day) if it.kind == "membership")
    return tuple(Living(it.over, it.since, name_of(db, it.over, day)) for it in stands if it.over)


def name_of(db: sqlite3.Connection, cohabitation: UUID, day: date) -> str:
    """Empty while the home is not known here."""
    known = case(db, cohabitation, day)
    return known.name if known else ""
