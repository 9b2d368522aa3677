"""What may be asked of the record, and its answers: JSON in, JSON out; bytes as base64url."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Ge, Le, Len
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import to_json

from services.history.reading import Kept, Reading
from services.history.verifying import verify
from services.kernel.sealing import text

Answer = dict[str, Any]


class Wanted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    dossiers: Annotated[tuple[UUID, ...], Len(1, 200)]
    first: Annotated[int, Ge(0), Le(2**62)] = Field(default=0, alias="from")
    limit: Annotated[int, Ge(1), Le(500)] = 500


class Doubted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    dossier: UUID


def dossier(reading: Reading, asked: bytes) -> Answer:
    """``{"dossiers": […], "from"?, "limit"?}`` → ``{"records": […], "next"}``, from that arrival on.

    A record is ``{arrival, event_id, dossier, n, data, link}``; ``next`` goes on from there, null at the end.
    """
    wanted = Wanted.model_validate_json(asked)
    page = reading.page(set(wanted.dossiers), wanted.first, wanted.limit)
    return {"records": [shown(kept) for kept in page.records], "next": page.next}


def shown(kept: Kept) -> Answer:
    return {**vars(kept), "data": text(kept.data), "link": text(kept.link)}


def verification(reading: Reading, asked: bytes) -> Answer:
    """``{"dossier"}`` → ``{"ok", "count", "broken", "reason"}``."""
    return asdict(verify(reading, Doubted.model_validate_json(asked).dossier))


class Looked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    partnership: Annotated[str, Len(1, 80)]


def checkpoint(reading: Reading, asked: bytes) -> Answer:
    """``{"partnership"}`` → ``{"note", "size", "log", "witnesses"}``: the newest signed head of its tree.

    ``note`` carries the signatures of log and witnesses, ``log`` and ``witnesses`` are their public keys; all
    null and empty before the first.
    """
    log = Looked.model_validate_json(asked).partnership
    newest = reading.checkpoints.newest(log)
    if newest is None:
        return {"note": None, "size": 0, "log": None, "witnesses": []}
    witnesses = reading.checkpoints.witnesses(log)
    return {"note": newest.whole, "size": newest.size, "log": newest.vkey, "witnesses": witnesses}


class Proved(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    events: Annotated[tuple[UUID, ...], Len(1, 500)]


def proofs(reading: Reading, asked: bytes) -> Answer:
    """``{"events": […]}`` → event id → ``{index, checkpoint, size, made_at, witnessed, witnesses}``."""
    found = reading.covering.of(Proved.model_validate_json(asked).events)
    return {str(event): asdict(standing) for event, standing in found.items()}


Act = Callable[[Reading, bytes], Answer]
ACTS: dict[str, Act] = {
    "dossier": dossier,
    "verify": verification,
    "checkpoint": checkpoint,
    "proofs": proofs,
}


def answered(reading: Reading, act: Act, asked: bytes) -> bytes:
    """Never raises for what was asked; the answer to nonsense does not repeat it."""
    try:
        return to_json(act(reading, asked))
    except ValidationError:
        return to_json({"error": "malformed"})
