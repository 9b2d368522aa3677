"""Wrong tries in a row at one thing, counted once for all web nodes and forgotten after an hour of quiet."""

import hmac

from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from frontend.bus import Unreachable
from frontend.node import Node

BUCKET = "casa_limits"
AT_ONCE = 50


class Tries:
    """`what` names the kind of thing, `who` whose; the key tells neither."""

    def __init__(self, node: Node, what: str, who: bytes) -> None:
        self._node = node
        root = node.settings.claim_signing_key.private_bytes_raw()
        key = hmac.digest(root, b"casa tries", "sha256")
        self._key = hmac.new(key, what.encode() + b"/" + who, "sha256").hexdigest()

    async def one_more(self) -> int:
        """How many there are with this one. Raises Unreachable, also when too many come at once."""
        try:
            return await self._add(await self._bucket())
        except (NatsError, OSError) as error:
            raise Unreachable("tries") from error

    async def _add(self, bucket: KeyValue) -> int:
        for _ in range(AT_ONCE):
            count, revision = await self._read(bucket)
            try:
                await bucket.update(self._key, str(count + 1).encode(), last=revision)
            except KeyWrongLastSequenceError:
                continue
            return count + 1
        raise Unreachable("tries")

    async def forget(self) -> None:
        """One right try makes the wrong ones before it good. Raises Unreachable."""
        try:
            await (await self._bucket()).put(self._key, b"0")
        except (NatsError, OSError) as error:
            raise Unreachable("tries") from error

    async def _read(self, bucket: KeyValue) -> tuple[int, int]:
        try:
            entry = await bucket.get(self._key)
        except KeyNotFoundError as gone:
            return 0, gone.entry.revision if gone.entry and gone.entry.revision else 0
        return int(entry.value or b"0"), entry.revision or 0

    async def _bucket(self) -> KeyValue:
        return await self._node.bus.client.jetstream(timeout=2).key_value(BUCKET)
