"""Persons whose identity was corrected, and how often."""

import sqlite3

from events.envelope import Recorded
from events.network.person import IdentityCorrected, PersonRegistered
from frontend.projecting import Projection, keep

projection = Projection(
    "example",
    version=1,
    tables="CREATE TABLE example_persons (id TEXT PRIMARY KEY, surname TEXT NOT NULL, times INTEGER NOT NULL);",
)


@projection.on(PersonRegistered, IdentityCorrected)
def corrected(db: sqlite3.Connection, fact: PersonRegistered | IdentityCorrected, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO example_persons VALUES (?1, ?2, 0)"
        " ON CONFLICT DO UPDATE SET surname = ?2, times = times + 1",
        (fact.person, keep(fact.identity.last_name)),
    )
