"""What is known of a batch while it is worked on."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from frontend.mailbox.posting import AnyRequest
from frontend.mailbox.result import Result

# A phone waits twenty seconds: what is not reached by then is asked again.
PATIENCE = 12.0
# So many go beside one another: their commands share a commit, and one phone never fills the house.
BESIDE = 16


@dataclass
class Books:
    """``results`` by place in the batch, ``ends`` by id; ``reached``: context → the highest position heard of."""

    request: AnyRequest
    results: dict[int, Result] = field(default_factory=dict)
    ends: dict[str, Result] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BESIDE))

    def settle(self, n: int, id: str, told: Result) -> None:
        self.results[n] = told
        # The same id twice: what follows builds on the one that was accepted.
        if self.ends.get(id, told)["outcome"] != "accepted" or id not in self.ends:
            self.ends[id] = told

    def reach(self, positions: Mapping[str, int]) -> None:
        self.reached |= highest(self.reached, positions)


def highest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Of each context how far, and never back."""
    return {context: max(one.get(context, 0), other.get(context, 0)) for context in {**one, **other}}
