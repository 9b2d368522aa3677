"""A server that takes nothing any more, while much is on its way to it: its client goes to another."""

import asyncio
import json

import nats

from deploy.nats.server import NatsServer
from services.kernel.leaving import leaves

INFO = {"server_id": "silent", "version": "2.15.1", "proto": 1, "headers": True, "max_payload": 2**20}
MUCH = bytes(900_000)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Greets as a message server does, then neither reads nor says anything: a machine that is gone."""
    writer.write(f"INFO {json.dumps(INFO)}\r\n".encode())
    while not (await reader.readline()).startswith(b"PING"):
        pass
    writer.write(b"PONG\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]


async def test_a_client_with_much_on_its_way_leaves_a_server_that_has_gone_silent(
    nats_server: NatsServer,
) -> None:
    gone = await asyncio.start_server(silent, "127.0.0.1", 0, limit=1024)
    port = gone.sockets[0].getsockname()[1]
    back = asyncio.Event()

    async def reconnected() -> None:
        back.set()

    known = nats_server.options("frontend")
    addresses = {"servers": [f"nats://127.0.0.1:{port}", nats_server.url], "dont_randomize": True}
    client = await nats.connect(**{**known, **addresses, "ping_interval": 0.1}, reconnected_cb=reconnected)
    leaves(client)
    assert client._transport
    assert client.connected_url
    assert client.connected_url.port == port
    for _ in range(8):
        client._transport.write(b"PUB casa.nobody %d\r\n%b\r\n" % (len(MUCH), MUCH))
    async with asyncio.timeout(30):
        await back.wait()
    assert client.connected_url.netloc in nats_server.url
    await client.close()
    gone.close()
