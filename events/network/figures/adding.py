"""All that counts for a line in a period, and what it adds up to."""

from collections.abc import Iterable, Iterator

from events.network.figures.counts import FIGURES, Counted, Record, Span
from events.network.figures.efforts import efforts
from events.network.figures.lines import Attributed, attributed, by_stream, own_days
from events.network.figures.nights import nights
from events.network.figures.spending import spending


def line_figures(records: Iterable[Record], line: str, since: str, until: str) -> dict[str, int]:
    """Figure → hundredths of its unit."""
    return totals(counted(records, line, since, until))


def totals(items: Iterable[Counted]) -> dict[str, int]:
    found = dict.fromkeys(FIGURES, 0)
    for item in items:
        found[item.figure] += item.hundredths
    return found


def counted(records: Iterable[Record], line: str, since: str, until: str) -> list[Counted]:
    """By figure and day, from ``since`` up to but not including ``until`` (ISO days).

    ``records`` are those of the line's dossier and of its places', or more; in any order, doubles allowed.
    Nights are counted up to ``until``: whoever asks in the middle of a period passes today, for this
    night has still to be slept.
    """
    streams = by_stream(records)
    days = own_days(streams, line).within(Span(since, until))
    shares = attributed(streams, line)
    found = [*efforts(streams, days, shares), *nights(streams, days, shares), *spending(streams, line, days)]
    found += list(homes(found, days, shares))
    return sorted(found, key=lambda it: (FIGURES.index(it.figure), it.day, it.stream, it.corrected, it.facts))


def homes(found: list[Counted], days: Span, shares: Attributed) -> Iterator[Counted]:
    """Each cohabitation once, from its first day for the line: attributed to it, or worked for at its expense."""
    spans = {home: [span.within(days) for span in each] for home, each in shares.spans.items()}
    counts = {
        home: [it for it in each if it.nights] for home, each in spans.items() if home not in shares.homes
    }
    worked = {it.place: it for it in reversed(found) if it.figure == "visits"}
    for home in sorted({home for home, each in counts.items() if each} | set(worked)):
        own = counts.get(home) or []
        facts = tuple(event for span in own for event in span.facts) or worked[home].facts[-1:]
        day = min((span.since for span in own), default=worked[home].day if home in worked else "")
        yield Counted("cohabitations", 100, day, home, home, 100, 1, facts)
