"""Tapes lately asked for, wound to where they were left: the next position along the way is quick."""

import asyncio
import sqlite3
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from frontend.bus import Bus
from frontend.pages.file.queries import Case
from frontend.pages.rewind.cut import Axis, Cut, Line, line
from frontend.pages.rewind.projected import Projected
from frontend.pages.rewind.tape import Tape, tape
from frontend.projecting import Projection

MOST = 4
LASTS = 60.0
Where = int | datetime | None
"""So many facts of the case, or all that was there by an instant; None is the end of the tape."""


@dataclass
class Reel:
    """One reader of it at a time: a page is made from one moment."""

    tape: Tape
    made: float
    wound: dict[Axis, Projected] = field(default_factory=dict)
    lines: dict[Axis, Line] = field(default_factory=dict)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def line(self, axis: Axis) -> Line:
        if axis not in self.lines:
            self.lines[axis] = line(self.tape.entries, axis)
        return self.lines[axis]

    def wind(self, axis: Axis, where: Where, shapes: tuple[Projection, ...]) -> tuple[Cut, Projected]:
        cut = cut_at(self.line(axis), where)
        entries = cut.entries()
        found = self.wound.get(axis)
        if found is None or not found.reaches([it.arrival for it in entries]):
            found = self.wound[axis] = Projected(shapes)
        found.take(entries)
        return cut, found


def cut_at(along: Line, where: Where) -> Cut:
    if where is None:
        return along.end()
    return along.by(where) if isinstance(where, datetime) else along.at(where)


class Reels:
    """Of one web node. What they hold is sealed as everywhere; no names, no words."""

    def __init__(self, bus: Bus, shapes: tuple[Projection, ...]) -> None:
        self._bus, self._shapes = bus, shapes
        self._kept: OrderedDict[UUID, Reel] = OrderedDict()
        self._reading = asyncio.Lock()

    @asynccontextmanager
    async def wound(
        self, db: sqlite3.Connection, case: Case, axis: Axis, where: Where
    ) -> AsyncIterator[tuple[Cut, Projected]]:
        """Nobody else winds it meanwhile. Raises Unreachable."""
        reel = await self._found(db, case)
        async with reel.busy:
            yield await asyncio.to_thread(reel.wind, axis, where, self._shapes)

    async def _found(self, db: sqlite3.Connection, case: Case) -> Reel:
        async with self._reading:
            reel = self._kept.get(case.id)
            if reel is None or time.monotonic() - reel.made > LASTS:
                reel = self._kept[case.id] = Reel(await tape(self._bus, db, case), time.monotonic())
            elif not reel.busy.locked() and await reel.tape.catch_up(self._bus):
                reel.lines.clear()
            self._kept.move_to_end(case.id)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return reel
