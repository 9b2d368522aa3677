"""A way that takes its time: bytes go on as they came, so many seconds later, in each direction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

CHUNK = 64 * 1024


@contextlib.asynccontextmanager
async def far(host: str, port: int, one_way: float) -> AsyncIterator[int]:
    """The port on this machine that leads there."""
    tasks = set[asyncio.Task[None]]()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection(host, port)
        for source, target in ((reader, there[1]), (there[0], writer)):
            tasks.add(asyncio.create_task(carried(source, target, one_way)))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def carried(source: asyncio.StreamReader, target: asyncio.StreamWriter, seconds: float) -> None:
    """Later, but no slower: what follows does not wait for what is still on its way."""
    loop = asyncio.get_running_loop()
    while chunk := await source.read(CHUNK):
        loop.call_later(seconds, target.write, chunk)
    loop.call_later(seconds, target.close)
