"""How far an entry of the guide can be relied on: it fades by the day and with every doubt, and a call renews it."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

VERSION = "trust-2026-1"
WHOLE, FRESH, STALE = 100, 70, 40
"""Points: from ``FRESH`` on it may be handed over as it is; below ``STALE`` only after a call."""

LOST: dict[str, int] = {"no-answer": 15, "referral-failed": 20, "differs": 50, "closed": 100}
"""What a doubt takes away, until somebody checks again. A day takes one point."""

Reliance = Literal["fresh", "to-call", "stale"]


def points(verified: date, doubts: Iterable[str], today: date) -> int:
    """0 to 100. ``doubts``: the causes since it was last checked."""
    days = max((today - verified).days, 0)
    return max(WHOLE - days - sum(LOST[cause] for cause in doubts), 0)


def reliance(points: int) -> Reliance:
    if points >= FRESH:
        return "fresh"
    return "to-call" if points >= STALE else "stale"
