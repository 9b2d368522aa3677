"""Visits and the time they took: a visit counts once it has ended, with the minutes said last."""

from collections.abc import Iterator

from events.network.figures.counts import Counted, Record, Span, Streams
from events.network.figures.days import legal_day
from events.network.figures.lines import Attributed

STARTED = "accompaniment.VisitStarted"
TOOK = ("accompaniment.VisitEnded", "accompaniment.VisitMinutesCorrected")


def efforts(streams: Streams, days: Span, shares: Attributed) -> Iterator[Counted]:
    for stream, records in streams.items():
        said = [record for record in records if record["topic"] in TOOK]
        if said:
            day = day_of(records, said[0])
            share = shares.of(stream, said[0]["dossier"], day) if days.holds(day) else None
            if share:
                yield from visit(stream, day, said, share)


def day_of(records: list[Record], end: Record) -> str:
    """A visit is of the day it began."""
    first = next((record for record in records if record["topic"] == STARTED), end)
    return legal_day(first["fact"]["at"], first["zone"])


def visit(stream: str, day: str, said: list[Record], share: Span) -> Iterator[Counted]:
    facts = (*(record["event_id"] for record in said), *share.facts)
    minutes = int(said[-1]["fact"]["minutes"])
    late, home = any(record["late"] for record in said), said[0]["dossier"]
    yield Counted("visits", 100, day, home, stream, share.share, 1, facts, late, len(said) > 1)
    yield Counted(
        "minutes", minutes * share.share, day, home, stream, share.share, minutes, facts, late, len(said) > 1
    )
