"""Which case is meant, and which records are its own: the cohabitation's, and what led to it at its home."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.history.verifica.figures import figures

FORMED = """
SELECT partnership, CAST(data AS BLOB) FROM records WHERE topic = 'pacts.CohabitationFormed' ORDER BY arrival
"""


class UnknownCase(LookupError):
    """No cohabitation has this code or id."""


@dataclass(frozen=True)
class Case:
    """``code`` as the pages show it: C-01 is the first cohabitation ever recorded."""

    code: str
    log: str
    id: str
    home: str
    proposal: str | None

    @property
    def title(self) -> str:
        return f"Convivenza {self.id}, casa {self.home}"

    def told(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"kind": "case", "cohabitation": self.id}

    def figures(self, records: list[dict[str, Any]]) -> dict[str, int]:
        return figures(records)

    @property
    def dossiers(self) -> list[str]:
        return [self.id] if self.id == self.home else [self.id, self.home]

    def owns(self, record: dict[str, Any]) -> bool:
        """Of the home's dossier only the home itself and the proposal that led here, not what was for others."""
        if record["dossier"] == self.id:
            return True
        theirs = record["fact"].get("cohabitation") in (None, self.id)
        return theirs and record["stream"] in (self.home, self.proposal)


def cases(db: sqlite3.Connection) -> list[Case]:
    formed = [(log, json.loads(data)) for log, data in db.execute(FORMED)]
    formed.sort(key=lambda one: (one[1]["recorded_at"], one[1]["fact"]["cohabitation"]))
    return [case(n, log, record["fact"]) for n, (log, record) in enumerate(formed, 1)]


def case(n: int, log: str, fact: dict[str, Any]) -> Case:
    return Case(f"C-{n:02}", log, fact["cohabitation"], fact["home"], fact.get("proposal"))


def find(db: sqlite3.Connection, wanted: str) -> Case:
    """By code or by id. Raises UnknownCase."""
    known = cases(db)
    found = next((one for one in known if wanted.upper() == one.code or same_id(wanted, one.id)), None)
    if found is None:
        raise UnknownCase(f"{wanted}: {', '.join(one.code for one in known) or '-'}")
    return found


def same_id(wanted: str, known: str) -> bool:
    try:
        return UUID(wanted) == UUID(known)
    except ValueError:
        return False
