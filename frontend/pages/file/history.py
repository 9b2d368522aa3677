"""Asking the system of record: what it holds of a case, in the order it arrived, and whether its chain holds."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar
from uuid import UUID

from nats.aio.client import Client
from nats.errors import Error as NatsError
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from events.envelope import Recorded
from frontend.bus import Bus, Unreachable, answered
from services.kernel.sealing import binary

Shape = TypeVar("Shape", bound=BaseModel)


class Kept(BaseModel):
    """A record as history keeps it: ``n`` is its place in its dossier's chain, ``data`` its bytes, both in
    base64url with ``link``, the chain's link there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    arrival: int
    event_id: UUID
    dossier: UUID
    n: int
    data: str
    link: str = ""

    @property
    def text(self) -> str:
        return binary(self.data).decode("utf-8", "replace")

    def recorded(self) -> Recorded | None:
        """None where the bytes are no record of ours any more."""
        try:
            return Recorded.model_validate_json(binary(self.data))
        except ValueError:
            return None


class Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    records: tuple[Kept, ...]
    next: int | None


class Verdict(BaseModel):
    """``broken`` is the place of the first record that does not hold, from 1."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ok: bool
    count: int
    broken: int | None = None
    reason: str | None = None


async def records(bus: Bus, dossiers: tuple[UUID, ...], start: int = 0) -> AsyncIterator[Kept]:
    """In order of arrival, from the arrival number ``start`` on. Raises Unreachable, also on the way."""
    first: int | None = start
    while first is not None:
        asked = {"dossiers": dossiers, "from": first}
        page = await said(bus.client, "dossier", asked, Page)
        for record in page.records:
            yield record
        first = page.next


async def verified(bus: Bus, dossier: UUID) -> Verdict:
    """Raises Unreachable."""
    return await said(bus.client, "verify", {"dossier": dossier}, Verdict)


async def said(client: Client, act: str, asked: dict[str, Any], shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate_json(await answered(client, f"casa.history.{act}", to_json(asked)))
    except (NatsError, OSError, ValidationError) as error:  # OSError includes TimeoutError
        raise Unreachable("history") from error
