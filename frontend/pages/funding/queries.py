"""What goes to a line, and what was spent on it."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from frontend.kept import Kept
from frontend.pages.accounts.queries import evidence


@dataclass(frozen=True)
class Share:
    """``until`` is exclusive."""

    place: UUID
    share: int
    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True)
class Cost:
    """``left`` of its ``cents``, after what was taken back."""

    id: UUID
    code: str
    on: date
    cents: int
    left: int
    evidence: Kept


def shares_of(db: sqlite3.Connection, line: UUID) -> tuple[Share, ...]:
    """The newest first."""
    rows = said(db, "network.PlaceAttributed", "network.AttributionEnded")
    found: list[Share] = []
    for row in rows:
        fact = json.loads(row["fact"])
        if fact["line"] != str(line):
            continue
        place, until = UUID(fact["place"]), date.fromisoformat(fact["until"])
        if row["topic"] == "network.PlaceAttributed":
            found.append(Share(place, fact["share"], date.fromisoformat(fact["since"]), until))
        else:
            found = [ended(it, place, until) for it in found]
    return tuple(sorted(found, key=lambda it: (it.since, it.place), reverse=True))


def ended(it: Share, place: UUID, until: date) -> Share:
    in_force = it.place == place and it.since <= until < it.until
    return Share(it.place, it.share, it.since, until) if in_force else it


def costs_of(db: sqlite3.Connection, line: UUID) -> tuple[Cost, ...]:
    """The newest first."""
    left: dict[str, int] = {}
    recorded = []
    for row in said(db, "network.CostRecorded", "network.CostCountered"):
        fact = json.loads(row["fact"])
        if fact["line"] == str(line):
            sign = 1 if row["topic"] == "network.CostRecorded" else -1
            left[fact["cost"]] = left.get(fact["cost"], 0) + sign * fact["cents"]
            recorded += [{**fact, "event": row["event_id"]}] if sign > 0 else []
    documents = evidence(db, {it["event"] for it in recorded})
    costs = (
        Cost(
            UUID(it["cost"]), it["code"], date.fromisoformat(it["on"]), it["cents"], left[it["cost"]],
            documents[it["event"]],
        )
        for it in recorded
    )  # fmt: skip
    return tuple(sorted(costs, key=lambda it: (it.on, it.id), reverse=True))


def said(db: sqlite3.Connection, *topics: str) -> sqlite3.Cursor:
    return db.execute(
        "SELECT event_id, topic, fact FROM accounts_records WHERE topic IN (?, ?) ORDER BY stream, stream_version",
        topics,
    )
