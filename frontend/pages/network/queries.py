"""Who is in the network, on a day."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.standing import Stands
from frontend.scope.queries import VALID, standing


@dataclass(frozen=True)
class Organisation:
    id: UUID
    name: str
    legal_form: str
    part: str
    competences: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class District:
    id: UUID
    name: str


@dataclass(frozen=True)
class Someone:
    """``roles`` and ``assignments`` are those of the day; ``same_as`` when this is a second entry."""

    person: UUID
    since: date
    minor_until: date | None
    roles: tuple[Stands, ...]
    assignments: tuple[Stands, ...]
    same_as: UUID | None


@dataclass(frozen=True)
class Relation:
    """``relative`` is the ``kind`` of ``person``."""

    person: UUID
    relative: UUID
    kind: str
    since: date
    until: date | None


def organisations(db: sqlite3.Connection, day: date) -> tuple[Organisation, ...]:
    """The lead first."""
    rows = db.execute(f"SELECT * FROM network_organisations WHERE {VALID} ORDER BY part, name", {"day": day})
    return tuple(
        Organisation(
            UUID(row["id"]), row["name"], row["legal_form"], row["part"], tuple(row["competences"].split()),
            date.fromisoformat(row["since"]),
        )
        for row in rows
    )  # fmt: skip


def districts(db: sqlite3.Connection) -> tuple[District, ...]:
    rows = db.execute("SELECT * FROM network_districts ORDER BY name")
    return tuple(District(UUID(row["id"]), row["name"]) for row in rows)


def people(db: sqlite3.Connection, day: date) -> tuple[Someone, ...]:
    """Newest first: whoever was just entered is who is being looked for."""
    rows = db.execute("SELECT * FROM network_people ORDER BY since DESC, person").fetchall()
    return tuple(someone(db, row, day) for row in rows)


def person_of(db: sqlite3.Connection, it: UUID, day: date) -> Someone | None:
    row = db.execute("SELECT * FROM network_people WHERE person = ?", (it,)).fetchone()
    return someone(db, row, day) if row else None


def someone(db: sqlite3.Connection, row: sqlite3.Row, day: date) -> Someone:
    held = standings(db, row["person"], day)
    kept = db.execute("SELECT kept FROM persons_same WHERE other = ?", (row["person"],)).fetchone()
    return Someone(
        person=UUID(row["person"]),
        since=date.fromisoformat(row["since"]),
        minor_until=date.fromisoformat(row["minor_until"]) if row["minor_until"] else None,
        roles=tuple(it for it in held if it.kind == "role"),
        assignments=tuple(it for it in held if it.kind == "assignment"),
        same_as=UUID(kept["kept"]) if kept else None,
    )


def standings(db: sqlite3.Connection, person: str, day: date) -> tuple[Stands, ...]:
    """Valid that day or not begun yet."""
    rows = db.execute(
        "SELECT * FROM scope_standings WHERE person = ? AND kind IN ('role', 'assignment')"
        " AND (until IS NULL OR (until > ? AND until > since)) ORDER BY role, since",
        (person, day),
    )
    return tuple(standing(row) for row in rows)


def relations_of(db: sqlite3.Connection, person: UUID) -> tuple[Relation, ...]:
    """Both ways round, the latest first."""
    rows = db.execute(
        "SELECT * FROM network_relations WHERE person = ?1 OR relative = ?1 ORDER BY since DESC, person, relative",
        (person,),
    )
    return tuple(
        Relation(
            UUID(row["person"]), UUID(row["relative"]), row["kind"], date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for row in rows
    )  # fmt: skip
