"""One file of the record with all that serves it: who fills it, who reads it, who signs its trees."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nats.aio.client import Client

from services.history.archive import Archive
from services.history.checkpointing import Checkpointing
from services.history.judging import CONFLICT
from services.history.reading import Reading
from services.kernel.arrival import Arrival
from services.kernel.following import Following

log = structlog.get_logger()
T = TypeVar("T")


class Shelf:
    """``writer`` and ``reader`` are threads of one; ``apart`` from others by its file and the names of its trees."""

    def __init__(
        self, path: Path, apart: str, writer: ThreadPoolExecutor, reader: ThreadPoolExecutor
    ) -> None:
        self._path, self._apart = path, apart
        self._writer, self._reader = writer, reader
        self._parked: dict[str, int] = {}
        self.followings: dict[str, Following] = {}
        self.tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        self._archive = await aside(self._writer, lambda: Archive(self._path, self._apart))
        self.reading = await aside(self._reader, lambda: Reading(self._path))
        self._parked = await aside(self._writer, self._archive.parked)

    def run(self, client: Client, contexts: Iterable[str], key: Ed25519PrivateKey, every: float) -> None:
        """From now on records are taken, and signed every so many seconds."""
        self.followings = {
            name: Following(client, name, self._archive.cursor(name), self._take) for name in contexts
        }
        self._checkpointing = Checkpointing(client, self._writer, self._archive.checkpoints, key)
        self.tasks = [asyncio.create_task(each.run()) for each in self.followings.values()]
        self.tasks.append(asyncio.create_task(self._checkpointing.run(every)))

    async def _take(self, batch: list[Arrival]) -> None:
        """In the one thread that writes: waiting for the disk must not stop the loop."""

        def take() -> dict[str, int]:
            self._archive.take(batch)
            return self._archive.parked()

        parked = await aside(self._writer, take)
        if parked != self._parked:
            self._parked = parked
            log.error("parked", context=batch[0].context, after=batch[0].position, counts=parked)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def close(self) -> None:
        """What is not signed yet is signed first; needs the client still."""
        await self._checkpointing.once()
        await aside(self._writer, self._archive.close)
        await aside(self._reader, self.reading.close)

    @property
    def trouble(self) -> list[str]:
        dead = ["a reader has died" for task in self.tasks if task.done()]
        following = [f"following {name}: {it.trouble}" for name, it in self.followings.items() if it.trouble]
        return [*dead, *following]

    @property
    def parked(self) -> list[str]:
        return [f"parked {count}: {reason}" for reason, count in self._parked.items()]

    @property
    def whole(self) -> bool:
        """Nobody has died, and no two different records claim one event id."""
        return not self.trouble and CONFLICT not in self._parked


async def aside(thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(thread, work)
