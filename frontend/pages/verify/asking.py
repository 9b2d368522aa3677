"""Asking the system of record for a pack, for its parts, and for the program that checks it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from frontend.bus import Bus
from frontend.pages.file.history import said
from frontend.pages.verify.queries import Subject
from services.kernel.sealing import binary


class Pack(BaseModel):
    """``none`` says why there is no file; else ``figures`` are those its own checker prints, of a line from
    ``since`` up to but not including ``until``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    none: str = ""
    digest: str = ""
    bytes: int = 0
    records: int = 0
    size: int = 0
    witnessed: int = 0
    figures: dict[str, str] = {}
    since: date | None = None
    until: date | None = None

    @property
    def last(self) -> date | None:
        """Included."""
        return self.until - timedelta(days=1) if self.until else None


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    data: str | None
    more: bool


class Program(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    program: str


class Head(BaseModel):
    """The public keys to compare with those had from elsewhere."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    size: int
    log: str | None
    witnesses: tuple[str, ...]


async def ordered(bus: Bus, it: Subject) -> Pack:
    """A new one. Raises Unreachable, also where it takes too long."""
    days = {"since": it.period.since, "until": it.period.until} if it.period else {}
    return await said(bus.client, "pack", {"kind": it.kind, "subject": it.id, **days}, Pack)


async def told(bus: Bus, digest: str) -> Pack:
    """What was said of one lately made. Raises Unreachable."""
    return await said(bus.client, "issued", {"digest": digest}, Pack)


async def content(bus: Bus, digest: str) -> AsyncIterator[bytes]:
    """Nothing once it is no longer kept. Raises Unreachable."""
    n, more = 0, True
    while more:
        part = await said(bus.client, "part", {"digest": digest, "n": n}, Part)
        if part.data is not None:
            yield binary(part.data)
        n, more = n + 1, part.more


async def program(bus: Bus) -> str:
    """Raises Unreachable."""
    return (await said(bus.client, "program", {}, Program)).program


async def head(bus: Bus, partnership: str) -> Head:
    """Raises Unreachable."""
    return await said(bus.client, "checkpoint", {"partnership": partnership}, Head)


def named(it: Subject, digest: str) -> str:
    return f"{it.code}-{digest[:8]}.zip"
