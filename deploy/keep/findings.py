"""What a person has to know of a house that was restored: causes, keys and records that did not come back."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic_core import from_json

from services.kernel.courier import CONTEXTS
from services.kernel.settings import Settings
from services.kernel.store import Store
from services.vault.opening import open_chest

# As a box is written: nothing else in a fact has these two after each other.
KEY = re.compile(rb'"key":"([0-9a-f-]{36})","owner":')
TOGETHER = 5_000


@dataclass(frozen=True)
class Findings:
    """Ids in order. ``dangling``: facts whose cause is in no store; ``keyless``: keys the vault never had, though
    something is closed with them; ``forgotten``: what the history knows and no store."""

    facts: int
    dangling: tuple[str, ...]
    keyless: tuple[str, ...]
    forgotten: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        return asdict(self)


def look(settings: Settings) -> Findings:
    """Reads every fact once. Raises the store's and the vault's own errors."""
    known: set[str] = set()
    causes: dict[str, str] = {}
    keys: set[str] = set()
    for state in facts(settings):
        keys.update(found.decode() for found in KEY.findall(state))
        record = from_json(state)
        known.add(record["event_id"])
        if cause := record["caused_by"]:
            causes[record["event_id"]] = cause
    dangling = sorted(event for event, cause in causes.items() if cause not in known)
    recorded = sorted(archived(settings.data / "history.sqlite") - known)
    return Findings(len(known), tuple(dangling), tuple(keyless(settings, keys)), tuple(recorded))


def facts(settings: Settings) -> Iterator[bytes]:
    for context in CONTEXTS:
        with closing(Store(context, settings.store, settings.data)) as store:
            position = 0
            while waiting := store.waiting(position, TOGETHER):
                yield from (it.state for it in waiting)
                position = waiting[-1].id


def archived(history: Path) -> set[str]:
    if not history.exists():
        return set()
    with closing(sqlite3.connect(f"file:{history}?mode=ro", uri=True)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = db.execute("SELECT event_id FROM records") if "records" in tables else ()
        return {str(UUID(bytes=row[0])) for row in rows}


def keyless(settings: Settings, keys: set[str]) -> list[str]:
    chest = open_chest(settings)
    try:
        had = chest.keys.find(UUID(key) for key in keys)
    finally:
        chest.close()
    return sorted(keys - {str(key) for key in had})
