"""History on the message server: follows all contexts, answers what was recorded and whether it holds."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.history.archive import Archive
from services.history.asking import ACTS, answered
from services.history.checkpointing import Checkpointing
from services.history.judging import CONFLICT
from services.history.reading import Reading
from services.history.signing import key
from services.kernel.arrival import Arrival
from services.kernel.courier import CONTEXTS, connect, settled
from services.kernel.following import Following
from services.kernel.settings import Settings

log = structlog.get_logger()
T = TypeVar("T")


class History:
    """Plain nats-py, no FastStream: two subjects with raw bytes need no framework, and records are taken in
    batches whose cursor is committed with them, which its subscribers cannot do."""

    name = "history"
    every = 60.0
    """Seconds between two checkpoints, when something was recorded meanwhile."""

    def __init__(self) -> None:
        self._client: Client | None = None
        self._followings: dict[str, Following] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._parked: dict[str, int] = {}

    async def start(self, settings: Settings) -> None:
        path = settings.data / "history.sqlite"
        self._writer, self._reader = ThreadPoolExecutor(1, "history"), ThreadPoolExecutor(1, "history-read")
        self._archive = await apart(self._writer, lambda: Archive(path))
        self._reading = await apart(self._reader, lambda: Reading(path))
        self._parked = await apart(self._writer, self._archive.parked)
        self._client = await connect(settings, self.name)
        self._followings = {name: self._following(self._client, name) for name in CONTEXTS}
        self._tasks = [asyncio.create_task(each.run()) for each in self._followings.values()]
        signing = await apart(self._writer, lambda: key(settings.secrets / "history.key"))
        self._checkpointing = Checkpointing(self._client, self._writer, self._archive.checkpoints, signing)
        self._tasks.append(asyncio.create_task(self._checkpointing.run(self.every)))
        for act in ACTS:
            await self._client.subscribe(f"casa.history.{act}", cb=self._asked)
        await settled(self._client)

    def _following(self, client: Client, context: str) -> Following:
        return Following(client, context, self._archive.cursor(context), self._take)

    async def _take(self, batch: list[Arrival]) -> None:
        """In the one thread that writes: waiting for the disk must not stop the loop."""

        def take() -> dict[str, int]:
            self._archive.take(batch)
            return self._archive.parked()

        parked = await apart(self._writer, take)
        if parked != self._parked:
            self._parked = parked
            log.error("parked", context=batch[0].context, after=batch[0].position, counts=parked)

    async def _asked(self, message: Msg) -> None:
        act = message.subject.rpartition(".")[2]
        try:
            answer = await apart(self._reader, lambda: answered(self._reading, act, message.data))
        except Exception as error:
            log.error("history", act=act, error=type(error).__name__)
            answer = b'{"error": "unavailable"}'
        await message.respond(answer)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._checkpointing.once()
            await self._client.close()
            await apart(self._writer, self._archive.close)
            await apart(self._reader, self._reading.close)
            self._writer.shutdown()
            self._reader.shutdown()
        self._client, self._tasks, self._followings = None, [], {}

    def health(self) -> dict[str, Any]:
        """Not ready while a part has died or two different records claim one event id."""
        following = self._followings.items()
        dead = ["a reader has died" for task in self._tasks if task.done()]
        trouble = [f"following {name}: {each.trouble}" for name, each in following if each.trouble]
        parked = [f"parked {count}: {reason}" for reason, count in self._parked.items()]
        connected = self._client is not None and self._client.is_connected
        return {
            "ready": connected and not dead and not trouble and CONFLICT not in self._parked,
            "lag": {name: each.lag for name, each in following},
            "trouble": [*dead, *trouble, *parked],
        }


async def apart(thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(thread, work)


app = History()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(app)
