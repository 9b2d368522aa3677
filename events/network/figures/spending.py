"""Costs by the code the law gives them, and what was taken back."""

from collections.abc import Iterator

from events.network.figures.counts import Counted, Span, Streams

SIGNS = {"network.CostRecorded": 1, "network.CostCountered": -1}


def spending(streams: Streams, line: str, days: Span) -> Iterator[Counted]:
    """A counter-entry counts on the day of the cost it takes back."""
    for stream, records in streams.items():
        for record in records:
            fact, sign = record["fact"], SIGNS.get(record["topic"])
            if sign and fact["line"] == line and days.holds(fact["on"]):
                cents, home = sign * int(fact["cents"]), fact.get("cohabitation") or ""
                yield Counted(
                    f"cost-{fact['code']}", cents, fact["on"], home, stream, 100, cents, (record["event_id"],),
                    bool(record["late"]), sign < 0,
                )  # fmt: skip
