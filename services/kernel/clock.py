"""The one clock of the house. A demo may pretend another day while it plays past months; nothing else may."""

from datetime import UTC, datetime

_pretended: datetime | None = None


def now() -> datetime:
    """UTC, to the millisecond: what a person could tell apart, and what reads well in a history."""
    moment = _pretended or datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def pretend(moment: datetime | None) -> None:
    """From now on it is ``moment`` (None: the real time again), in this process only."""
    global _pretended
    _pretended = moment
