"""Themes that have emerged, the latest quarter first."""

import sqlite3
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Emerged:
    """At least ``least`` signals alike."""

    theme: str
    district: UUID
    quarter: str
    least: int


def emerged(db: sqlite3.Connection) -> tuple[Emerged, ...]:
    rows = db.execute("SELECT * FROM needs_themes ORDER BY quarter DESC, least DESC, theme, district")
    return tuple(Emerged(row["theme"], UUID(row["district"]), row["quarter"], row["least"]) for row in rows)
