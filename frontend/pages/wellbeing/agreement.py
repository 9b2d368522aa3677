"""The pact a person has signed, as those close to them read it: since when, and how long; nobody else who signed."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend.pages.pact.queries import pact
from frontend.pages.wellbeing.living import Living
from frontend.scope.persons import entries_of


@dataclass(frozen=True)
class Agreement:
    """``since``: the day the version that holds came into force; ``articles`` and rules of the home's own together."""

    place: str
    since: date
    articles: int


def agreements(
    db: sqlite3.Connection, person: UUID, homes: Iterable[Living], day: date
) -> tuple[Agreement, ...]:
    found = (agreement(db, person, home, day) for home in homes)
    return tuple(it for it in found if it)


def agreement(db: sqlite3.Connection, person: UUID, home: Living, day: date) -> Agreement | None:
    """None while no version holds that this person is a party of."""
    known = pact(db, home.cohabitation)
    now = known.holding(day) if known else None
    if now is None or now.in_force is None or not any(now.party(it) for it in entries_of(db, person)):
        return None
    return Agreement(home.name, now.in_force, len(now.clauses) + len(now.own_rules))
