"""Calls, and which of them takes applications on a day."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.intake.rule import EligibilityRule


@dataclass(frozen=True)
class Call:
    """``closes`` is the last day that counts; ``first_closes`` the one first published."""

    id: UUID
    title: str
    opens: date
    closes: date
    first_closes: date
    age_on: date
    rule: EligibilityRule

    @property
    def extended(self) -> bool:
        return self.closes != self.first_closes

    def open_on(self, day: date) -> bool:
        return self.opens <= day <= self.closes


def calls(db: sqlite3.Connection) -> tuple[Call, ...]:
    """Newest first."""
    return tuple(call(row) for row in db.execute("SELECT * FROM call_calls ORDER BY opens DESC, id"))


def call_of(db: sqlite3.Connection, it: UUID) -> Call | None:
    return next((each for each in calls(db) if each.id == it), None)


def open_call(db: sqlite3.Connection, day: date) -> Call | None:
    """The one that ends first, where several are open."""
    found = [each for each in calls(db) if each.open_on(day)]
    return min(found, key=lambda it: it.closes, default=None)


def call(row: sqlite3.Row) -> Call:
    return Call(
        id=UUID(row["id"]),
        title=row["title"],
        opens=date.fromisoformat(row["opens"]),
        closes=date.fromisoformat(row["closes"]),
        first_closes=date.fromisoformat(row["first_closes"]),
        age_on=date.fromisoformat(row["age_on"]),
        rule=EligibilityRule.model_validate_json(row["rule"]),
    )
