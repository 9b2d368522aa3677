"""What a reader may at this moment, as a page was made with it: when it becomes less, the page is made anew."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2s

from events.role import Role
from events.standing import Stands
from frontend.reader import Reader


def held(reader: Reader) -> frozenset[Stands]:
    """Of who acts for another, also that they may."""
    return frozenset((*reader.standings, *(reader.holder.standings if reader.holder else ())))


def rights(reader: Reader) -> str:
    """Says only whether they are the same: of standings that are the reader's own, and of nothing else."""
    return said(reader.role, held(reader))


@lru_cache(maxsize=1_000)
def said(role: Role, held: frozenset[Stands]) -> str:
    """Writing them all out costs more than knowing them again."""
    every = sorted(repr(it) for it in held)
    return blake2s("\n".join((role, *every)).encode(), digest_size=8).hexdigest()


def lost(before: frozenset[Stands], now: frozenset[Stands]) -> bool:
    return not before <= now


def ends_at(reader: Reader) -> datetime:
    """When the next of them may end by itself: at its instant, or with the day."""
    midnight = datetime.combine(reader.day + timedelta(days=1), time(), reader.at.tzinfo)
    ends = [it.until_at for it in held(reader) if it.until_at and reader.at < it.until_at]
    return min((midnight, *ends)).astimezone(UTC)


def seconds_left(reader: Reader) -> float:
    """Until then, from the moment the reader was found; also on a day that has an hour more or less."""
    return (ends_at(reader) - reader.at.astimezone(UTC)).total_seconds()


def told_of_changes(reader: Reader) -> bool:
    """Family is told of none: that something moved where nothing is shown would be a trace of it."""
    return reader.role is not Role.FAMILY and reader.holder is None
