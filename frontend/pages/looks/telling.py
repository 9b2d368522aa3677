"""Looks as a person reads them: by day and by who looked, the everyday in one quiet line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from sqlite3 import Connection
from uuid import UUID

from events.category import Category
from events.role import Role
from frontend.moments import local_day
from frontend.naming import names_for
from frontend.pages.looks.history import Look
from frontend.pages.looks.queries import Question, asked_by, ground, owners
from frontend.reader import Reader
from frontend.visibility import Sight


@dataclass(frozen=True)
class Told:
    """``home``: it belongs to the home, not to the person alone. ``ground``: why the glass was broken."""

    look: Look
    home: bool
    question: Question | None
    ground: str | None


@dataclass(frozen=True)
class Looker:
    """``known``: the person knows them by name. ``organisation``: public name of the body they looked for."""

    reader: UUID
    role: Role
    known: bool
    organisation: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Day:
    """``quiet`` are those who read the name and nothing else."""

    day: date
    lookers: tuple[Looker, ...]
    quiet: tuple[Looker, ...]


def visible(db: Connection, reader: Reader, looks: Iterable[Look]) -> list[Look]:
    """Of the home's, those since the reader lives there."""
    since = owners(db, reader)
    return [it for it in looks if it.owner in since and local_day(it.at) >= since[it.owner]]


def days(db: Connection, reader: Reader, looks: Iterable[Look]) -> tuple[Day, ...]:
    """The newest first, as ``looks`` are."""
    seen = visible(db, reader, looks)
    questions = asked_by(db, reader.person)
    known = familiar(reader, {it.reader for it in seen})
    return tuple(
        one_day(db, reader, day, list(them), questions, known)
        for day, them in groupby(seen, lambda it: local_day(it.at))
    )


def one_day(
    db: Connection,
    reader: Reader,
    day: date,
    looks: list[Look],
    questions: dict[UUID, Question],
    known: set[UUID],
) -> Day:
    def told(it: Look) -> Told:
        home = it.owner in reader.homes
        return Told(it, home, questions.get(it.id), why(db, reader, it))

    def by_looker(some: list[Look]) -> tuple[Looker, ...]:
        whose = dict.fromkeys((it.reader, it.role, it.organisation) for it in some)
        return tuple(
            Looker(
                who,
                role,
                who in known,
                organisation(db, body),
                tuple(map(told, looks_of(some, who, role, body))),
            )
            for who, role, body in whose
        )

    return Day(
        day, by_looker([it for it in looks if not quiet(it)]), by_looker([it for it in looks if quiet(it)])
    )


def looks_of(looks: list[Look], who: UUID, role: Role, body: UUID | None) -> list[Look]:
    return [it for it in looks if (it.reader, it.role, it.organisation) == (who, role, body)]


def quiet(it: Look) -> bool:
    return it.categories == (Category.IDENTITY,) and it.name_only and not it.glass


def why(db: Connection, reader: Reader, it: Look) -> str | None:
    return ground(db, it.reader, it.at, reader.at) if it.glass else None


def familiar(reader: Reader, people: set[UUID]) -> set[UUID]:
    """Those the reader knows by name; of all others the role and the body are told."""
    sights = names_for(reader, people, b"").sights
    return {it for it, seen in sights.items() if seen >= Sight.CHOSEN}


def organisation(db: Connection, it: UUID | None) -> str | None:
    row = db.execute("SELECT name FROM network_organisations WHERE id = ?", (it,)).fetchone() if it else None
    return row["name"] if row else None
