"""What the record holds about one person, in the order it arrived, with the words that are theirs to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from events.envelope import Recorded
from events.message import Fact
from events.sealed import Box, each_sealed
from frontend.bus import Bus
from frontend.kept import Kept
from frontend.pages.file.history import records
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.sentences import Told, sentence

MOST_DOSSIERS = 200


@dataclass(frozen=True)
class Entry:
    """``boxes``: field path → what is sealed there, and theirs; all other sealed fields are in ``not_yours``."""

    recorded: Recorded
    fact: Fact
    title: Told
    boxes: dict[str, Kept]
    not_yours: tuple[str, ...]


@dataclass(frozen=True)
class Mine:
    """``people`` are the ids the facts name: each is called as the reader may call them."""

    entries: tuple[Entry, ...]
    me: frozenset[UUID]


async def collected(bus: Bus, db: Connection, reader: Reader) -> Mine:
    """Raises Unreachable."""
    me = frozenset(entries_of(db, reader.person))
    theirs = me | shared(db, me)
    names = public_names(db)
    found = [
        entry(recorded, me, theirs, names)
        async for kept in records(bus, tuple(sorted(theirs))[:MOST_DOSSIERS])
        if (recorded := kept.recorded()) and about(recorded, kept.text, me)
    ]
    return Mine(tuple(found), me)


def shared(db: Connection, me: frozenset[UUID]) -> frozenset[UUID]:
    """Homes they live or lived in, their applications, their proposals."""
    rows = (
        row
        for one in me
        for row in db.execute(
            "SELECT DISTINCT over FROM scope_standings WHERE kind IN ('membership', 'subject') AND person = ?"
            " AND over IS NOT NULL",
            (one,),
        )
    )
    return frozenset(UUID(row["over"]) for row in rows)


def public_names(db: Connection) -> dict[UUID, str]:
    rows = db.execute("SELECT id, name FROM case_homes UNION ALL SELECT id, name FROM case_organisations")
    return {UUID(row["id"]): row["name"] for row in rows}


def about(recorded: Recorded, text: str, me: frozenset[UUID]) -> bool:
    """It tells of them, they did it, or something in it is theirs."""
    return recorded.actor in me or not me.isdisjoint(recorded.subjects) or any(str(it) in text for it in me)


def entry(recorded: Recorded, me: frozenset[UUID], theirs: frozenset[UUID], names: dict[UUID, str]) -> Entry:
    """Of another's words nothing goes along, not even closed."""
    fact = recorded.revived()
    found = dict(boxes(fact))
    mine = {path: Kept(**vars(box)) for path, box in found.items() if box.owner in theirs}
    closed = frozenset(found) - frozenset(mine)
    bare = each_sealed(fact, lambda path, it: None if path in closed else it)
    title = sentence(bare if closed else fact, recorded.actor, names)
    return Entry(recorded, fact, title, mine, tuple(sorted(closed)))


def boxes(fact: Fact) -> Iterator[tuple[str, Box]]:
    found: list[tuple[str, Any]] = []
    each_sealed(fact, lambda path, it: found.append((path, it)) or it)  # type: ignore[func-returns-value]
    yield from ((path, it) for path, it in found if isinstance(it, Box))
