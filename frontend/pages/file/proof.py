"""What is proved of each fact: which signed head of the log holds it, and whether a witness has seen that head."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, RootModel

from frontend.bus import Bus
from frontend.pages.file.history import said


class Proof(BaseModel):
    """``checkpoint`` is the number of the first signed head that holds it, signed at ``made_at``; 0 before that.
    ``witnessed`` is the size of the first one a witness signed too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    index: int
    checkpoint: int = 0
    size: int = 0
    made_at: datetime | None = None
    witnessed: int = 0


class Proofs(RootModel[dict[UUID, Proof]]):
    pass


async def proofs(bus: Bus, events: Iterable[UUID]) -> dict[UUID, Proof]:
    """One request for all of them. Raises Unreachable."""
    wanted = list(events)
    return (await said(bus.client, "proofs", {"events": wanted}, Proofs)).root if wanted else {}
