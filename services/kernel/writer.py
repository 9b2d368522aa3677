"""The one writer of a service: takes what waits, decides each in turn, writes all of it in one transaction."""

import queue
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

import structlog
from eventsourcing.persistence import DataError, IntegrityError, PersistenceError

from events.envelope import Recorded, Refusal
from services.kernel import clock, telemetry
from services.kernel.answers import BROKEN, Answers, NotYet
from services.kernel.consequences import Consequences
from services.kernel.deciding import Decider, Dues
from services.kernel.keyring import VaultUnavailable
from services.kernel.orders import Job, Order
from services.kernel.rights import Rights
from services.kernel.sitting import Cache, Sitting
from services.kernel.stamping import Keys
from services.kernel.store import Statement, Store

log = structlog.get_logger(__name__)
TOGETHER = 256
# Another process on the same store may be as busy as this one; each attempt reads everything anew.
ATTEMPTS = 20


class Stopped(RuntimeError):
    """The writer has ended: nothing was decided, and the same may be asked of the next one."""


class Halted(RuntimeError):
    """Nothing is decided just now: the store has lost facts that others know of, or its disk has no room left."""


class Writer:
    """Runs in its own thread. ``committed`` is called after each commit that added facts (it wakes the relay).

    ``answered`` is called when answers were given and may leave together: before ``committed``, so that nobody
    waits for the relay.
    """

    def __init__(
        self,
        store: Store,
        deciders: Iterable[Decider[Any]],
        rights: Rights,
        keys: Keys,
        dues: Dues | None = None,
        committed: Callable[[], None] = lambda: None,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self.store = store
        self.deciders: Mapping[str, Decider[Any]] = {c.TOPIC: d for d in deciders for c in d.commands}
        self.rights = rights
        self.keys = keys
        self.consequences = Consequences(store, rights, dues)
        self.committed = committed
        self.answered = answered
        self.cache = Cache()
        self.position = 0
        self.stale = True
        self.halted: Callable[[], str | None] = lambda: None
        self.ended = False
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.run, name=f"writer-{store.name}", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """Finishes what was already put before it, then ends."""
        self.jobs.put(None)
        self.thread.join(timeout=5)

    @property
    def alive(self) -> bool:
        return self.thread.is_alive()

    def put(self, job: Job) -> Job:
        self.jobs.put(job)
        if self.ended:
            self.turn_away()
        return job

    def run(self) -> None:
        """However it ends, nobody is left waiting for an answer."""
        try:
            self.work()
        finally:
            self.ended = True
            self.turn_away()

    def work(self) -> None:
        while (first := self.jobs.get()) is not None:
            together, more = self.waiting(first)
            if ready := [job for job in together if job.ready()]:
                self.write(ready)
            self.answered()
            if not more:
                return

    def waiting(self, first: Job) -> tuple[list[Job], bool]:
        together = [first]
        while len(together) < TOGETHER:
            try:
                job = self.jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return together, False
            together.append(job)
        return together, True

    def turn_away(self) -> None:
        while True:
            try:
                job = self.jobs.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                job.fail(Stopped())
                self.answered()

    def write(self, jobs: list[Job]) -> None:
        """Together if nobody else appended meanwhile; otherwise each alone, so that a clash, or whatever is wrong
        with one of them, touches only its own."""
        try:
            if why := self.halted():
                return self.give_up(jobs, Halted(why))
            return self.save(jobs)
        except (IntegrityError, DataError):
            pass
        except (PersistenceError, OSError) as error:
            return self.give_up(jobs, error)
        except Exception as error:
            log.error("one of these breaks", context=self.store.name, error=type(error).__name__)
        for job in jobs:
            self.write_alone(job)

    def write_alone(self, job: Job) -> None:
        clash = IntegrityError()
        for _ in range(ATTEMPTS):
            try:
                return self.save([job])
            except IntegrityError as error:
                clash = error
            except Exception as error:
                return self.give_up([job], error)
        return self.give_up([job], clash)

    def save(self, jobs: list[Job]) -> None:
        began = perf_counter()
        self.refresh()
        # Rights are told of what is decided before it is written: whatever ends this early, they are read anew.
        self.stale = True
        sitting = Sitting(self.store, self.deciders, self.cache, self.keys)
        answers = Answers(self.store, jobs)
        records: list[Recorded] = []
        also: list[Statement] = []
        for job in jobs:
            here = len(also)
            for order in job.orders:
                self.answer(order, sitting, answers, records, also)
            if (job.also or job.standings) and not answers.undecided(job):
                also[here:here] = [*job.also, *self.consequences.standing(job.standings)]
        decided = perf_counter()
        positions = self.append(records, [*also, *answers.statements()])
        telemetry.saved(self.store.name, jobs, began, decided)
        self.stale = False
        self.cache.keep(sitting.known)
        for job, replies in answers.given(dict(zip((r.event_id for r in records), positions, strict=True))):
            job.answer(replies)
        self.answered()
        if records:
            self.committed()

    def append(self, records: list[Recorded], also: list[Statement]) -> Sequence[int]:
        """Raises IntegrityError when another process appended to this store: what was decided on has changed."""
        if not records and not also:
            return ()
        positions = self.store.append(records, [self.store.fence(self.position), *also])
        self.position = positions[-1] if positions else self.position
        return positions

    def answer(
        self, order: Order, sitting: Sitting, answers: Answers, records: list[Recorded], also: list[Statement]
    ) -> None:
        if answers.already(order):
            return
        try:
            self.allow(order, answers)
            new = sitting.decide(order, clock.now())
        except Refusal as refusal:
            answers.refuse(order, refusal)
        except PersistenceError:
            raise  # nobody else in this sitting would fare better, and each would wait for it in turn
        except (NotYet, VaultUnavailable) as error:
            answers.unavailable(order, type(error).__name__)
        except Exception as error:
            # Never the message: a validation error would quote what somebody typed.
            where = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "a rule broke",
                command=order.command.TOPIC,
                error=type(error).__name__,
                at=f"{where[0]}:{where[1]}",
            )
            answers.unavailable(order, BROKEN)
            also += order.parked
        else:
            records += [it.record for it in new]
            also += self.consequences.of(new)
            answers.accept(order, new)

    def allow(self, order: Order, answers: Answers) -> None:
        if order.after is not None:
            answers.check_predecessor(order.after)
        if order.command.TOPIC not in self.deciders:
            raise Refusal("command.unknown")
        if not self.rights.allows(order.command, order.act):
            raise Refusal(self.rights.refusal(order.command, order.act))

    def refresh(self) -> None:
        """After a clash or a failure everything is read anew; ``position`` first, so that nothing slips between."""
        if self.stale:
            self.position = self.store.position
            self.cache.clear()
            self.rights.reload()
            self.stale = False

    def give_up(self, jobs: list[Job], error: Exception) -> None:
        """The store is out of reach: nothing was decided, and the asker may try again."""
        log.warning("store out of reach", context=self.store.name, error=type(error).__name__)
        for job in jobs:
            job.fail(error)
