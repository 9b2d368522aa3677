"""A message server that is started again when it dies: same data, same port, so that its clients find it again."""

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from nats.errors import Error as NatsError

from deploy import child
from deploy.nats import server, streams
from deploy.nats.server import NatsNotReady, NatsServer, Process

GLANCE = 0.2
AGAIN = 1.0
PATIENCE = 20.0
FULL, ROOM = 1 << 20, 4 << 20  # bytes

log = structlog.get_logger()


class Keeper:
    """`running` is the server as it is now. Raises NatsNotReady when the first one does not start."""

    def __init__(self, data: Path, inherit: Iterable[int] = ()) -> None:
        self._data, self._inherit = data, tuple(inherit)
        self._hurt = False
        self.running: NatsServer = server.start(data, inherit=self._inherit)

    async def watch(self) -> None:
        """Until cancelled. Runs on the main thread's loop, for a child lives as long as the thread it was forked on."""
        while True:
            await asyncio.sleep(GLANCE)
            if self.unfit() or self.ended:
                await self.again()

    @property
    def ended(self) -> bool:
        return self.running.process.poll() is not None

    def unfit(self) -> bool:
        """Whether it lives but no longer keeps: its files were deleted, or its disk was full and now is not.

        It never forgets a write that failed: a stream refuses for ever, however much room there is again.
        """
        free = shutil.disk_usage(self._data).free
        self._hurt = self._hurt or free < FULL
        return not self.ended and (not self.kept or (self._hurt and free > ROOM))

    @property
    def kept(self) -> bool:
        return (server.folder_of(self._data) / "jetstream" / "jetstream").exists()

    async def again(self) -> None:
        """A new server in the place of the old one, with all its streams; what was in them comes from the stores.

        Where a full disk has no room even for its settings, the next glance tries again.
        """
        log.error("message server starts anew", code=self.running.process.returncode, files=self.kept)
        try:
            async with asyncio.timeout(PATIENCE):
                if not self.ended:
                    await asyncio.to_thread(child.stop, self.running.process)
                process = self.launch()
                await asyncio.to_thread(server.address, process, server.folder_of(self._data))
                await streams.declare(self.running.url, self.running.passwords["topology"])
                self._hurt = False
        except (NatsNotReady, NatsError, OSError) as error:
            log.error("message server does not start", error=type(error).__name__)
            await asyncio.sleep(AGAIN)

    def launch(self) -> Process:
        """Returns before it accepts clients."""
        port = urlsplit(self.running.url).port or server.FREE
        process = server.launch(self._data, port, self._inherit)
        self.running = NatsServer(process, self.running.url, self.running.passwords)
        return process

    def stop(self) -> None:
        self.running.stop()
