"""A signed head of every tree that grew, once a minute and at the end, and its way to the witnesses."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TypeVar

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.history.checkpoints import Checkpoints, Kept
from services.history.submission import Answer, Submission
from services.history.verifica.notes import signed
from services.kernel import telemetry

log = structlog.get_logger()
T = TypeVar("T")

KEY = "casa.witness.key"
PATIENCE, QUIET = 1.0, 0.3
SOON = 5.0
"""Seconds to the first, and twice as long each time up to a minute: just after a start much arrives at once."""


class Checkpointing:
    """``thread`` is the one that writes; without a witness the checkpoints are made all the same."""

    def __init__(
        self, client: Client, thread: ThreadPoolExecutor, checkpoints: Checkpoints, key: Ed25519PrivateKey
    ) -> None:
        self._client, self._thread, self._checkpoints, self._key = client, thread, checkpoints, key

    async def run(self, every: float) -> None:
        """Until cancelled."""
        wait = min(every, SOON)
        while True:
            await asyncio.sleep(wait)
            await self.once()
            wait = min(every, wait * 2)

    async def once(self) -> None:
        """Never raises: a full disk must not end the minutes that follow."""
        try:
            await self._apart(lambda: self._checkpoints.make(self._key))
            await self._shown()
        except (sqlite3.Error, LookupError, ValueError) as error:
            log.error("no checkpoint", error=type(error).__name__)

    async def _shown(self) -> None:
        for witness in await self._present():
            # Gone meanwhile, or no answer in time: what is not signed now is signed later. OSError has TimeoutError.
            with contextlib.suppress(NatsError, OSError):
                for seen, kept in await self._apart(lambda it=witness: list(self._checkpoints.unseen(it))):  # type: ignore[misc]
                    await self._witnessed(witness, seen, kept)

    async def _present(self) -> list[str]:
        """The keys of all witnesses that are there: those who answer within a second, or soon after another."""
        heard: asyncio.Queue[str] = asyncio.Queue()
        there: set[str] = set()
        # OSError has TimeoutError, which is how the waiting ends.
        with contextlib.suppress(NatsError, OSError):
            async with calling(self._client, KEY, heard):
                while True:
                    async with asyncio.timeout(QUIET if there else PATIENCE):
                        there.add(await heard.get())
        return sorted(there)

    async def _witnessed(self, witness: str, seen: int, kept: Kept) -> None:
        answer = await self._submit(witness, seen, kept)
        if answer.code == 409 and answer.size is not None and answer.size <= kept.size:
            answer = await self._submit(witness, answer.size, kept)
        if answer.code == 200 and signed(kept.note + answer.text, witness):
            await self._apart(lambda: self._checkpoints.cosigned(kept.log, kept.size, witness, answer.text))
        else:
            telemetry.refused()
            log.error("a witness refused", log=kept.log, size=kept.size, code=answer.code)

    async def _submit(self, witness: str, seen: int, kept: Kept) -> Answer:
        proof = await self._apart(lambda: self._checkpoints.consistency(kept.log, seen, kept.size))
        body = Submission(seen, tuple(proof), kept.note).encoded()
        return Answer.decoded((await self._client.request(addressed(witness), body, timeout=PATIENCE)).data)

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def addressed(witness: str) -> str:
    """Where one witness hears: by the hash of its key, so that several may be there."""
    return f"casa.witness.checkpoint.{sha256(witness.encode()).hexdigest()[:16]}"


@contextlib.asynccontextmanager
async def calling(client: Client, subject: str, heard: asyncio.Queue[str]) -> AsyncIterator[None]:
    """Asks everybody there: whatever is answered goes into ``heard``."""

    async def hear(message: Msg) -> None:
        heard.put_nowait(message.data.decode(errors="replace"))

    inbox = client.new_inbox()
    listening = await client.subscribe(inbox, cb=hear)
    try:
        await client.publish(subject, b"", reply=inbox)
        yield
    finally:
        await listening.unsubscribe()
