"""What history holds of a case, and of those who had to do with it: all that its pages were made from."""

import re
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from json import dumps
from uuid import UUID

from events.envelope import Recorded
from frontend.bus import Bus
from frontend.pages.file.history import Kept, records
from frontend.pages.file.queries import Case
from frontend.pages.file.reading import belongs

AT_ONCE = 200
AN_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass(frozen=True)
class Entry:
    """``own``: whether it is one of the facts of the case's file, which positions count; ``link`` of its chain."""

    arrival: int
    recorded: Recorded
    own: bool
    link: str


@dataclass
class Tape:
    """In the order of arrival; ``dossiers`` are those it was read from."""

    case: Case
    entries: list[Entry]
    dossiers: frozenset[UUID]
    last: int = field(default=0)

    async def catch_up(self, bus: Bus) -> bool:
        """Whether anything was recorded since. Raises Unreachable."""
        new = await read(bus, self.case, self.dossiers, self.last + 1)
        self.entries += new
        self.last = new[-1].arrival if new else self.last
        return bool(new)


async def tape(bus: Bus, db: sqlite3.Connection, case: Case) -> Tape:
    """Raises Unreachable."""
    own = [kept async for kept in records(bus, case.dossiers)]
    others = around(db, case, mentioned(own)) - set(case.dossiers)
    entries = [*entries_of(case, own), *await read(bus, case, others)]
    entries.sort(key=lambda it: it.arrival)
    return Tape(case, entries, others | set(case.dossiers), entries[-1].arrival if entries else 0)


def mentioned(own: Iterable[Kept]) -> set[UUID]:
    return {UUID(found) for kept in own for found in set(AN_ID.findall(kept.text))}


def around(db: sqlite3.Connection, case: Case, ids: Collection[UUID]) -> frozenset[UUID]:
    """Persons and organisations the case speaks of, who stands towards it or them, and who coordinates."""
    every = dumps([str(it) for it in {*ids, case.id, case.home}])
    rows = db.execute(
        "SELECT dossier FROM streams WHERE context = 'network' AND dossier IN (SELECT value FROM json_each(?1))"
        " UNION SELECT person FROM scope_standings WHERE over IN (SELECT value FROM json_each(?1))"
        " OR kind = 'role' AND role = 'coordinator'",
        (every,),
    )
    return frozenset(UUID(row[0]) for row in rows)


async def read(bus: Bus, case: Case, dossiers: Collection[UUID], first: int = 0) -> list[Entry]:
    found: list[Entry] = []
    every = sorted(dossiers)
    for n in range(0, len(every), AT_ONCE):
        found += entries_of(case, [it async for it in records(bus, tuple(every[n : n + AT_ONCE]), first)])
    return sorted(found, key=lambda it: it.arrival)


def entries_of(case: Case, every: Iterable[Kept]) -> list[Entry]:
    read = ((kept, kept.recorded()) for kept in every)
    return [Entry(kept.arrival, it, belongs(case, it), kept.link) for kept, it in read if it]
