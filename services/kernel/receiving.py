"""A subscription whose messages are taken as the client's parser finds them: no object, queue or task for each.

The one place that reaches into the nats client: of its own way a message costs some 20 µs, of this one 3.
"""

from collections.abc import Callable
from typing import Any

from nats.aio.client import Client
from nats.aio.subscription import Subscription

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
    known: dict[int, Sink] | None = client.__dict__.get("_sinks")
    if known is None:
        known = client._sinks = {}
        client._process_msg = taking(known, client._process_msg)
    return known


def taking(known: dict[int, Sink], usual: Callable[..., Any]) -> Callable[..., Any]:
    async def process(sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes | None) -> None:
        if sink := known.get(sid):
            sink(subject, reply, data, headers)
        else:
            await usual(sid, subject, reply, data, headers)

    return process


def fields(headers: bytes | None) -> dict[bytes, bytes]:
    """The headers by name; of a name said twice the last."""
    lines = headers.split(b"\r\n") if headers else ()
    pairs = (line.partition(b":") for line in lines[1:])
    return {name: value.strip() for name, colon, value in pairs if colon}
