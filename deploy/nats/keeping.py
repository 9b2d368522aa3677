"""A message server that is started again when it dies: same data, same port, so that its clients find it again."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from deploy.nats import server
from deploy.nats.server import NatsNotReady, NatsServer, Process

GLANCE = 0.2
AGAIN = 1.0

log = structlog.get_logger()


class Keeper:
    """`running` is the server as it is now. Raises NatsNotReady when the first one does not start."""

    def __init__(self, data: Path, inherit: Iterable[int] = ()) -> None:
        self._data, self._inherit = data, tuple(inherit)
        self.running: NatsServer = server.start(data, inherit=self._inherit)

    async def watch(self) -> None:
        """Until cancelled. Runs on the main thread's loop, for a child lives as long as the thread it was forked on."""
        while True:
            await asyncio.sleep(GLANCE)
            if self.ended:
                await self._again()

    @property
    def ended(self) -> bool:
        return self.running.process.poll() is not None

    async def _again(self) -> None:
        log.error("message server ended", code=self.running.process.returncode)
        process = self.launch()
        try:
            await asyncio.to_thread(server.address, process, server.folder_of(self._data))
        except NatsNotReady as error:
            log.error("message server does not start", why=str(error)[-300:])
            await asyncio.sleep(AGAIN)

    def launch(self) -> Process:
        """A new server in the place of the old one; returns before it accepts clients."""
        port = urlsplit(self.running.url).port or server.FREE
        process = server.launch(self._data, port, self._inherit)
        self.running = NatsServer(process, self.running.url, self.running.passwords)
        return process

    def stop(self) -> None:
        self.running.stop()
