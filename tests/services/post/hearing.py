"""Facts as the post hears them, and what it then holds due."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from events.envelope import Recorded
from services.post.diary import Diary
from services.post.remembering import changes
from tests.people import PARTNERSHIP


def recorded(fact, stream=None, dossier=None, at=None) -> Recorded:
    moment = (at or datetime(2026, 3, 2, 9, tzinfo=UTC)).astimezone(UTC)
    stream = stream or uuid4()
    return Recorded(
        event_id=uuid4(), topic=fact.TOPIC, version=fact.VERSION, stream=stream, stream_version=1,
        partnership=PARTNERSHIP, dossier=dossier or stream, subjects=(), actor=uuid4(), role="operator",
        organisation=None, on_behalf_of=None, occurred_at=moment, zone="Europe/Rome", received_at=moment,
        recorded_at=moment, command_id=uuid4(), caused_by=None, fact=fact.model_dump(mode="json"),
    )  # fmt: skip


def hear(db, *heard):
    """Each a fact with its stream (and dossier and instant), in order."""
    diary = Diary(db)
    for fact, *where in heard:
        record = recorded(fact, *where)
        diary.note("pacts", None, changes(fact, record), fact.standings())


def wants(db, *people):
    """They have said how they want to be told; only for those is anything kept."""
    db.executemany("INSERT OR REPLACE INTO wishes VALUES (?, '{}')", [(str(it),) for it in people])


def told(db):
    """Who was to be told of what, so far."""
    rows = db.execute("SELECT kind, person FROM notices ORDER BY at, kind, person")
    return {(kind, UUID(person)) for kind, person in rows}
