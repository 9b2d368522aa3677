"""The hand that strikes: kills, stops and lets go, one fault after the other, and counts only those that hit."""

import asyncio
import os
import random
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil

from tests.chaos.databases import Database
from tests.chaos.premises import Premises
from tests.chaos.schedule import EVERYTHING, Fault

MODULES = {
    **{name: f"services.{name}.service" for name in (
        "accompaniment", "pacts", "network", "intake", "matching", "vault", "history", "post",
    )},
    "witness": "services.history.witness", "web": "deploy.web",
}  # fmt: skip
PATIENCE = 60.0


class Striking:
    def __init__(self, premises: Premises, database: Database | None, say: Callable[[str], None]) -> None:
        self.premises, self.database, self.say = premises, database, say
        self.done = 0
        self._pauses: set[asyncio.Task[None]] = set()

    async def all(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            await asyncio.sleep(fault.after)
            async with asyncio.timeout(PATIENCE):
                while not self.strike(fault):  # its target is just coming back
                    await asyncio.sleep(0.05)
            self.done += 1
            self.say(f"{fault.n} {fault}")
        await asyncio.gather(*self._pauses, return_exceptions=True)

    def strike(self, fault: Fault) -> bool:
        if fault.target == EVERYTHING:
            self.premises.everything()
            return True
        if fault.kind == "end":
            return self.database is not None and self.database.end_sessions(fault.target == "sessions")
        pid = self.pid(fault)
        if pid is None or not sent(pid, signal.SIGKILL if fault.kind == "kill" else signal.SIGSTOP):
            return False
        if fault.kind == "pause":
            task = asyncio.create_task(let_go(pid, fault.lasts))
            self._pauses.add(task)
            task.add_done_callback(self._pauses.discard)
        return True

    def pid(self, fault: Fault) -> int | None:
        if fault.target == "other web":
            web = self.premises.web
            return web.pid if web is not None and web.poll() is None else None
        if fault.target == "backend":
            backends = self.database.backends() if self.database else []
            return random.Random(fault.n).choice(backends) if backends else None
        return next((it.pid for it in self.premises.family() if is_it(it, fault.target)), None)


def is_it(process: psutil.Process, target: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.name() == target if target not in MODULES else MODULES[target] in process.cmdline()
    except psutil.Error:
        return False


def sent(pid: int, what: signal.Signals) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, what)
        return True
    return False


async def let_go(pid: int, after: float) -> None:
    """Also when the run is cut off: nothing stays stopped."""
    try:
        await asyncio.sleep(after)
    finally:
        sent(pid, signal.SIGCONT)
