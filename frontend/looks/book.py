"""This node's book of looks: what goes in is durable at once, and soon in the stream."""

import sqlite3
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from nats.aio.client import Client

from events.envelope import Recorded
from frontend.looks.ledger import Ledger
from frontend.looks.opening import Opening
from frontend.looks.relay import Relay
from frontend.looks.writing import Writing
from services.kernel.settings import Settings

ON_THE_WAY = 200


class Book:
    """``relay`` runs in one process of a machine; the others write into the same file."""

    def __init__(self, settings: Settings, client: Callable[[], Client]) -> None:
        path = settings.data / "looks.sqlite"
        self.writing = Writing(lambda: Ledger(path, settings.partnership, settings.zone))
        self.relay = Relay(client, settings.partnership, self.writing.do)

    async def keep(self, opening: Opening) -> None:
        """What repeats a look leaves nothing to carry before its window is over. Raises Unrecorded."""
        if opening.looks and await self.writing.write(opening):
            self.relay.wake()

    async def unsent(self, owners: Collection[UUID]) -> list[Recorded]:
        """What the record may not hold yet: not sent, or sent just now. Nothing while the file cannot be read."""
        sent = self.relay.position - ON_THE_WAY
        try:
            found = await self.writing.do(lambda ledger: ledger.unsent(owners, sent))
        except (sqlite3.Error, OSError):
            return []
        return [Recorded.model_validate_json(data) for data in found]

    def stop(self) -> None:
        self.writing.stop()

    def health(self, relays: bool) -> dict[str, Any]:
        """Not ready while looks cannot be written down, or their relay stands still."""
        trouble = [f"writer: {self.writing.trouble}"] if self.writing.trouble else []
        stopped = [self.relay.trouble] if relays and self.relay.trouble else []
        return {"ready": not trouble and not stopped, "lag": {}, "trouble": [*trouble, *stopped]}
