"""Who looked at what: questions to the other shelf of the record."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Ge, Le, Len
from pydantic import BaseModel, ConfigDict

from services.history.reading import Reading
from services.history.verifying import verify
from services.kernel.sealing import text


class Wanted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    owners: Annotated[tuple[UUID, ...], Len(1, 200)]
    before: Annotated[int, Ge(1), Le(2**62)] | None = None
    limit: Annotated[int, Ge(1), Le(500)] = 200


class Doubted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: UUID


def reads(reading: Reading, asked: bytes) -> dict[str, Any]:
    """``{"owners": […], "before"?, "limit"?}`` → ``{"records": […], "next"}``, the newest first.

    A record is ``{arrival, n, data}``; ``next`` is the ``before`` of the following page, null at the end.
    """
    wanted = Wanted.model_validate_json(asked)
    page = reading.newest(set(wanted.owners), wanted.before, wanted.limit)
    records = [{"arrival": kept.arrival, "n": kept.n, "data": text(kept.data)} for kept in page.records]
    return {"records": records, "next": page.next}


def verification(reading: Reading, asked: bytes) -> dict[str, Any]:
    """``{"owner"}`` → ``{"ok", "count", "broken"}`` of the chain of looks at what is theirs."""
    verdict = verify(reading, Doubted.model_validate_json(asked).owner)
    return {"ok": verdict.ok, "count": verdict.count, "broken": verdict.broken}


LOOKS: dict[str, Callable[[Reading, bytes], dict[str, Any]]] = {"reads": reads, "reads-verify": verification}
