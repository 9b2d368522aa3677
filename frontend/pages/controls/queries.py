"""The records of a line and its places, by what they say."""

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Said:
    """One fact: ``name`` without its context, ``day`` the legal one on which it happened."""

    event: str
    name: str
    dossier: str
    at: str
    day: str
    fact: dict[str, Any]


Facts = dict[str, list[Said]]
"""Name → facts, each stream in its own order."""


def facts_of(db: sqlite3.Connection, line: UUID) -> Facts:
    """Of the line's dossier and of all its places; what is said of it elsewhere is not looked at."""
    rows = db.execute(
        "SELECT * FROM controls_records WHERE dossier = ?1"
        " OR dossier IN (SELECT place FROM accounts_places WHERE line = ?1) ORDER BY stream, stream_version",
        (line,),
    )
    found: Facts = defaultdict(list)
    for row in rows:
        name = row["topic"].partition(".")[2]
        said = Said(
            row["event_id"], name, row["dossier"], row["occurred_at"], row["day"], json.loads(row["fact"])
        )
        found[name].append(said)
    return found
