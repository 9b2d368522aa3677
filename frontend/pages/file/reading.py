"""A page of a case's file: from history where it answers, else from what this node keeps of the main moments."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from events.envelope import Recorded
from events.message import revive_fact
from frontend.bus import Bus
from frontend.outside import NAMELESS
from frontend.pages.file.choosing import Choice
from frontend.pages.file.history import Kept, Verdict, records, verified
from frontend.pages.file.kinds import kind_of
from frontend.pages.file.proof import proofs
from frontend.pages.file.queries import Case, Dossier, corrected, corrects
from frontend.pages.file.telling import Entry, Names, entry, revived, told

SIZE = 50
CORRECTABLE = frozenset(("accompaniment.NoteWritten", "accompaniment.VisitEnded"))


@dataclass(frozen=True)
class Reading:
    """``chain`` and ``home_chain`` are None where history did not answer: then nothing was checked."""

    entries: tuple[Entry, ...]
    more: bool
    chain: Verdict | None = None
    home_chain: Verdict | None = None


async def from_history(
    bus: Bus, db: sqlite3.Connection, case: Dossier, choice: Choice, names: Names
) -> Reading:
    """Raises Unreachable."""
    chains = [await verified(bus, it) for it in case.dossiers]
    first, last = (choice.page - 1) * SIZE, choice.page * SIZE
    found: list[tuple[Kept, Recorded]] = []
    originals: dict[UUID, Recorded] = {}
    async for kept in records(bus, case.dossiers):
        recorded = kept.recorded()
        if recorded and case.owns(recorded):
            originals |= {kept.event_id: recorded} if recorded.topic in CORRECTABLE else {}
            found += [(kept, recorded)] if choice.takes(recorded) else []
        if len(found) > last:
            break
    entries = [entry(recorded, kept.n, names) for kept, recorded in found[first:last]]
    proved = await proofs(bus, [it.event for it in entries])
    known = with_originals(with_corrections(db, entries), originals, names)
    told = tuple(replace(it, proof=proved.get(it.event)) for it in known)
    return Reading(told, len(found) > last, chains[0], chains[1] if len(chains) > 1 else None)


def with_originals(
    entries: Iterable[Entry], originals: Mapping[UUID, Recorded], names: Names
) -> Iterator[Entry]:
    """A correction brings what it corrects, also where that stands on another page."""
    for it in entries:
        before = originals.get(it.corrects.event) if it.corrects else None
        yield replace(it, original=told(revived(before), before.actor, names)) if before else it


def belongs(case: Case, recorded: Recorded) -> bool:
    return case.owns(recorded)


def with_corrections(db: sqlite3.Connection, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    every = tuple(entries)
    ids = [it.event for it in every]
    what, by = corrects(db, ids), corrected(db, ids)
    return tuple(replace(it, corrects=what.get(it.event), corrected=by.get(it.event)) for it in every)


def from_node(db: sqlite3.Connection, case: Dossier, choice: Choice, names: Names) -> Reading:
    """The main moments only, by the time they were recorded: turns and visits planned are not among them."""
    rows = db.execute("SELECT * FROM case_moments WHERE dossier = ? ORDER BY recorded_at, event", (case.id,))
    found = [it for it in moments(rows, names) if choice.kind in ("", it.kind) and not choice.person]
    first, last = (choice.page - 1) * SIZE, choice.page * SIZE
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
            actor=None if row["topic"] in NAMELESS else actor,
            happened=datetime.fromisoformat(row["at"]),
            recorded=datetime.fromisoformat(row["recorded_at"]),
            late=bool(row["late"]),
        )
