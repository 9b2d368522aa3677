"""Writing to the ledger beside the event loop: what waits together is written and made durable together."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from frontend.looks.ledger import Ledger
from frontend.looks.opening import Opening
from services.kernel import telemetry

PATIENCE = 2.0
TOGETHER = 200

log = structlog.get_logger()
T = TypeVar("T")
Work = Callable[[Ledger], Any]


class Unrecorded(Exception):
    """It could not be written down who looks: what is not everyday must not be shown."""


@dataclass(frozen=True)
class Job:
    """Looks of one opening to write, or something else to do with the ledger; ``done`` hears how it ended."""

    opening: Opening | None
    work: Work | None
    done: asyncio.Future[Any]


class Writing:
    """One thread per process, begun when first needed. A ledger in trouble is opened anew at the next try."""

    def __init__(self, make: Callable[[], Ledger]) -> None:
        self._make = make
        self._ledger: Ledger | None = None
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.trouble: str | None = None

    async def write(self, opening: Opening) -> None:
        """Returns when they are durable. Raises Unrecorded when they are not, after two seconds at most."""
        try:
            await asyncio.wait_for(self._put(Job(opening, None, asyncio.Future())), PATIENCE)
        except Exception as error:
            self.trouble = type(error).__name__
            raise Unrecorded(self.trouble) from error
        self.trouble = None

    async def do(self, work: Callable[[Ledger], T]) -> T:
        """Anything else with the ledger, in its thread. Raises sqlite3.Error or OSError."""
        result: T = await self._put(Job(None, work, asyncio.Future()))
        return result

    def _put(self, job: Job) -> asyncio.Future[Any]:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="looks", daemon=True)
            self._thread.start()
        self._jobs.put(job)
        return job.done

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while job and job.work is None and len(batch) < TOGETHER and not self._jobs.empty():
                if job := self._jobs.get():
                    batch.append(job)
            self._settle([it for it in batch if it.work is None and not it.done.cancelled()], written)
            self._settle([it for it in batch if it.work], worked)
            if job is None:
                break
        if self._ledger:
            self._ledger.close()

    def _settle(self, jobs: list[Job], how: Callable[[Ledger, list[Job]], Any]) -> None:
        if not jobs:
            return
        try:
            self._ledger = self._ledger or self._make()
            result = how(self._ledger, jobs)
        except Exception as trouble:
            self._forget(trouble)
            tell(jobs, lambda done, error=trouble: done.set_exception(error))  # type: ignore[misc]
        else:
            tell(jobs, lambda done: done.set_result(result))

    def _forget(self, error: Exception) -> None:
        """Only the kind is logged; the file may be another one next time."""
        log.error("ledger of looks", error=type(error).__name__)
        ledger, self._ledger = self._ledger, None
        if ledger:
            ledger.close()

    def stop(self) -> None:
        if self._thread:
            self._jobs.put(None)
            self._thread.join(5)
            self._thread = None


def written(ledger: Ledger, jobs: list[Job]) -> None:
    ledger.write([job.opening for job in jobs if job.opening])
    telemetry.recorded(len(jobs))


def worked(ledger: Ledger, jobs: list[Job]) -> Any:
    [job] = jobs
    assert job.work
    return job.work(ledger)


def tell(jobs: list[Job], how: Callable[[asyncio.Future[Any]], None]) -> None:
    """Whoever asked may be gone by now, and the loop with them."""
    for job in jobs:
        with contextlib.suppress(RuntimeError):
            job.done.get_loop().call_soon_threadsafe(settle, job.done, how)


def settle(done: asyncio.Future[Any], how: Callable[[asyncio.Future[Any]], None]) -> None:
    if not done.done():
        how(done)
