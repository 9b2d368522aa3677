"""A subscription whose messages are taken as the client's parser finds them: no object, queue or task for each.

The place that reaches into the reading of the nats client, as `leaving.py` does into its closing: by its own way a
message costs some 20 µs, by this one 5.
"""

from collections.abc import Callable
from typing import Any

from nats.aio.client import Client
from nats.aio.subscription import Subscription
from nats.protocol.parser import AWAITING_CONTROL_LINE, Parser

HEADED, END = b"HMSG ", b"\r\n"
LONGEST = 4096  # of a message's first line
Sink = Callable[[bytes, bytes, bytes, bytes | None], None]
"""Subject, reply address, data, raw headers. It must never raise: an error would end the client's reading."""


async def receive(client: Client, subject: str, sink: Sink) -> Subscription:
    """Every message to that subject, in order, until the subscription ends; reconnecting keeps it."""
    subscription = await client.subscribe(subject)
    sinks(client)[subscription._id] = sink
    return subscription


async def forget(client: Client, subscription: Subscription) -> None:
    sinks(client).pop(subscription._id, None)
    if not client.is_closed:
        await subscription.unsubscribe()


def sinks(client: Any) -> dict[int, Sink]:
    """Of this client, by the number of the subscription; the first question puts them before its own way."""
    parser = client._ps
    if not isinstance(parser, Swift):
        # The same object, with what it has read half: somebody may be waiting in the midst of it.
        parser.__class__ = Swift
        parser.sinks = {}
        client._process_msg = taking(parser.sinks, client._process_msg)
    known: dict[int, Sink] = parser.sinks
    return known


def taking(known: dict[int, Sink], usual: Callable[..., Any]) -> Callable[..., Any]:
    async def process(sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes | None) -> None:
        if sink := known.get(sid):
            sink(subject, reply, data, headers)
        else:
            await usual(sid, subject, reply, data, headers)

    return process


class Swift(Parser):
    """Takes whole messages with headers that stand at the front of what was read; the rest it leaves to the library."""

    sinks: dict[int, Sink]

    async def parse(self, data: bytes = b"") -> None:
        if self.state != AWAITING_CONTROL_LINE:
            missing = self.needed + len(END) - len(self.buf)
            await super().parse(data[:missing])
            data = data[missing:]
            if not data:
                return
        data = bytes(self.buf) + data
        self.buf.clear()
        at, half = self._taken(data)
        if half:
            self.buf.extend(data[at:])
        elif at < len(data):
            await super().parse(data[at:])

    def _taken(self, data: bytes) -> tuple[int, bool]:
        """Up to where messages were taken; whether what follows is the first half of another."""
        at = 0
        while data.startswith(HEADED, at):
            end = data.find(END, at)
            if end < 0:
                return at, len(data) - at < LONGEST
            subject, sid, *reply, heads, size = data[at + len(HEADED) : end].split(b" ")
            start, sink = end + len(END), self.sinks.get(int(sid))
            after = start + int(size) + len(END)
            if sink is None or after > len(data):
                return at, sink is not None
            body = start + int(heads)
            sink(subject, reply[0] if reply else b"", data[body : after - len(END)], data[start:body])
            at = after
        return at, False


def fields(headers: bytes | None) -> dict[bytes, bytes]:
    """The headers by name; of a name said twice the last."""
    lines = headers.split(END) if headers else ()
    pairs = (line.partition(b":") for line in lines[1:])
    return {name: value.strip() for name, colon, value in pairs if colon}


def value_of(headers: bytes | None, name: bytes) -> bytes:
    """One header's value without reading the others; empty without it. Of a name said twice the first."""
    at = headers.find(END + name + b":") if headers else -1
    if headers is None or at < 0:
        return b""
    begins = at + len(name) + 3
    return headers[begins : headers.index(END, begins)].strip()
