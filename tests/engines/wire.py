"""A wire between a browser and the house that can be cut: to any engine, the same as walking into a stairwell."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.parts.free_port import free_port


class Wire:
    """Listens on ``port`` of localhost and passes on to ``house``; while ``cut``, every connection is closed."""

    def __init__(self, house: int) -> None:
        self.port, self.house, self.is_cut = free_port(), house, False
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        self.is_cut = True
        self._loop.call_soon_threadsafe(self._close_all)

    def mend(self) -> None:
        self.is_cut = False

    def run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._meet, "localhost", self.port))
        ready.set()
        self._loop.run_forever()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _close_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(OSError):
            if not self.is_cut:
                there, back = await asyncio.open_connection("localhost", self.house)
                self._open.add(back)
                await asyncio.gather(passing(reader, back), passing(there, writer))
        writer.transport.abort()
        self._open.discard(writer)


async def passing(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(65536):
            target.write(chunk)
            await target.drain()
    target.transport.abort()


@contextmanager
def wired(house: int) -> Iterator[Wire]:
    wire, ready = Wire(house), threading.Event()
    threading.Thread(target=wire.run, args=(ready,), daemon=True).start()
    assert ready.wait(5)
    try:
        yield wire
    finally:
        wire.stop()
