"""The line under the scrubber: where something happened, where it was written late, where a month begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frontend.moments import local_day
from frontend.pages.rewind.cut import Timed

MOST = 240
WIDE = 1000.0


@dataclass(frozen=True)
class Tick:
    """``x`` and ``width`` of 1000; ``height`` from 0 to 1 says how many facts; ``late`` some written late."""

    x: float
    width: float
    height: float
    late: bool


@dataclass(frozen=True)
class Month:
    x: float
    day: date


def ticks(facts: Sequence[Timed]) -> tuple[Tick, ...]:
    """One per fact, or of very many one for some neighbours."""
    each = -(-len(facts) // MOST) or 1
    groups = [facts[n : n + each] for n in range(0, len(facts), each)]
    step = WIDE / len(groups) if groups else WIDE
    return tuple(tick(n, step, group) for n, group in enumerate(groups))


def tick(n: int, step: float, group: Sequence[Timed]) -> Tick:
    late = any(it.entry.recorded.late for it in group)
    return Tick(round(n * step, 1), round(max(step * 0.6, 0.8), 1), 1.0 if late else 0.6, late)


def months(facts: Sequence[Timed], most: int = 6) -> tuple[Month, ...]:
    """Where on the line a new month begins, of very many an even part."""
    found = list(beginnings(facts))
    step = -(-len(found) // most) or 1
    return tuple(found[::step])


def beginnings(facts: Sequence[Timed]) -> Iterator[Month]:
    before: tuple[int, int] | None = None
    for n, it in enumerate(facts):
        day = local_day(it.at)
        if (day.year, day.month) != before:
            before = (day.year, day.month)
            yield Month(round(n / len(facts) * WIDE, 1), day)
