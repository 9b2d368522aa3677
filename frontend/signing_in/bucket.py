"""One key-value bucket of the message server, with its faults in our words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from frontend.bus import Unreachable

T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """What stands under a key: ``value`` empty and ``revision`` 0 where nothing does."""

    value: bytes = b""
    revision: int = 0


class Bucket:
    """All of it raises Unreachable while the message server is away."""

    def __init__(self, client: Callable[[], Client], name: str) -> None:
        self._client, self._name = client, name
        self._opened: tuple[Client, KeyValue] | None = None

    async def get(self, key: str) -> Held:
        kv = await self._kv()
        try:
            entry = await answered(kv.get(key))
        except KeyNotFoundError as gone:  # a deleted one still has its revision
            end = getattr(gone, "entry", None)
            return Held(b"", end.revision or 0 if end else 0)
        return Held(entry.value or b"", entry.revision or 0)

    async def put(self, key: str, value: bytes) -> int:
        """The new revision."""
        return await answered((await self._kv()).put(key, value))

    async def replace(self, key: str, value: bytes, revision: int) -> int:
        """The new revision; 0 when it is no longer as it was at that one."""
        try:
            return await answered((await self._kv()).update(key, value, last=revision))
        except KeyWrongLastSequenceError:
            return 0

    async def take(self, key: str) -> bytes:
        """What stood there, for one taker alone; empty when nothing did, or another was first."""
        held = await self.get(key)
        return held.value if held.value and await self.replace(key, b"", held.revision) else b""

    async def forget(self, key: str) -> None:
        await answered((await self._kv()).delete(key))

    async def _kv(self) -> KeyValue:
        client = self._client()
        if self._opened is None or self._opened[0] is not client:
            opened = await answered(client.jetstream(timeout=2).key_value(self._name))
            self._opened = (client, opened)
        return self._opened[1]


async def answered(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except (KeyNotFoundError, KeyWrongLastSequenceError):
        raise
    except (NatsError, OSError) as error:
        raise Unreachable("bucket") from error
