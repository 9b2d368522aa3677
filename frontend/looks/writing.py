"""Writing to the ledger beside the event loop: what waits together is written and made durable together."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
How = Callable[[asyncio.Future[Any]], None]


class Unrecorded(Exception):
    """It could not be written down who looks: what is not everyday must not be shown."""


@dataclass
class Job:
    """Openings that came in one turn of the loop, or something else to do with the ledger.

    ``waiting`` hear how it ended: one for each opening, or one for the work; ``late`` goes off when nobody said.
    """

    loop: asyncio.AbstractEventLoop
    openings: list[Opening] = field(default_factory=list)
    work: Work | None = None
    waiting: list[asyncio.Future[Any]] = field(default_factory=list)
    late: asyncio.TimerHandle | None = None

    def wait(self) -> asyncio.Future[Any]:
        self.waiting.append(done := self.loop.create_future())
        return done

    def awaited(self) -> Iterator[Opening]:
        """Whose page somebody still waits for."""
        pairs = zip(self.openings, self.waiting, strict=True)
        return (opening for opening, done in pairs if not done.done())


class Writing:
    """One thread per process, begun when first needed. A ledger in trouble is opened anew at the next try."""

    def __init__(self, make: Callable[[], Ledger]) -> None:
        self._make = make
        self._ledger: Ledger | None = None
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._next: Job | None = None
        self.trouble: str | None = None

    async def write(self, opening: Opening) -> bool:
        """Returns when it is durable: whether there is anything new in it, or it only repeats what is known.

        Raises Unrecorded when it is not, after two seconds at most.
        """
        try:
            new: bool = await self._gathered(opening)
        except Exception as error:
            self.trouble = type(error).__name__
            raise Unrecorded(self.trouble) from error
        self.trouble = None
        return new

    def _gathered(self, opening: Opening) -> asyncio.Future[Any]:
        """Waking the thread costs more than writing: what comes in the same turn of the loop goes over together."""
        loop = asyncio.get_running_loop()
        if self._next is None or self._next.loop is not loop:
            self._next = Job(loop)
            loop.call_soon(self._hand_over, self._next)
        self._next.openings.append(opening)
        return self._next.wait()

    def _hand_over(self, job: Job) -> None:
        if self._next is job:
            self._next = None
        job.late = job.loop.call_later(PATIENCE, settle, [job], too_late)
        self._put(job)

    async def do(self, work: Callable[[Ledger], T]) -> T:
        """Anything else with the ledger, in its thread. Raises sqlite3.Error or OSError."""
        job = Job(asyncio.get_running_loop(), work=work)
        done = job.wait()
        self._put(job)
        result: T = await done
        return result

    def _put(self, job: Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="looks", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while job and job.work is None and len(batch) < TOGETHER and not self._jobs.empty():
                if job := self._jobs.get():
                    batch.append(job)
            self._settle([it for it in batch if it.work is None and any(it.awaited())], written)
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


def written(ledger: Ledger, jobs: list[Job]) -> bool:
    openings = [it for job in jobs for it in job.awaited()]
    new = ledger.write(openings)
    telemetry.recorded(len(openings))
    return new


def worked(ledger: Ledger, jobs: list[Job]) -> Any:
    [job] = jobs
    assert job.work
    return job.work(ledger)


def tell(jobs: list[Job], how: How) -> None:
    """Each loop once. Whoever asked may be gone by now, and the loop with them."""
    for loop in {job.loop for job in jobs}:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, [job for job in jobs if job.loop is loop], how)


def settle(jobs: list[Job], how: How) -> None:
    for job in jobs:
        if job.late:
            job.late.cancel()
        for done in job.waiting:
            if not done.done():
                how(done)


def too_late(done: asyncio.Future[Any]) -> None:
    done.set_exception(TimeoutError())
