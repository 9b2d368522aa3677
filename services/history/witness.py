"""The witness as a thing that runs: a process of its own, or beside the house, with its own key and store.

Elsewhere it needs three things: the address of the message server, a user of its own there with its password
(CASA_WITNESS_USER, CASA_NATS_PASSWORD), and the log's public key as ``secrets/history.pub`` in its own data folder.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg

from services.history.checkpointing import KEY, addressed
from services.history.signing import Signer, key
from services.history.verifica.notes import COSIGNATURE
from services.history.witnessing import Witness
from services.kernel.courier import connect, inbox, settled
from services.kernel.settings import Settings


class Witnessing:
    """Answers history only; whoever else sends something gets no answer."""

    def __init__(self, name: str = "witness") -> None:
        """``name`` is the user on the message server: each witness has its own."""
        self.name = name
        self._client: Client | None = None

    async def start(self, settings: Settings) -> None:
        self._thread = ThreadPoolExecutor(1, "witness")
        self._witness = await asyncio.get_running_loop().run_in_executor(self._thread, witness, settings)
        self._client = await connect(settings, self.name)
        await self._client.subscribe(KEY, cb=self._named)
        await self._client.subscribe(addressed(self._witness.vkey), cb=self._asked)
        await settled(self._client)

    async def _named(self, message: Msg) -> None:
        await self._respond(message, self._witness.vkey.encode())

    async def _asked(self, message: Msg) -> None:
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._thread, self._witness.answer, message.data)
        await self._respond(message, answer.encoded())

    async def _respond(self, message: Msg, answer: bytes) -> None:
        if message.reply.startswith(f"{inbox('history')}."):
            await message.respond(answer)

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.close()
            await asyncio.get_running_loop().run_in_executor(self._thread, self._witness.close)
            self._thread.shutdown()
        self._client = None

    def health(self) -> dict[str, Any]:
        """Never unwell for what it refused: that is told by what it did not sign."""
        connected = self._client is not None and self._client.is_connected
        return {"ready": connected, "lag": {}, "trouble": []}


def witness(settings: Settings) -> Witness:
    folder = settings.data / "witness"
    signer = Signer(
        os.environ.get("CASA_WITNESS_NAME") or "testimone-della-casa",
        COSIGNATURE,
        key(folder / "witness.key"),
    )
    return Witness(folder / "witness.sqlite", signer, settings.secrets / "history.pub")


app = Witnessing()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(Witnessing(os.environ.get("CASA_WITNESS_USER") or app.name))
