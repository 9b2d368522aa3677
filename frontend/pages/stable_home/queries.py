"""The path towards a stable home, as far as its person shows it."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.accompaniment.readiness import EDITION, LIST, Line
from events.category import Category
from frontend.kept import Kept
from frontend.pages.nights.queries import Stay, stays_of
from frontend.pages.nights.shown import of_whom, shows
from frontend.projecting import box
from frontend.reader import Reader


@dataclass(frozen=True)
class Step:
    """``met_on`` None: not yet. ``stays``: those among the evidence, where stays are shown; ``facts``: all of it."""

    line: Line
    met_on: date | None = None
    edition: str = EDITION
    facts: int = 0
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True)
class Wish:
    voice: str
    words: Kept
    day: date


@dataclass(frozen=True)
class Path:
    person: UUID
    shown: bool
    steps: tuple[Step, ...] = ()
    wishes: tuple[Wish, ...] = ()
    version: int | None = None
    review_by: date | None = None
    referente: UUID | None = None
    allowed_on: date | None = None

    @property
    def met(self) -> int:
        return sum(it.met_on is not None for it in self.steps)


def paths(db: sqlite3.Connection, reader: Reader) -> tuple[Path, ...]:
    return tuple(path(db, reader, person) for person in of_whom(reader))


def path(db: sqlite3.Connection, reader: Reader, person: UUID) -> Path:
    if not shows(reader, person, Category.GOALS):
        return Path(person, shown=False)
    return project(db, person, stays_of(db, person) if shows(reader, person, Category.STAYS) else ())


def project(db: sqlite3.Connection, person: UUID, stays: tuple[Stay, ...]) -> Path:
    """All of it; ``stays``: those that may be named among the evidence."""
    known = db.execute("SELECT * FROM stable_home_projects WHERE person = ?", (person,)).fetchone()
    about = dict(known) if known else {}
    return Path(
        person,
        shown=True,
        steps=tuple(step(db, person, line, stays) for line in LIST),
        wishes=wishes(db, person),
        version=about.get("version"),
        review_by=on(about.get("review_by")),
        referente=UUID(about["referente"]) if about.get("referente") else None,
        allowed_on=on(about.get("allowed_on")),
    )


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def step(db: sqlite3.Connection, person: UUID, line: Line, stays: tuple[Stay, ...]) -> Step:
    row = db.execute(
        "SELECT * FROM stable_home_conditions WHERE person = ? AND condition = ?", (person, line.condition)
    ).fetchone()
    if row is None:
        return Step(line)
    evidence = row["evidence"].split()
    named = tuple(it for it in stays if str(it.id) in evidence)
    return Step(line, date.fromisoformat(row["day"]), row["edition"], len(evidence), named)


def wishes(db: sqlite3.Connection, person: UUID) -> tuple[Wish, ...]:
    """The person's first; two voices, side by side and never one."""
    rows = db.execute("SELECT * FROM stable_home_wishes WHERE person = ? ORDER BY voice DESC", (person,))
    return tuple(Wish(row["voice"], box(row["words"]), date.fromisoformat(row["day"])) for row in rows)
