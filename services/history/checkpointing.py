"""A signed head of every tree that grew, once a minute and at the end, and its way to the witness."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nats.aio.client import Client
from nats.errors import Error as NatsError

from services.history.checkpoints import Checkpoints, Kept
from services.history.submission import Answer, Submission
from services.history.verifica.notes import signed

log = structlog.get_logger()
T = TypeVar("T")

KEY, CHECKPOINT = "casa.witness.key", "casa.witness.checkpoint"
PATIENCE = 1.0
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
        # Nobody there, or no answer in time: what is not signed now is signed later. OSError includes TimeoutError.
        with contextlib.suppress(NatsError, OSError):
            witness = (await self._client.request(KEY, b"", timeout=PATIENCE)).data.decode()
            for seen, kept in await self._apart(lambda: list(self._checkpoints.unseen(witness))):
                await self._witnessed(witness, seen, kept)

    async def _witnessed(self, witness: str, seen: int, kept: Kept) -> None:
        answer = await self._submit(seen, kept)
        if answer.code == 409 and answer.size is not None and answer.size <= kept.size:
            answer = await self._submit(answer.size, kept)
        if answer.code == 200 and signed(kept.note + answer.text, witness):
            await self._apart(lambda: self._checkpoints.cosigned(kept.log, kept.size, witness, answer.text))
        else:
            log.error("a witness refused", log=kept.log, size=kept.size, code=answer.code)

    async def _submit(self, seen: int, kept: Kept) -> Answer:
        proof = await self._apart(lambda: self._checkpoints.consistency(kept.log, seen, kept.size))
        body = Submission(seen, tuple(proof), kept.note).encoded()
        return Answer.decoded((await self._client.request(CHECKPOINT, body, timeout=PATIENCE)).data)

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
