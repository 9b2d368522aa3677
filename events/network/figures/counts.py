"""What a figure is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Record = Mapping[str, Any]
"""A record as it is stored (JSON): event_id, topic, stream, stream_version, dossier, zone, late, fact."""

Streams = Mapping[str, list[Record]]

COSTS = ("cost-a", "cost-b", "cost-c", "cost-d", "cost-e")
FIGURES = ("cohabitations", "visits", "minutes", "nights", *COSTS)


@dataclass(frozen=True)
class Counted:
    """One thing a figure counts: a figure is the sum of its ``hundredths``, and of nothing else.

    ``hundredths`` of the figure's unit (a cohabitation, a visit, a minute, a night, a euro), with the ``share`` per
    cent applied to ``whole`` units. ``facts`` are the event ids behind it: first what happened, then what corrected
    it, last what attributed it. ``place`` is a cohabitation, or a home where stays are spent; empty for a cost of none.
    """

    figure: str
    hundredths: int
    day: str
    place: str
    stream: str
    share: int
    whole: int
    facts: tuple[str, ...]
    late: bool = False
    corrected: bool = False


@dataclass(frozen=True)
class Span:
    """From ``since`` up to but not including ``until`` (ISO days), with the facts that say so."""

    since: str
    until: str
    share: int = 100
    facts: tuple[str, ...] = ()

    def holds(self, day: str) -> bool:
        return self.since <= day < self.until

    def within(self, other: "Span") -> "Span":
        """What they have in common, with the other's share."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until, other.share, (*self.facts, *other.facts))

    @property
    def nights(self) -> int:
        return max(0, (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days)
