"""Keeps this node's read model: follows the streams, builds a new file when the shape or the past has changed."""

import asyncio
import contextlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import structlog
from nats.aio.client import Client

from frontend import tables
from frontend.applying import Applying, Restored
from frontend.freeing import Freeing
from frontend.readmodel import ReadModel
from frontend.soundness import Watch
from services.kernel import telemetry
from services.kernel.courier import CONTEXTS, stream
from services.kernel.following import Arrival, Cursor, Following

GLANCE = 0.25
Begun = asyncio.Future[Applying]
Some = TypeVar("Some")

log = structlog.get_logger()


class Projector:
    """One per node. `run` never returns by itself; `lag` counts messages not taken, by context."""

    def __init__(
        self, client: Callable[[], Client], readmodel: ReadModel, contexts: tuple[str, ...] = CONTEXTS
    ) -> None:
        self._client = client
        self._readmodel = readmodel
        self._contexts = contexts
        self._followings: list[Following] = []
        self._anew = False
        self._one = asyncio.Lock()
        self.building = False

    @property
    def lag(self) -> dict[str, int]:
        return {it.context: it.lag for it in self._followings}

    @property
    def trouble(self) -> dict[str, str]:
        """The kind of trouble by context, for those that have any."""
        return {it.context: it.trouble.partition(":")[0] for it in self._followings if it.trouble}

    @property
    def alive(self) -> bool:
        return bool(self._followings) and not self.building and all(it.alive for it in self._followings)

    async def run(self) -> None:
        while True:
            path = None if self._anew else self._readmodel.current()
            if path is None or not path.exists():
                path = await self.build()
            self._anew = False
            await self._keep(path)

    async def build(self) -> Path:
        """A new file with all the streams hold now; then the pointer moves to it."""
        self.building = True
        path = self._readmodel.fresh_path()
        db = tables.writing(path, building=True)
        try:
            await self._until_here(db)
            await asyncio.to_thread(self._finish, db, path)
        finally:
            db.close()
            self.building = False
        self._readmodel.switch(path)
        self._readmodel.sweep()
        log.info("read model built", file=path.name)
        return path

    async def _until_here(self, db: sqlite3.Connection) -> None:
        """Takes what the streams hold at this moment; tables are made while the server finds it out."""
        begun = asyncio.create_task(in_thread(self._begin, db))
        try:
            async with self._following({}, begun) as followings:
                ends = await self._ends()
                await asyncio.shield(begun)
                while any((it.cursor.sequence if it.cursor else 0) < ends[it.context] for it in followings):
                    await self._readmodel.pulse.wait(GLANCE)
        finally:
            await asyncio.wait((begun,))

    def _begin(self, db: sqlite3.Connection) -> Applying:
        tables.create(db, self._readmodel.projections)
        return Applying(db, self._readmodel.projections, anew=True)

    async def _ends(self) -> dict[str, int]:
        js = self._client().jetstream(timeout=5)
        found = await asyncio.gather(*(js.stream_info(stream(it)) for it in self._contexts))
        return {it: info.state.last_seq for it, info in zip(self._contexts, found, strict=True)}

    def _finish(self, db: Any, path: Path) -> None:
        tables.index(db, self._readmodel.projections)
        self._number_on(db)
        db.execute("PRAGMA journal_mode = WAL")
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def _number_on(self, db: Any) -> None:
        """Live pages count changes: the new file goes on where the old one is, and everything has changed."""
        used = self._readmodel.current()
        last = newest(used) if used and used.exists() else int(time.time())
        db.execute("DELETE FROM changes")
        db.execute("INSERT INTO changes VALUES (?, ?)", (last + 1_000, tables.EVERYTHING))

    async def _keep(self, path: Path) -> None:
        """Follows until the pointer names another file or the past has changed."""
        try:
            with contextlib.closing(tables.writing(path)) as db:
                applying = Applying(db, self._readmodel.projections)
                begun = asyncio.get_running_loop().create_future()
                begun.set_result(applying)
                cursors = {it: applying.cursor(it) for it in self._contexts}
                async with self._following(cursors, begun):
                    watch, freeing = Watch(path), Freeing(applying, self._client, self._readmodel.folder)
                    while not self._anew and self._readmodel.current() == path:
                        await self._look_after(path, watch)
                        await self._free(freeing)
                        await self._readmodel.pulse.wait(GLANCE)
        except sqlite3.DatabaseError as error:
            if not self._readmodel.broken(error):
                raise

    async def _look_after(self, path: Path, watch: Watch) -> None:
        if not watch.same() or (watch.due and not await asyncio.to_thread(watch.whole)):
            log.error("read model broken", file=path.name)
            self._readmodel.condemn(path)

    async def _free(self, freeing: Freeing) -> None:
        if freeing.due:
            async with self._one:
                await freeing.all()
            self._readmodel.pulse.beat()

    @contextlib.asynccontextmanager
    async def _following(self, cursors: Mapping[str, Cursor | None], begun: Begun) -> Any:
        async def take(batch: list[Arrival]) -> None:
            trace = batch[-1].trace
            async with self._one:
                with telemetry.onward("apply", trace, context=batch[-1].context):
                    await self._take(await asyncio.shield(begun), batch)
            telemetry.applied(trace)

        self._followings = [Following(self._client(), it, cursors.get(it), take) for it in self._contexts]
        tasks = [asyncio.create_task(it.run()) for it in self._followings]
        try:
            yield self._followings
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _take(self, applying: Applying, batch: list[Arrival]) -> None:
        try:
            await in_thread(applying.take, batch)
        except Restored:
            self._anew = True
            raise
        except sqlite3.DatabaseError as error:
            self._readmodel.broken(error)
            raise
        self._readmodel.pulse.beat()


async def in_thread(work: Callable[..., Some], *given: Any) -> Some:
    """A thread cannot be cancelled: it ends before its connection may be closed."""
    task = asyncio.create_task(asyncio.to_thread(work, *given))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise


def newest(used: Path) -> int:
    """The last number of a file; later than any, where it can no longer be read."""
    try:
        with contextlib.closing(tables.writing(used)) as old:
            return int(old.execute("SELECT coalesce(max(n), 0) FROM changes").fetchone()[0])
    except sqlite3.Error:
        return int(time.time())


def main() -> None:
    from frontend.rebuild import rebuild

    if sys.argv[1:] != ["rebuild"]:
        sys.exit("usage: python -m frontend.projector rebuild")
    asyncio.run(rebuild())


if __name__ == "__main__":
    main()
