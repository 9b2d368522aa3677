"""Words that are kept from someone, whatever else they may read: of an incident, from whoever may be its cause."""

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from events.accompaniment.incident import IncidentRaised, ProtectionStepTaken, kept_from
from events.category import Category
from events.envelope import Recorded
from events.sealed import Box
from frontend.projecting import Projection
from frontend.reader import Reader
from frontend.scope.persons import entries_of

projection = Projection(
    "withheld",
    version=1,
    tables="""
    CREATE TABLE withheld_words (event TEXT PRIMARY KEY, stream TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE withheld_from (stream TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (stream, digest)) WITHOUT ROWID;
    """,
)


@projection.on(IncidentRaised)
def raised(db: sqlite3.Connection, fact: IncidentRaised, recorded: Recorded) -> None:
    told(db, recorded)
    digests = ((recorded.stream, digest) for digest in fact.hidden)
    db.executemany("INSERT OR IGNORE INTO withheld_from VALUES (?, ?)", digests)


@projection.on(ProtectionStepTaken)
def acted(db: sqlite3.Connection, fact: ProtectionStepTaken, recorded: Recorded) -> None:
    told(db, recorded)


def told(db: sqlite3.Connection, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO withheld_words VALUES (?, ?)", (recorded.event_id, recorded.stream))


def withheld(reader: Reader, box: Box) -> bool:
    """Asked at the one door, of everybody who looks through it."""
    if box.category is not Category.INCIDENTS:
        return False
    event = (box.place or "").partition("/")[0]
    return any(
        it.db is not None and kept(it.db, stream(it.db, event), humans(reader))
        for it in (reader, reader.viewer)
        if it is not None
    )


def humans(reader: Reader) -> set[UUID]:
    """Whose page it is, and who sits before it."""
    return {reader.person, reader.looker.person}


def stream(db: sqlite3.Connection, event: str) -> UUID | None:
    row = db.execute("SELECT stream FROM withheld_words WHERE event = ?", (event,)).fetchone()
    return UUID(row["stream"]) if row else None


def kept(db: sqlite3.Connection, incident: UUID | None, people: Iterable[UUID]) -> bool:
    """Under whatever ids they were entered with."""
    if incident is None:
        return False
    digests = [kept_from(incident, entry) for person in people for entry in (person, *entries_of(db, person))]
    marks = ", ".join("?" * len(digests))
    found = db.execute(
        f"SELECT 1 FROM withheld_from WHERE stream = ? AND digest IN ({marks})", (incident, *digests)
    )
    return found.fetchone() is not None
