"""Which funding line is meant, and which records its figures are read from: its own, and those of its places."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.history.cases import same_id
from services.history.verifica.amounts import line_numbers

OPENED = "network.LineOpened"
ATTRIBUTIONS = ("network.PlaceAttributed", "network.EffortAttributed")
OF_LINES = """
SELECT partnership, CAST(data AS BLOB) FROM records
WHERE topic IN ('network.LineOpened', 'network.LineExtended', 'network.PlaceAttributed', 'network.EffortAttributed')
ORDER BY arrival
"""

Told = list[tuple[str, dict[str, Any]]]


class UnknownLine(LookupError):
    """No funding line has this code or id."""


@dataclass(frozen=True)
class Funded:
    """A line from ``since`` up to but not including ``until`` (ISO days)."""

    code: str
    log: str
    id: str
    places: tuple[str, ...]
    since: str
    until: str

    @property
    def dossiers(self) -> list[str]:
        return [self.id, *self.places]

    @property
    def title(self) -> str:
        return f"Linea di finanziamento {self.code}, {self.id}, dal {self.since} a prima del {self.until}"

    def owns(self, record: dict[str, Any]) -> bool:
        """Whatever its places did: with something left out nobody could tell that no correction is."""
        return True

    def told(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"kind": "line", "line": self.id, "since": self.since, "until": self.until}

    def figures(self, records: list[dict[str, Any]]) -> dict[str, int]:
        return line_numbers(records, self.id, self.since, self.until)


def find_line(
    db: sqlite3.Connection, wanted: str, since: str = "", until: str = "", latest: str = "9999"
) -> Funded:
    """By code or id; without days those of the line itself, but none from ``latest`` on, as the pages count: today
    is not over, and no night is counted before it was slept. Raises UnknownLine."""
    records = [(log, json.loads(data)) for log, data in db.execute(OF_LINES)]
    opened = [(log, it["fact"]) for log, it in records if it["topic"] == OPENED]
    found = [(log, it) for log, it in opened if wanted.upper() == it["code"] or same_id(wanted, it["line"])]
    if not found:
        raise UnknownLine(f"{wanted}: {', '.join(it['code'] for _, it in opened) or '-'}")
    log, fact = found[-1]
    places = tuple(dict.fromkeys(attributed(records, fact["line"])))
    last = until or min(latest, extended(records, fact["line"], fact["until"]))
    return Funded(fact["code"], log, fact["line"], places, since or fact["since"], last)


def extended(records: Told, line: str, until: str) -> str:
    later = (it["fact"] for _, it in records if it["topic"] == "network.LineExtended")
    return str([until, *(it["until"] for it in later if it["line"] == line)][-1])


def attributed(records: Told, line: str) -> Iterator[str]:
    for _, it in records:
        if it["topic"] in ATTRIBUTIONS and it["fact"]["line"] == line:
            yield it["dossier"]
