"""Persons as this node knows them: boxes of their names, and whom they are read as."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from events.envelope import Recorded
from events.network.person import FoundSame, IdentityCorrected, PersonRegistered
from events.network.same import resolve
from frontend.kept import Kept
from frontend.projecting import Projection, box, keep

projection = Projection(
    "persons",
    version=1,
    tables="""
    CREATE TABLE persons (
        id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT,
        pronouns TEXT);
    CREATE TABLE persons_same (other TEXT PRIMARY KEY, kept TEXT NOT NULL);
    """,
    indexes="CREATE INDEX persons_same_kept ON persons_same (kept);",
)
COLUMNS = ("first_name", "last_name", "email", "phone", "pronouns")


@dataclass(frozen=True)
class Person:
    id: UUID
    first_name: Kept
    last_name: Kept
    email: Kept | None
    phone: Kept | None
    pronouns: Kept | None


@projection.on(PersonRegistered, IdentityCorrected)
def known(db: sqlite3.Connection, fact: PersonRegistered | IdentityCorrected, recorded: Recorded) -> None:
    boxes = (keep(getattr(fact.identity, name)) for name in COLUMNS)
    db.execute("REPLACE INTO persons VALUES (?, ?, ?, ?, ?, ?)", (fact.person, *boxes))


@projection.on(FoundSame)
def same(db: sqlite3.Connection, fact: FoundSame, recorded: Recorded) -> None:
    db.execute("REPLACE INTO persons_same VALUES (?, ?)", (fact.other, fact.kept))


ASKED = """SELECT asked.value AS asked, kept, persons.* FROM json_each(?) AS asked
LEFT JOIN persons_same ON other = asked.value LEFT JOIN persons ON persons.id = asked.value"""
SAME = """WITH RECURSIVE told (id) AS (SELECT value FROM json_each(?) UNION
SELECT kept FROM persons_same JOIN told ON other = told.id)
SELECT other, kept FROM persons_same WHERE other IN (SELECT id FROM told)"""


def persons(db: sqlite3.Connection, ids: Collection[UUID]) -> dict[UUID, Person]:
    """Each id that is a person's → whom they are read as."""
    asked = {str(it): it for it in ids}
    rows = db.execute(ASKED, (json.dumps([*asked]),)).fetchall()
    same = {asked[row["asked"]]: row for row in rows if row["id"] and not row["kept"]}
    found = {it: someone(it, row) for it, row in same.items()}
    return found | as_another(db, [asked[row["asked"]] for row in rows if row["kept"]])


def as_another(db: sqlite3.Connection, ids: Collection[UUID]) -> dict[UUID, Person]:
    """The few who were found to be the same as somebody else."""
    others = same_as(db, ids) if ids else {}
    read_as = {it: resolve(it, others) for it in ids}
    found = {it.id: it for it in all_of(db, set(read_as.values()))}
    return {it: who for it, kept in read_as.items() if (who := found.get(kept))}


def same_as(db: sqlite3.Connection, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Other → kept, as far as it is about these: the list of all grows with the town."""
    rows = db.execute(SAME, (json.dumps([str(it) for it in ids]),))
    return {UUID(row["other"]): UUID(row["kept"]) for row in rows}


def person(db: sqlite3.Connection, it: UUID) -> Person | None:
    return next(all_of(db, (it,)), None)


def all_of(db: sqlite3.Connection, ids: Collection[UUID]) -> Iterator[Person]:
    if not ids:
        return iter(())
    rows = db.execute(
        "SELECT * FROM persons WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([str(it) for it in ids]),),
    )
    return (someone(UUID(row["id"]), row) for row in rows)


def someone(it: UUID, row: sqlite3.Row) -> Person:
    return Person(it, *[box(row[name]) for name in COLUMNS])


def entries_of(db: sqlite3.Connection, it: UUID) -> tuple[UUID, ...]:
    """All ids under which this human being was entered."""
    rows = db.execute(
        "WITH RECURSIVE all_of (id) AS (SELECT ? UNION SELECT other FROM persons_same JOIN all_of ON kept = id)"
        " SELECT id FROM all_of",
        (it,),
    )
    return tuple(UUID(row["id"]) for row in rows)
