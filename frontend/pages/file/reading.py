"""A page of a case's file: from history where it answers, else from what this node keeps of the main moments."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from events.envelope import Recorded
from events.message import revive_fact
from frontend.bus import Bus
from frontend.pages.file.history import Kept, Verdict, records, verified
from frontend.pages.file.kinds import DUTIES, kind_of
from frontend.pages.file.queries import Case, corrected, corrects
from frontend.pages.file.telling import Entry, Names, entry, told

SIZE = 50


@dataclass(frozen=True)
class Reading:
    """``chain`` and ``home_chain`` are None where history did not answer: then nothing was checked."""

    entries: tuple[Entry, ...]
    more: bool
    chain: Verdict | None = None
    home_chain: Verdict | None = None


async def from_history(
    bus: Bus, db: sqlite3.Connection, case: Case, kind: str, page: int, names: Names
) -> Reading:
    """Raises Unreachable."""
    chain, home_chain = await verified(bus, case.id), await verified(bus, case.home)
    first, last = (page - 1) * SIZE, page * SIZE
    found: list[tuple[Kept, Recorded]] = []
    async for kept in records(bus, case.dossiers):
        recorded = kept.recorded()
        if recorded and belongs(case, recorded) and kind in ("", kind_of(recorded.topic)):
            found.append((kept, recorded))
        if len(found) > last:
            break
    entries = (entry(recorded, kept.n, names) for kept, recorded in found[first:last])
    return Reading(with_corrections(db, entries), len(found) > last, chain, home_chain)


def belongs(case: Case, recorded: Recorded) -> bool:
    """Of the home's dossier: the home itself and the proposal that led here, not what was for others."""
    if recorded.dossier == case.id:
        return True
    theirs = recorded.fact.get("cohabitation") in (None, str(case.id))
    return recorded.stream in (case.home, case.proposal) and theirs


def with_corrections(db: sqlite3.Connection, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    every = tuple(entries)
    ids = [it.event for it in every]
    what, by = corrects(db, ids), corrected(db, ids)
    return tuple(replace(it, corrects=what.get(it.event), corrected=by.get(it.event)) for it in every)


def from_node(db: sqlite3.Connection, case: Case, kind: str, page: int, names: Names) -> Reading:
    """The main moments only, by the time they were recorded: turns and visits planned are not among them."""
    rows = db.execute("SELECT * FROM case_moments WHERE dossier = ? ORDER BY recorded_at, event", (case.id,))
    found = [it for it in moments(rows, names) if kind in ("", it.kind)]
    first, last = (page - 1) * SIZE, page * SIZE
    return Reading(with_corrections(db, found[first:last]), len(found) > last)


def moments(rows: Iterable[sqlite3.Row], names: Names) -> Iterator[Entry]:
    for row in rows:
        actor = UUID(row["actor"])
        fact = revive_fact(row["topic"], row["version"], json.loads(row["body"]))
        yield Entry(
            event=UUID(row["event"]),
            dossier=UUID(row["dossier"]),
            topic=row["topic"],
            kind=kind_of(row["topic"]),
            told=told(fact, actor, names),
            actor=None if row["topic"] in DUTIES else actor,
            happened=datetime.fromisoformat(row["at"]),
            recorded=datetime.fromisoformat(row["recorded_at"]),
            late=bool(row["late"]),
        )
