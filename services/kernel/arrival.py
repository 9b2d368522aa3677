"""A message that arrived from a context's stream, and the place up to which a reader has taken them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from services.kernel import telemetry
from services.kernel.receiving import fields, value_of

PLACED = re.compile(rb"NATS/1\.0\r\nCasa-Epoch: ([!-~]+)\r\nCasa-Position: (\d{1,18})\r\n")
"""The head of a message as a relay of ours writes it."""


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

    def beyond(self, batch: "Sequence[Arrival]") -> "list[Arrival]":
        """Those it does not cover, in order."""
        epoch, position = self.epoch, self.position
        return [it for it in batch if not (0 < it.position <= position and it.epoch == epoch)]


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
    epoch, at = place(headers)
    # What the server was made to put here under another address was not said by this context.
    if not of_context(subject, context):
        epoch, at = "", 0
    trace = telemetry.heard_of(fields(headers)) if telemetry.traces else ""
    return Arrival(context, epoch, at, sequence, created, data, trace)


def place(headers: bytes | None) -> tuple[str, int]:
    """The epoch and the position it says; empty and 0 if it does not say both."""
    if headers and (found := PLACED.match(headers)):
        return found[1].decode(), int(found[2])
    epoch, position = value_of(headers, b"Casa-Epoch"), value_of(headers, b"Casa-Position")
    if epoch and position.isdigit() and len(position) < 19:
        return epoch.decode("ascii", "replace"), int(position)
    return "", 0


def of_context(subject: str, context: str) -> bool:
    """`casa.events.<partnership>.<context>.…`; looks have a subject of each web node: `casa.reads.…`."""
    return spoken_by(context).match(subject) is not None


@cache
def spoken_by(context: str) -> re.Pattern[str]:
    return re.compile(rf"casa\.(?:events\.[^.]*\.)?{re.escape(context)}(?:\.|\Z)")
