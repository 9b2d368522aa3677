"""Where the tape stands: which records had been recorded, or had happened, by a position or by an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from frontend.pages.rewind.tape import Entry


class Axis(StrEnum):
    RECORDED = "registrato"
    HAPPENED = "accaduto"


@dataclass(frozen=True)
class Timed:
    """An entry at its time on the axis."""

    at: datetime
    entry: Entry


@dataclass(frozen=True)
class Line:
    """All entries in the order of one axis; ``facts`` are those of the case alone."""

    axis: Axis
    every: tuple[Timed, ...]
    facts: tuple[Timed, ...]

    def at(self, n: int) -> "Cut":
        """With the first ``n`` facts of the case, and of the others what was there before the newest of these."""
        n = min(max(n, 0), len(self.facts))
        upto = self.every.index(self.facts[n - 1]) + 1 if n else 0
        return Cut(self, n, upto, self.facts[n - 1].at if n else None)

    def by(self, moment: datetime) -> "Cut":
        n, upto = (sum(it.at <= moment for it in some) for some in (self.facts, self.every))
        return Cut(self, n, upto, moment)

    def end(self) -> "Cut":
        return Cut(self, len(self.facts), len(self.every), None)


@dataclass(frozen=True)
class Cut:
    """``n`` facts of the case, ``upto`` entries in all; ``moment`` is None at the very beginning and at the end."""

    line: Line
    n: int
    upto: int
    moment: datetime | None

    @property
    def newest(self) -> Entry | None:
        return self.line.facts[self.n - 1].entry if self.n else None

    @property
    def last(self) -> datetime | None:
        return self.line.facts[self.n - 1].at if self.n else None

    def entries(self) -> list[Entry]:
        """In the order of arrival, which keeps the order of every stream."""
        return sorted((it.entry for it in self.line.every[: self.upto]), key=lambda it: it.arrival)


def line(entries: Sequence[Entry], axis: Axis) -> Line:
    every = happened(entries) if axis is Axis.HAPPENED else recorded(entries)
    return Line(axis, tuple(every), tuple(it for it in every if it.entry.own))


def recorded(entries: Sequence[Entry]) -> list[Timed]:
    """In the order of arrival, each no earlier than those before it: clocks of several services may differ."""
    found: list[Timed] = []
    for it in entries:
        at = it.recorded.recorded_at
        found.append(Timed(max(at, found[-1].at) if found else at, it))
    return found


def happened(entries: Sequence[Entry]) -> list[Timed]:
    """What something needed to happen had happened by then, also where it was written down later."""
    found: list[Timed] = []
    soonest: dict[UUID, datetime] = {}
    for it in reversed(entries):
        stream, at = it.recorded.stream, it.recorded.occurred_at
        soonest[stream] = at = min(at, soonest.get(stream, at))
        found.append(Timed(at, it))
    return sorted(found, key=lambda it: (it.at, it.entry.arrival))
