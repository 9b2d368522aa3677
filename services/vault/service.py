"""The vault on the message server: makes, lends and destroys keys, one request at a time."""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.kernel import restored
from services.kernel.courier import connect, inbox, settled
from services.kernel.settings import Settings
from services.vault.asking import ACTS, answered, encoded
from services.vault.chest import Chest
from services.vault.opening import open_chest

log = structlog.get_logger()

DESTROYED = "casa.vault.destroyed"
REMEMBERED = timedelta(hours=1)
"""Longer than any lease: what was destroyed just before a crash is announced again at the next start."""
BEAT = 1.0
"""Seconds between two words of the vault: who misses them, or what was said between two, uses no lease any more."""


class Vault:
    """Plain nats-py, no FastStream: three subjects with raw bytes need no framework, and its logs and
    telemetry must not come near a key."""

    name = "vault"

    def __init__(self) -> None:
        self._client: Client | None = None
        self._chest: Chest | None = None
        self._troubles: dict[str, str] = {}
        self._said = 0

    async def start(self, settings: Settings) -> None:
        """Raises WrongWrappingKey when the file's keys do not open: better no vault than a second one."""
        self._data = settings.data
        self._troubles = {}
        self._thread = ThreadPoolExecutor(1, "vault")
        self._chest = await self._apart(open_chest, settings)
        self._client = await connect(settings, self.name)
        for act in ACTS:
            await self._client.subscribe(f"casa.vault.{act}.*", cb=self._asked)
        await self._reapply()
        self._said = len(await self._apart(self._chest.keys.destroyed))
        lately = datetime.now(UTC) - REMEMBERED
        await self._announce(await self._apart(self._chest.keys.destroyed, lately), new=False)
        self._beating = asyncio.create_task(self._beat(), name="vault")
        await settled(self._client)

    async def _apart(self, work: Any, *arguments: Any) -> Any:
        """In the one thread that owns the store: waiting for the disk must not stop the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    async def _reapply(self) -> None:
        """Until it succeeds nothing is lent and no page is served."""
        assert self._chest is not None
        try:
            again = await self._apart(self._chest.reapply)
        except Exception as error:
            restored.mark(self._data)
            self._trouble("erasures", error)
            return
        self._troubles.pop("erasures", None)
        if again:
            log.warning("erased again after a restore", keys=len(again))
        await self._announce(again)
        restored.unmark(self._data)

    async def _asked(self, message: Msg) -> None:
        _, _, act, user = message.subject.split(".")
        if not message.reply.startswith(f"{inbox(user)}."):
            return  # an answer would bring keys to someone who did not ask
        answer = await self._answer(act, user, message.data)
        await self._announce(answer.get("destroyed", []))
        await message.respond(encoded(answer))

    async def _answer(self, act: str, user: str, asked: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = await self._apart(answered, self._chest, act, user, asked)
        except Exception as error:
            self._trouble(act, error)
            return {"error": "unavailable"}
        self._troubles.pop(act, None)
        return answer

    def _trouble(self, what: str, error: Exception) -> None:
        if self._troubles.get(what) != type(error).__name__:
            log.error("vault", act=what, error=type(error).__name__)
        self._troubles[what] = type(error).__name__

    async def _announce(self, ids: list[UUID], new: bool = True) -> None:
        """``said`` counts all that was ever destroyed: who finds it grown by more than was heard has missed some."""
        assert self._client is not None
        for start in range(0, len(ids), 1000):  # far below what one message may hold
            some = ids[start : start + 1000]
            self._said += len(some) if new else 0
            await self._client.publish(DESTROYED, encoded({"ids": some, "said": self._said}))

    async def _beat(self) -> None:
        while self._client is not None:
            await asyncio.sleep(BEAT)
            try:
                if self._chest is not None and not self._chest.applied:
                    await self._reapply()
                await self._client.publish(DESTROYED, encoded({"ids": [], "said": self._said}))
            except Exception as error:
                log.warning("vault", act="beat", error=type(error).__name__)

    async def stop(self) -> None:
        if self._client is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
            with contextlib.suppress(NatsError, OSError):  # what still waits to be said finds nobody any more
                await self._client.close()
        if self._chest is not None:
            await self._apart(self._chest.close)
            self._thread.shutdown()
        self._client = self._chest = None

    def health(self) -> dict[str, Any]:
        connected = self._client is not None and self._client.is_connected
        trouble = [f"{what}: {error}" for what, error in self._troubles.items()]
        return {"ready": connected and not trouble, "lag": {}, "trouble": trouble}


app = Vault()

if __name__ == "__main__":
    from services.kernel.runtime import run_alone

    run_alone(app)
