"""How many facts a read model knows: of some dossiers, or of all."""

import json
import sqlite3
from collections.abc import Collection
from uuid import UUID


def facts_around(db: sqlite3.Connection, dossiers: Collection[UUID]) -> tuple[int, int]:
    """Streams, and facts in them."""
    row = db.execute(
        "SELECT count(*), coalesce(sum(version), 0) FROM streams"
        " WHERE dossier IN (SELECT value FROM json_each(?))",
        (json.dumps([str(it) for it in dossiers]),),
    ).fetchone()
    return int(row[0]), int(row[1])


def facts_of_the_house(db: sqlite3.Connection) -> tuple[int, int]:
    row = db.execute("SELECT count(*), coalesce(sum(version), 0) FROM streams").fetchone()
    return int(row[0]), int(row[1])
