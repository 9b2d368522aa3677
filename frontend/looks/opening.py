"""All that one opening of a page shows of others: written down as a whole, and as a whole said to be a repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from frontend.ids import fresh
from frontend.looks.look import Look


@dataclass(frozen=True)
class Opening:
    """``key`` is the same for openings that repeat each other; ``id`` and ``at`` are each opening's own.

    Most repeats are only counted: without an ``id`` one is made when it is needed.
    """

    looks: tuple[Look, ...]
    key: str
    id: UUID | None
    at: datetime

    def again(self) -> "Opening":
        """The same shown to the same reader, now."""
        return Opening(self.looks, self.key, None, datetime.now(UTC))

    def each(self) -> Iterator[Look]:
        id = self.id or fresh()
        return (replace(it, opening=id, at=self.at) for it in self.looks)


def opening(looks: tuple[Look, ...], id: UUID, at: datetime) -> Opening:
    return Opening(looks, sha256("\n".join(it.key for it in looks).encode()).hexdigest(), id, at)
