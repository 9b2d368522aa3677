"""What the server sent while the line was dying is missed at once, and not only when something else is said."""

import asyncio
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlparse

import pytest

from services.kernel.settings import Settings
from tests.services.kernel.test_following import Reader, eventually, following, publish

PATIENCE = 30.0


class Line:
    """Between a client and the server; deaf, it swallows all that the server says."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.deaf = False
        self.writers: set[asyncio.StreamWriter] = set()

    async def joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, further = await asyncio.open_connection("127.0.0.1", self.port)
        self.writers |= {writer, further}
        await asyncio.gather(self.carry(reader, further, False), self.carry(there, writer, True))

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, said: bool) -> None:
        with suppress(OSError):
            while part := await source.read(65_536):
                if not (said and self.deaf):
                    target.write(part)
                    await target.drain()
        target.close()

    def cut(self) -> None:
        for each in self.writers:
            each.close()
        self.writers.clear()
        self.deaf = False


@pytest.fixture
async def pacts(fresh_nats, connect_as):
    return await connect_as("pacts", fresh_nats)


@asynccontextmanager
async def a_line(to: str):
    line = Line(urlparse(to).port)
    server = await asyncio.start_server(line.joined, "127.0.0.1", 0)
    try:
        yield line, f"nats://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        line.cut()


async def test_the_last_message_before_a_line_breaks_is_not_missing_until_the_next(
    pacts, fresh_nats, tmp_path
):
    reader = Reader()
    async with a_line(fresh_nats.url) as (line, url), following(Settings(data=tmp_path, nats=url), reader):
        await publish(pacts, [1])
        await eventually(lambda: reader.positions == [1], PATIENCE)

        line.deaf = True
        await publish(pacts, [2])
        await pacts.flush()
        await asyncio.sleep(0.3)
        line.cut()
        await eventually(lambda: reader.positions == [1, 2], PATIENCE)
