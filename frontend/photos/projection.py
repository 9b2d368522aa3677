"""Which photos stand beside what, with the closed keys to them."""

import sqlite3

from events.accompaniment.photo import PhotoAttached
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "photos",
    version=1,
    tables="""
    CREATE TABLE photos_photos (
        id TEXT PRIMARY KEY, photo TEXT NOT NULL, of_id TEXT NOT NULL, dossier TEXT NOT NULL,
        at TEXT NOT NULL, key TEXT NOT NULL);
    """,
    indexes="CREATE INDEX photos_of ON photos_photos (of_id);",
)


@projection.on(PhotoAttached)
def attached(db: sqlite3.Connection, fact: PhotoAttached, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO photos_photos VALUES (?, ?, ?, ?, ?, ?)",
        (recorded.stream, fact.photo, fact.of, recorded.dossier, recorded.occurred_at, keep(fact.key)),
    )
