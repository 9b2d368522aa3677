"""All facts there are, applied to the tables of all pages; its one line is the hash of what came out."""

import hashlib
import sqlite3
import sys
from datetime import timedelta

from frontend.pages import projections
from services.kernel import clock
from tests.frontend.records import applying
from tests.inputs.every_fact import every_arrival


def replayed() -> str:
    it = applying(*projections())
    for each in every_arrival():
        it.take([each])
    return hashed(it._db)


def hashed(db: sqlite3.Connection) -> str:
    """Of every row of every table, in whatever order they came."""
    found = hashlib.sha256()
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        rows = sorted(repr(tuple(it)) for it in db.execute(f'SELECT * FROM "{name}"'))
        found.update(f"{name} {rows}\n".encode())
    return found.hexdigest()


if __name__ == "__main__":
    clock.pretend(clock.now() + timedelta(days=int(sys.argv[1])))
    print(replayed())
