"""Info Points as anybody may know them: where, and at what hours."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from babel.dates import format_date

from frontend.i18n import LOCALE, gettext

A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Point:
    """``hours`` are words: "martedì 09:00–12:30"."""

    id: UUID
    name: str
    place: str
    hours: tuple[str, ...]


def points(db: sqlite3.Connection, day: date) -> tuple[Point, ...]:
    """Those open on that day or before it."""
    rows = db.execute("SELECT * FROM network_points WHERE since <= ? ORDER BY name", (day,))
    return tuple(
        Point(UUID(row["point"]), row["name"], row["place"], tuple(map(hours, json.loads(row["hours"]))))
        for row in rows
    )


def hours(it: dict[str, int]) -> str:
    name = format_date(A_MONDAY + timedelta(days=it["weekday"]), "EEEE", locale=LOCALE.get())
    return gettext("%(day)s %(opens)s–%(closes)s") % {
        "day": name, "opens": clock(it["opens"]), "closes": clock(it["closes"]),
    }  # fmt: skip


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
