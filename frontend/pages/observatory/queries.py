"""Counts by measure and cell, silent about fewer than five."""

import sqlite3
from dataclasses import dataclass

LEAST = 5
MEASURES = (
    "contacts", "outcomes", "applications", "decisions", "cohabitations", "closings", "visits", "minutes", "goals",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """``amount`` None: fewer than five, or fewer than five behind them."""

    name: str
    amount: int | None


@dataclass(frozen=True)
class Measure:
    """``total`` None where a cell is kept back: the difference would tell it."""

    name: str
    cells: tuple[Cell, ...]
    total: int | None


def measures(db: sqlite3.Connection) -> tuple[Measure, ...]:
    return tuple(measure(db, name) for name in MEASURES)


def measure(db: sqlite3.Connection, name: str) -> Measure:
    rows = db.execute(
        "SELECT cell, sum(amount) AS amount, count(*) AS things, count(DISTINCT behind) AS behind"
        " FROM observatory_counted WHERE measure = ? GROUP BY cell ORDER BY cell",
        (name,),
    )
    cells = tuple(Cell(row["cell"], shown(row["amount"], row["things"], row["behind"])) for row in rows)
    known = [cell.amount for cell in cells if cell.amount is not None]
    return Measure(name, cells, sum(known) if known and len(known) == len(cells) else None)


def shown(amount: int, things: int, behind: int) -> int | None:
    return amount if min(things, behind) >= LEAST else None
