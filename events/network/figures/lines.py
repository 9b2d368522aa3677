"""What belongs to a funding line: its own days, and the shares of places and of single pieces of work."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from events.network.figures.counts import Record, Span, Streams


@dataclass(frozen=True)
class Attributed:
    """``spans`` by place, ``homes`` those of short stays; ``alone`` by piece of work: its share for this line, and the
    fact that says so, or none.
    """

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    homes: set[str] = field(default_factory=set)
    alone: dict[str, tuple[int, str | None]] = field(default_factory=dict)

    def of(self, effort: str, place: str, day: str) -> Span | None:
        """The share of a piece of work on its day. One attributed by itself no longer follows its place."""
        if effort in self.alone:
            share, event = self.alone[effort]
            return Span(day, day, share, (event,)) if event and share else None
        return next((it for it in self.spans.get(place, ()) if it.holds(day)), None)


def by_stream(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Each stream in its own order, whatever order records came in, and none of them twice."""
    once = {record["event_id"]: record for record in records}
    streams: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(once.values(), key=lambda it: int(it["stream_version"])):
        streams[record["stream"]].append(record)
    return streams


def own_days(streams: Streams, line: str) -> Span:
    """As extended; no day at all while it was never opened."""
    days = Span("9999-12-31", "")
    for record in streams.get(line, []):
        if record["topic"] == "network.LineOpened":
            days = Span(record["fact"]["since"], record["fact"]["until"])
        elif record["topic"] == "network.LineExtended":
            days = Span(days.since, record["fact"]["until"])
    return days


def attributed(streams: Streams, line: str) -> Attributed:
    found = Attributed()
    for record in (each for stream in streams.values() for each in stream):
        fact, mine = record["fact"], record["fact"].get("line") == line
        match record["topic"]:
            case "network.PlaceAttributed" if mine:
                span = Span(fact["since"], fact["until"], int(fact["share"]), (record["event_id"],))
                found.spans[fact["place"]].append(span)
                found.homes.update([fact["place"]] if fact["kind"] == "home" else [])
            case "network.AttributionEnded" if mine:
                spans = found.spans[fact["place"]]
                spans[:] = [ended_on(span, fact["until"], record["event_id"]) for span in spans]
            case "network.EffortAttributed":
                before = found.alone.get(fact["effort"], (0, None))
                found.alone[fact["effort"]] = (int(fact["share"]), record["event_id"]) if mine else before
    return found


def ended_on(span: Span, until: str, event: str) -> Span:
    return Span(span.since, until, span.share, (*span.facts, event)) if span.holds(until) else span
