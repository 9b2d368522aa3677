"""Questions about who stands where on a day."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from events.category import Category
from events.role import Role
from events.standing import Stands
from frontend.scope.persons import entries_of

VALID = "since <= :day AND (until IS NULL OR until > :day)"


def standings_of(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Stands, ...]:
    """All that is valid on that day, under every id this human being was entered with."""
    rows = (row for entry in entries_of(db, person) for row in standings_under(db, entry, day))
    return tuple(standing(row) for row in rows)


def standings_under(db: sqlite3.Connection, entry: UUID, day: date) -> sqlite3.Cursor:
    return db.execute(
        f"SELECT * FROM scope_standings WHERE person = :person AND {VALID} ORDER BY kind, role, over, since",
        {"person": entry, "day": day},
    )


def standing(row: sqlite3.Row) -> Stands:
    return Stands(
        kind=row["kind"],
        person=UUID(row["person"]),
        role=Role(row["role"]),
        since=date.fromisoformat(row["since"]),
        over=UUID(row["over"]) if row["over"] else None,
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        powers=tuple(row["powers"].split()),
        categories=tuple(Category(name) for name in row["categories"].split()),
        organisation=UUID(row["organisation"]) if row["organisation"] else None,
        until_at=datetime.fromisoformat(row["until_at"]) if row["until_at"] else None,
    )


def members_of(db: sqlite3.Connection, cohabitation: UUID, day: date) -> tuple[UUID, ...]:
    """Who lives there on that day, first in first."""
    rows = db.execute(
        f"SELECT person FROM scope_standings WHERE kind = 'membership' AND over = :over AND {VALID}"
        " ORDER BY since, person",
        {"over": cohabitation, "day": day},
    )
    return tuple(UUID(row["person"]) for row in rows)


def close_to(db: sqlite3.Connection, person: UUID, day: date) -> frozenset[UUID]:
    """Who stands close to a person: family and friends, holders of powers, operators of where they live."""
    rows = db.execute(
        "SELECT person FROM scope_standings WHERE (kind IN ('relation', 'power', 'share') AND over = :person OR"
        " kind = 'assignment' AND over IN (SELECT over FROM scope_standings WHERE kind IN ('membership', 'subject')"
        f" AND person = :person AND {VALID})) AND {VALID}",
        {"person": person, "day": day},
    )
    return frozenset(UUID(row["person"]) for row in rows)


def office_holders(db: sqlite3.Connection, people: Collection[UUID], day: date) -> frozenset[UUID]:
    """Who of these holds an office of the partnership, or held one by that day: what they did then stays theirs."""
    rows = db.execute(
        "SELECT person FROM scope_standings WHERE kind = 'role' AND person IN (SELECT value FROM json_each(:people))"
        " AND since <= :day AND (until IS NULL OR until > since)",
        {"people": json.dumps([str(it) for it in people]), "day": day},
    )
    return frozenset(UUID(row["person"]) for row in rows)


def concerned(db: sqlite3.Connection, dossier: UUID, day: date) -> frozenset[UUID]:
    """Persons whose dossier this is: the members of a home, the applicant, the person themselves.

    Whoever moved out is not among them any more, though the pact they signed stays theirs to read.
    """
    rows = db.execute(
        "SELECT person FROM scope_standings AS it WHERE kind IN ('membership', 'subject') AND over = :over"
        f" AND {VALID} AND NOT (kind = 'subject' AND EXISTS (SELECT 1 FROM scope_standings AS was"
        " WHERE was.kind = 'membership' AND was.over = it.over AND was.person = it.person AND was.until <= :day))",
        {"over": dossier, "day": day},
    )
    return frozenset((dossier, *(UUID(row["person"]) for row in rows)))


def around(db: sqlite3.Connection, dossier: UUID, day: date) -> frozenset[UUID]:
    """The dossier and, when it is a person, the homes and applications that are theirs on that day."""
    rows = db.execute(
        "SELECT over FROM scope_standings WHERE kind IN ('membership', 'subject') AND person = :person"
        f" AND over IS NOT NULL AND {VALID}",
        {"person": dossier, "day": day},
    )
    return frozenset((dossier, *(UUID(row["over"]) for row in rows)))


def ever_around(db: sqlite3.Connection, dossier: UUID, day: date) -> frozenset[UUID]:
    """The same, with what was theirs before that day, and the lines that pay for it: who audits looks back."""
    rows = db.execute(
        "WITH RECURSIVE reached (id) AS (SELECT :dossier UNION SELECT over FROM scope_standings JOIN reached"
        " ON person = id WHERE kind IN ('membership', 'subject') AND over IS NOT NULL AND since <= :day)"
        " SELECT id FROM reached",
        {"dossier": dossier, "day": day},
    )
    return frozenset(UUID(row["id"]) for row in rows)


def dossier_of(db: sqlite3.Connection, stream: UUID) -> UUID:
    """The dossier a stream belongs to; an id no fact has told of stands for itself, and belongs to nobody."""
    row = db.execute("SELECT dossier FROM streams WHERE stream = ?", (stream,)).fetchone()
    return UUID(row["dossier"]) if row else stream


def taken_by_another(db: sqlite3.Connection, stream: UUID, context: str) -> bool:
    """Whether the id already is something else's: a home cannot be applied for, or registered, as itself."""
    row = db.execute("SELECT context FROM streams WHERE stream = ?", (stream,)).fetchone()
    return row is not None and row["context"] != context


def suspended(db: sqlite3.Connection, dossier: UUID | None) -> int:
    """How many dossiers wait for a repair: of one when asked for one (0 or 1), else of all."""
    where = " WHERE dossier = ?" if dossier else ""
    found = db.execute(f"SELECT count(DISTINCT dossier) FROM parked{where}", (dossier,) if dossier else ())
    return int(found.fetchone()[0])


def newest(db: sqlite3.Connection) -> int:
    """The node's change counter."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM changes").fetchone()[0])
