"""What stands parked is tried again by a release that may have learnt it, from the history's own bytes."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from uuid import UUID

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from events.envelope import Recorded
from frontend.applying import Applying
from frontend.bus import Unreachable, answered
from frontend.tables import EVERYTHING
from services.kernel.sealing import binary

log = structlog.get_logger()

AGAIN = 5.0
PATIENCE = 120.0
"""Seconds for which a history that is behind is asked again."""
ASKED = "replay"


class Page(BaseModel):
    records: list[dict[str, str | int]]
    next: int | None


class Freeing:
    """Of one writer's connection: once at its start, and whenever ``folder``/replay is touched (`make replay`)."""

    def __init__(self, applying: Applying, client: Callable[[], Client], folder: Path) -> None:
        self._applying, self._client, self._file = applying, client, folder / ASKED
        self._wanted, self._next, self._until = True, monotonic(), monotonic() + PATIENCE
        self._touched = self._mark()

    def _mark(self) -> float:
        return self._file.stat().st_mtime if self._file.exists() else 0.0

    @property
    def due(self) -> bool:
        if self._mark() != self._touched:
            self._touched, self._wanted, self._until = self._mark(), True, monotonic() + PATIENCE
        return self._wanted and monotonic() >= self._next

    async def all(self) -> None:
        """To be called by whoever lets nobody else write meanwhile."""
        self._next = monotonic() + AGAIN
        waits = False
        try:
            for projection, dossier in self._applying.parked.all():
                records = await recorded(self._client(), dossier)
                waits = waits or behind(self._applying, projection, dossier, records)
                freed = await asyncio.to_thread(free, self._applying, projection, dossier, records)
                log.info("freed" if freed else "still parked", projection=projection, dossier=str(dossier))
        except Unreachable:
            return  # no history yet: the next time
        self._wanted = waits and monotonic() < self._until


async def recorded(client: Client, dossier: UUID) -> list[Recorded]:
    """All of a dossier, in the order history keeps. Raises Unreachable."""
    found: list[Recorded] = []
    first: int | None = 0
    while first is not None:
        try:
            asked = to_json({"dossiers": [dossier], "from": first})
            page = Page.model_validate_json(await answered(client, "casa.history.dossier", asked))
        except (NatsError, OSError, ValidationError) as error:
            raise Unreachable("history") from error
        found += [Recorded.model_validate_json(binary(str(it["data"]))) for it in page.records]
        first = page.next
    return found


def behind(applying: Applying, projection: str, dossier: UUID, records: Sequence[Recorded]) -> bool:
    """Whether the history does not know all yet of what was left out."""
    return not {it.event_id for it in records} >= set(applying.parked.missed(projection, dossier))


def free(applying: Applying, projection: str, dossier: UUID, records: Sequence[Recorded]) -> bool:
    """Whether all that was left out could be applied now; else nothing has changed."""
    if behind(applying, projection, dossier, records):
        return False
    events = applying.parked.missed(projection, dossier)
    known = {it.event_id: it for it in records}
    # A hole closes from the history alone: what is missing stands there among what was left out.
    missed = records if projection == EVERYTHING else [known[it] for it in events]
    return applying.again(projection, dossier, missed, frozenset(events))
