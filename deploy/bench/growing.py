"""Large stores, quickly: the demo's own facts told again and again under other ids, in large transactions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from eventsourcing.persistence import StoredEvent
from pydantic_core import from_json

from deploy.bench.asks import SPACE
from services.kernel.courier import CONTEXTS
from services.kernel.store import Store

ID = re.compile(rb"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
ALL = 10_000_000


@dataclass(frozen=True)
class Pattern:
    """One fact's bytes cut at its ids: every second piece is one."""

    pieces: tuple[bytes, ...]
    stream: bytes
    version: int
    topic: str

    def again(self, names: dict[bytes, bytes]) -> StoredEvent:
        pieces = list(self.pieces)
        pieces[1::2] = [names[it] for it in pieces[1::2]]
        stream = UUID(names[self.stream].decode())
        return StoredEvent(stream, self.version, self.topic, b"".join(pieces))


def pattern(state: bytes) -> Pattern:
    said = from_json(state)
    return Pattern(
        tuple(ID.split(state)), said["stream"].encode(), said["stream_version"], said["topic"]
    )  # fmt: skip


def grow(stores: list[Store], facts: int) -> int:
    """Whole tellings until there are about so many facts in all; answers how many there are."""
    told = {store.name: [pattern(it.state) for it in store.waiting(0, ALL)] for store in stores}
    once = sum(map(len, told.values()))
    for n in range(1, max(1, round(facts / once))):
        names = renamed(told, n)
        for store in stores:
            store.recorder.insert_events([it.again(names) for it in told[store.name]], also=[])
    return sum(store.position for store in stores)


def renamed(told: dict[str, list[Pattern]], n: int) -> dict[bytes, bytes]:
    """The same id becomes the same other id in every context, so that facts still speak of each other."""
    ids = {each for facts in told.values() for it in facts for each in it.pieces[1::2]}
    return {each: str(uuid5(SPACE, f"{n}/{each.decode()}")).encode() for each in ids}


def stores_in(data: Path) -> list[Store]:
    return [Store(context, "sqlite", data) for context in CONTEXTS]


def states(stores: list[Store]) -> Iterator[bytes]:
    """Read from the disk as they lie there, in the order of commits."""
    for store in stores:
        for row in store.rows("SELECT state FROM {s}stored_events ORDER BY rowid"):
            yield row["state"]
