"""A round: the items of a batch, each after what it builds on; what has nothing to do with it goes beside it."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from frontend.mailbox.item import Item, Unread, identity_of, item
from frontend.mailbox.lanes import lanes
from frontend.mailbox.posting import AnyRequest
from frontend.mailbox.result import Result, unread
from frontend.node import node_of

# A phone waits twenty seconds: what is not reached by then is asked again.
PATIENCE = 12.0
# So that their commands wait for one commit together, and one phone never fills the house.
BESIDE = 16


@dataclass
class Round:
    request: AnyRequest
    results: dict[int, Result] = field(default_factory=dict)
    ends: dict[str, Result] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)
    beside: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BESIDE))

    async def run(self, raw: list[Any]) -> list[Result]:
        """One result for each, in the order of the batch; a bad one never harms another."""
        from frontend.mailbox.lane import Lane

        try:
            async with asyncio.TaskGroup() as group:
                for each in lanes(dict(self.readable(raw))):
                    group.create_task(Lane(self, each).run())
        finally:
            await self.remember()
        return [self.results[n] for n in range(len(raw))]

    def readable(self, raw: list[Any]) -> Iterator[tuple[int, Item]]:
        for n, each in enumerate(raw):
            try:
                yield n, item(each)
            except (Unread, ValueError, RecursionError):
                id = identity_of(each)
                self.settle(n, id or "", unread(id))

    def settle(self, n: int, id: str, told: Result) -> None:
        self.results[n] = told
        # The same id twice: what follows builds on the one that was accepted.
        if self.ends.get(id, told)["outcome"] != "accepted" or id not in self.ends:
            self.ends[id] = told

    async def remember(self) -> None:
        """Up to where the next page must have come, once for all of them."""
        session = self.request.scope["state"].get("session")
        if session and self.reached:
            await node_of(self.request).sessions.saw_all(session, self.reached)
