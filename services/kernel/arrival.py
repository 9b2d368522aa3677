"""A message that arrived from a context's stream, and the place up to which a reader has taken them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel import telemetry
from services.kernel.receiving import fields, value_of


@dataclass(frozen=True)
class Cursor:
    """How far one reader has come in one context.

    ``epoch`` and ``position`` are the store's own and outlive the stream; ``sequence`` only means something
    while the stream is the one ``created`` (ISO 8601) then.
    """

    epoch: str
    position: int
    sequence: int
    created: str

    def covers(self, arrival: "Arrival") -> bool:
        return arrival.epoch == self.epoch and 0 < arrival.position <= self.position


@dataclass(slots=True, unsafe_hash=True)
class Arrival:
    """One message as it came, never changed, though not frozen: that would triple what making one costs.

    With ``position`` 0 it does not say where it stands: no relay of ours sent it.
    """

    context: str
    epoch: str
    position: int
    sequence: int
    created: str
    data: bytes
    trace: str = ""


def advanced(cursor: Cursor | None, taken: Sequence[Arrival]) -> Cursor | None:
    """Where a reader stands after a batch; a message without position moves the sequence only.

    Within an epoch never back: what a stream says again ends before what is known.
    """
    if not taken:
        return cursor
    placed = next((arrival for arrival in reversed(taken) if arrival.position), None)
    epoch = placed.epoch if placed else cursor.epoch if cursor else ""
    position = placed.position if placed else cursor.position if cursor else 0
    if cursor and cursor.epoch == epoch:
        position = max(position, cursor.position)
    return Cursor(epoch, position, taken[-1].sequence, taken[-1].created)


def arrival(
    context: str, created: str, sequence: int, subject: str, data: bytes, headers: bytes | None
) -> Arrival:
    epoch, position = value_of(headers, b"Casa-Epoch"), value_of(headers, b"Casa-Position")
    # What the server was made to put here under another address was not said by this context.
    known = epoch and position.isdigit() and len(position) < 19 and of_context(subject, context)
    at = int(position) if known else 0
    whose = epoch.decode("ascii", "replace") if known else ""
    trace = telemetry.heard_of(fields(headers)) if telemetry.traces else ""
    return Arrival(context, whose, at, sequence, created, data, trace)


def of_context(subject: str, context: str) -> bool:
    """`casa.events.<partnership>.<context>.…`; looks have a subject of each web node: `casa.reads.…`."""
    parts = subject.split(".", 4)
    return parts[3:4] == [context] if parts[:2] == ["casa", "events"] else parts[:2] == ["casa", context]
