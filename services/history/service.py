"""History on the message server: follows all contexts, answers what was recorded and whether it holds."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.history.asking import ACTS, answered
from services.history.issuing import ISSUES, Issuing
from services.history.looks import LOOKS
from services.history.report import Tell
from services.history.shelf import Shelf, aside
from services.history.signing import key
from services.kernel.courier import CONTEXTS, READS, connect, settled
from services.kernel.settings import Settings

log = structlog.get_logger()


class History:
    """Plain nats-py, no FastStream: a few subjects with raw bytes need no framework, and records are taken in
    batches whose cursor is committed with them, which its subscribers cannot do.

    Facts of cases and records of looks stand on two shelves: chains, trees and packs of the one know nothing of
    the other.
    """

    name = "history"
    every = 60.0
    """Seconds between two checkpoints, when something was recorded meanwhile."""

    def __init__(self) -> None:
        self.tell: Tell = lambda record: str(record["topic"])
        """A record in one sentence, for the report of a pack: whoever starts the house knows the words."""
        self._client: Client | None = None
        self._shelves: tuple[Shelf, ...] = ()

    async def start(self, settings: Settings) -> None:
        self._writer, self._reader = ThreadPoolExecutor(1, "history"), ThreadPoolExecutor(1, "history-read")
        self._packer = ThreadPoolExecutor(1, "history-packs")
        threads = (self._writer, self._reader)
        cases = Shelf(settings.data / "history.sqlite", "", *threads)
        looks = Shelf(settings.data / "history-reads.sqlite", f"/{READS}", *threads)
        for shelf in (cases, looks):
            await shelf.open()
        self._shelves = (cases, looks)
        signing = await aside(self._writer, lambda: key(settings.secrets / "history.key"))
        self._client = await connect(settings, self.name)
        cases.run(self._client, CONTEXTS, signing, self.every)
        looks.run(self._client, (READS,), signing, self.every)
        self._issuing = Issuing(settings.data / "history.sqlite", signing, self.tell, settings.zone)
        for act in (*ACTS, *LOOKS, *ISSUES):
            await self._client.subscribe(f"casa.history.{act}", cb=self._asked)
        await settled(self._client)

    async def _asked(self, message: Msg) -> None:
        act = message.subject.rpartition(".")[2]
        try:
            # A pack takes its time: whoever only reads does not wait for it.
            thread = self._packer if act in ISSUES else self._reader
            answer = await aside(thread, lambda: self._answer(act, message.data))
        except Exception as error:
            log.error("history", act=act, error=type(error).__name__)
            answer = b'{"error": "unavailable"}'
        await message.respond(answer)

    def _answer(self, act: str, asked: bytes) -> bytes:
        cases, looks = (shelf.reading for shelf in self._shelves)
        if act in ISSUES:
            return answered(cases, lambda _, it: ISSUES[act](self._issuing, it), asked)
        answer = LOOKS.get(act)
        return answered(looks, answer, asked) if answer else answered(cases, ACTS[act], asked)

    async def stop(self) -> None:
        for shelf in self._shelves:
            await shelf.stop()
        if self._client is not None:
            for shelf in self._shelves:
                await shelf.close()
            await self._client.close()
            self._writer.shutdown()
            self._reader.shutdown()
            self._packer.shutdown()
        self._client, self._shelves = None, ()

    def health(self) -> dict[str, Any]:
        """Not ready while a part has died or two different records claim one event id."""
        connected = self._client is not None and self._client.is_connected
        return {
            "ready": connected and all(shelf.whole for shelf in self._shelves),
            "lag": {name: it.lag for shelf in self._shelves for name, it in shelf.followings.items()},
            "trouble": [said for shelf in self._shelves for said in (*shelf.trouble, *shelf.parked)],
        }


app = History()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(app)
