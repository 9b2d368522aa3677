"""The vault on the message server: makes, lends and destroys keys, one request at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.kernel.courier import connect, inbox, settled
from services.kernel.settings import Settings
from services.vault.asking import ACTS, answered, encoded
from services.vault.keys import Keys
from services.vault.wrapping import wrapping_key

log = structlog.get_logger()

DESTROYED = "casa.vault.destroyed"
REMEMBERED = timedelta(hours=1)
"""Longer than any lease: what was destroyed just before a crash is announced again at the next start."""


class Vault:
    """Plain nats-py, no FastStream: three subjects with raw bytes need no framework, and its logs and
    telemetry must not come near a key."""

    name = "vault"

    def __init__(self) -> None:
        self._client: Client | None = None
        self._keys: Keys | None = None
        self._trouble: str | None = None

    async def start(self, settings: Settings) -> None:
        """Raises WrongWrappingKey when the file's keys do not open: better no vault than a second one."""
        self._thread = ThreadPoolExecutor(1, "vault")
        path = settings.data / "vault.sqlite"
        self._keys = await self._apart(Keys, path, wrapping_key(settings.secrets))
        self._client = await connect(settings, self.name)
        for act in ACTS:
            await self._client.subscribe(f"casa.vault.{act}.*", cb=self._asked)
        await self._announce(self._keys.destroyed_since(datetime.now(UTC) - REMEMBERED))
        await settled(self._client)

    async def _apart(self, work: Any, *arguments: Any) -> Any:
        """In the one thread that owns the store: waiting for the disk must not stop the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    async def _asked(self, message: Msg) -> None:
        _, _, act, user = message.subject.split(".")
        if not message.reply.startswith(f"{inbox(user)}."):
            return  # an answer would bring keys to someone who did not ask
        answer = await self._answer(act, user, message.data)
        await self._announce(answer.get("destroyed", []))
        await message.respond(encoded(answer))

    async def _answer(self, act: str, user: str, asked: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = await self._apart(answered, self._keys, act, user, asked)
        except Exception as error:
            self._trouble = type(error).__name__
            log.error("vault", act=act, error=self._trouble)
            return {"error": "unavailable"}
        self._trouble = None
        return answer

    async def _announce(self, ids: list[UUID]) -> None:
        assert self._client is not None
        for start in range(0, len(ids), 1000):  # far below what one message may hold
            await self._client.publish(DESTROYED, encoded({"ids": ids[start : start + 1000]}))

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.close()
        if self._keys is not None:
            await self._apart(self._keys.close)
            self._thread.shutdown()
        self._client = self._keys = None

    def health(self) -> dict[str, Any]:
        ready = self._client is not None and self._client.is_connected and self._trouble is None
        return {"ready": ready, "lag": {}, "trouble": [self._trouble] if self._trouble else []}


app = Vault()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(app)
