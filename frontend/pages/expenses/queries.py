"""The account of a home: its entries, latest first, and who owes whom."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.pacts.balance import Effect, Owed, owed, summed
from frontend.kept import Kept
from frontend.projecting import box


@dataclass(frozen=True)
class Entry:
    """An expense, or money given to ``payee``. ``countered_by``: it no longer counts; ``instead``: what says it right."""

    id: UUID
    payer: UUID
    payee: UUID | None
    cents: int
    effect: Effect
    label: Kept | None
    day: date
    late: bool
    countered_by: UUID | None
    reason: str | None
    instead: UUID | None

    def part_of(self, person: UUID) -> int:
        """Cents of it that fall to someone, whoever paid."""
        return -sum(cents for it, cents in self.effect[1:] if it == person)


@dataclass(frozen=True)
class Account:
    """``balance``: person → cents, plus is owed to them."""

    entries: tuple[Entry, ...]
    balance: dict[UUID, int]

    @property
    def debts(self) -> tuple[Owed, ...]:
        return tuple(owed(self.balance))

    def entry(self, it: UUID | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == it), None)


def account(db: sqlite3.Connection, home: UUID) -> Account:
    rows = db.execute("SELECT * FROM expenses_entries WHERE home = ? ORDER BY n DESC, rowid DESC", (home,))
    entries = tuple(entry(row) for row in rows)
    return Account(entries, summed(it.effect for it in entries if it.countered_by is None))


def entry(row: sqlite3.Row) -> Entry:
    ids = {name: UUID(row[name]) if row[name] else None for name in ("payee", "countered_by", "instead")}
    return Entry(
        id=UUID(row["id"]), payer=UUID(row["payer"]), cents=row["cents"], label=box(row["label"]),
        effect=tuple((UUID(person), cents) for person, cents in json.loads(row["effect"])),
        day=date.fromisoformat(row["day"]), late=bool(row["late"]), reason=row["reason"], **ids,
    )  # fmt: skip
