"""How heavy each duty is: to me, as my own secret, and in the middle once all have said theirs."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from events.pacts.wording import TEXTS
from frontend.i18n import LOCALE
from frontend.scope.queries import members_of


@dataclass(frozen=True)
class Weighed:
    """One duty: the clause's weight, mine, and the agreed one when there is one. Nobody else's is ever here."""

    duty: str
    default: int
    mine: int | None
    agreed: float | None


def weighed(db: sqlite3.Connection, home: UUID, person: UUID, day: date) -> tuple[Weighed, ...]:
    said = weights(db, home)
    present = members_of(db, home, day)
    return tuple(
        Weighed(
            duty["code"],
            duty["weight"],
            said.get(person, {}).get(duty["code"]),
            middle(said, present, duty["code"]),
        )
        for duty in duties(db, home)
    )


def middle(said: dict[UUID, dict[str, int]], present: tuple[UUID, ...], duty: str) -> float | None:
    """The median, once everyone who lives there has weighed it."""
    values = [said.get(person, {}).get(duty) for person in present]
    known = [value for value in values if value is not None]
    return float(median(known)) if known and len(known) == len(values) else None


def weights(db: sqlite3.Connection, home: UUID) -> dict[UUID, dict[str, int]]:
    rows = db.execute("SELECT person, weights FROM turns_weights WHERE home = ?", (home,))
    return {UUID(row["person"]): json.loads(row["weights"]) for row in rows}


def duties(db: sqlite3.Connection, home: UUID) -> list[dict[str, Any]]:
    """Code, weight and weekdays of each duty the pact in force sets."""
    row = db.execute("SELECT duties FROM turns_duties WHERE home = ?", (home,)).fetchone()
    found: list[dict[str, Any]] = json.loads(row["duties"]) if row else []
    return found


def duty_name(code: str) -> str:
    """As the pact calls it, in the reader's language."""
    words = str(TEXTS[LOCALE.get()]["words"]["duty"][code])
    return words[0].upper() + words[1:]
