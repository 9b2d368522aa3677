"""Nights: of who lives in a cohabitation, and of who spends a stay in a home."""

from collections.abc import Iterator
from dataclasses import replace

from events.network.figures.counts import Counted, Record, Span, Streams
from events.network.figures.days import legal_day
from events.network.figures.lines import Attributed

OPEN = "9999-12-31"
Slept = dict[str, tuple[Record, Span]]
"""By stay, or by the fact that began a residence: that record, and the days."""


def nights(streams: Streams, days: Span, shares: Attributed) -> Iterator[Counted]:
    """One for each time that a person slept somewhere under one and the same share."""
    for records in streams.values():
        for key, (first, slept) in {**residences(records), **stays(records)}.items():
            for share in night_shares(key, slept, first, shares):
                common = slept.within(days).within(share)
                if common.nights:
                    yield counted_nights(key, first, common)


def residences(records: list[Record]) -> Slept:
    found: Slept = {}
    for record in records:
        fact = record["fact"]
        if record["topic"] == "pacts.MemberJoined":
            found[record["event_id"]] = (record, Span(fact["since"], OPEN, facts=(record["event_id"],)))
        elif record["topic"] == "pacts.MemberLeft":
            for event, (joined, span) in found.items():
                if joined["fact"]["person"] == fact["person"] and span.holds(fact["until"]):
                    found[event] = (joined, slept_until(span, fact["until"], record))
    return found


def stays(records: list[Record]) -> Slept:
    found: Slept = {}
    for record in records:
        fact = record["fact"]
        if record["topic"] == "accompaniment.CheckedIn":
            day = legal_day(fact["at"], record["zone"])
            found[fact["stay"]] = (record, Span(day, OPEN, facts=(record["event_id"],)))
        elif record["topic"] == "accompaniment.CheckedOut" and fact["stay"] in found:
            first, span = found[fact["stay"]]
            found[fact["stay"]] = (first, slept_until(span, fact["on"], record))
    return found


def slept_until(span: Span, day: str, record: Record) -> Span:
    return replace(span, until=day, facts=(*span.facts, record["event_id"]))


def night_shares(key: str, slept: Span, first: Record, shares: Attributed) -> list[Span]:
    if key not in shares.alone:
        return shares.spans.get(first["dossier"], [])
    share, event = shares.alone[key]
    return [Span(slept.since, slept.until, share, (event,))] if event and share else []


def counted_nights(key: str, first: Record, common: Span) -> Counted:
    return Counted(
        "nights", common.nights * common.share, common.since, first["dossier"], key, common.share, common.nights,
        common.facts, bool(first["late"]),
    )  # fmt: skip
