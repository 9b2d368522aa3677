"""A message server that has gone silent is left, also while much is on its way to it.

The client closes its old connection before it goes to another server, and waits until what it wrote has been taken:
by a machine that is gone, never; the kernel gives up after a quarter of an hour.
"""

import asyncio

from nats.aio.client import Client
from nats.aio.transport import TcpTransport

PATIENCE = 1.0


class Leaving(TcpTransport):
    """What was not taken by then is lost here, as with any broken connection: whoever waits for an answer asks again."""

    async def wait_closed(self) -> None:
        try:
            await asyncio.wait_for(super().wait_closed(), PATIENCE)  # type: ignore[no-untyped-call]
        except TimeoutError:
            if self._io_writer:
                self._io_writer.transport.abort()


def leaves(client: Client | None) -> None:
    """From now on, this client and all its later connections."""
    transport = client and client._transport
    if type(transport) is TcpTransport:
        transport.__class__ = Leaving
