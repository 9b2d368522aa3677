"""Recomputing a dossier's chain from the bytes: what was changed, dropped or moved is found and named."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from events.envelope import Recorded
from services.history.archive import Head
from services.history.chain import link, start
from services.history.reading import Kept, Reading


@dataclass(frozen=True)
class Verdict:
    """``broken`` is the place in the chain (from 1) of the first record that does not hold; None if all do.

    ``reason``: missing, altered, inserted, out of order, misplaced (its bytes name another dossier or event),
    unknown (nothing is recorded of this dossier), unreadable.
    Whoever can write the file and recompute every link after a change is only found by a witness outside.
    """

    ok: bool
    count: int
    broken: int | None = None
    reason: str | None = None


def verify(reading: Reading, dossier: UUID) -> Verdict:
    """Never raises: a file that cannot be read does not hold."""
    try:
        return checked(dossier, reading.chain(dossier), reading.head(dossier))
    except (sqlite3.Error, ValueError, TypeError):
        return Verdict(False, 0, None, "unreadable")


def checked(dossier: UUID, chain: Iterable[Kept], head: Head | None) -> Verdict:
    before, arrival, count = start(dossier), 0, 0
    for count, kept in enumerate(chain, 1):
        reason = fault(kept, count, before, arrival)
        if reason:
            return Verdict(False, count - 1, count, reason)
        before, arrival = kept.link, kept.arrival
    return at_the_end(count, before, head)


def fault(kept: Kept, n: int, before: bytes, arrival: int) -> str | None:
    if kept.n != n:
        return "missing"
    if kept.link != link(before, kept.data):
        return "altered"
    if kept.arrival <= arrival:
        return "out of order"
    return None if belongs(kept) else "misplaced"


def belongs(kept: Kept) -> bool:
    try:
        record = Recorded.model_validate_json(kept.data)
    except ValidationError:
        return False
    return (record.dossier, record.event_id) == (kept.dossier, kept.event_id)


def at_the_end(count: int, last: bytes, head: Head | None) -> Verdict:
    if head is None:
        return Verdict(False, count, count or None, "unknown")
    n, end = head
    if n != count:
        return Verdict(False, count, min(n, count) + 1, "missing" if n > count else "inserted")
    return Verdict(True, count) if end == last else Verdict(False, count, count, "altered")
