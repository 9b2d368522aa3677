"""Facts to fill stores with: those of the demo under further ids, or one kind over and over."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from deploy.bench.asks import LONG_AGO, SPACE
from events.envelope import Recorded
from events.network.organisation import PointOpened
from services.kernel.store import Store

ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def point_opened(stream: UUID | None = None) -> Recorded:
    """The first fact of a stream of its own."""
    stream = stream or uuid4()
    fact = PointOpened(
        organisation=stream, point=uuid4(), name="Sportello di San Concordio",
        place="Via Urbicciani 362, Lucca", hours=(), channels=("desk", "phone"), since=LONG_AGO,
    )  # fmt: skip
    return Recorded(
        event_id=uuid4(), topic=fact.TOPIC, version=fact.VERSION, stream=stream, stream_version=1,
        partnership="lucca", dossier=stream, subjects=fact.about(), actor=stream, role="coordinator",
        organisation=None, on_behalf_of=None, caused_by=None, rule_version=None,
        occurred_at=NOW, zone="Europe/Rome", received_at=NOW, recorded_at=NOW, late=False,
        command_id=uuid4(), fact=fact.model_dump(mode="json"),
    )  # fmt: skip


def copies(store: Store, many: int) -> Iterator[Recorded]:
    """A store's facts as they are, then again under other ids, in the order of each stream."""
    states = [it.state for it in store.waiting(0, 1_000_000)]
    for n in range(many):
        for state in states:
            yield Recorded.model_validate_json(renamed(state, n) if n else state)


def renamed(state: bytes, n: int) -> bytes:
    """The same id becomes the same other id everywhere, so that facts still speak of each other."""
    return ID.sub(lambda it: str(uuid5(SPACE, f"{n}/{it[0].decode()}")).encode(), state)


def multiplied(context: str, source: Path, target: Path, many: int) -> Store:
    """A new store under ``target`` with the facts of the one under ``source``, ``many`` times."""
    store, known = Store(context, "sqlite", target), Store(context, "sqlite", source)
    store.append(list(copies(known, many)))
    known.close()
    return store
