"""One run: the house lives, people use it, the hand strikes; then everything runs again and is checked."""

import asyncio
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from services.kernel.settings import Settings
from tests.chaos import left, looking
from tests.chaos.bus import here
from tests.chaos.checker import Verdict, check
from tests.chaos.clients import Crowd
from tests.chaos.databases import Database
from tests.chaos.premises import Premises
from tests.chaos.record import Record
from tests.chaos.schedule import schedule
from tests.chaos.striking import Striking

LAST_CALL = 60.0


@dataclass
class Outcome:
    seed: int
    faults: int
    verdict: Verdict
    diverging: list[str] = field(default_factory=list)
    figures: str = ""

    @property
    def good(self) -> bool:
        return self.verdict.good and not self.diverging

    def __str__(self) -> str:
        it = self.verdict
        return (
            f"faults {self.faults} accepted {it.accepted} lost {len(it.lost)} doubled {len(it.doubled)}"
            f" disordered {len(it.disordered)} seed {self.seed}"
        )


class Run:
    """``premises`` has its data; ``record`` is written from now on. ``pages``: whose pages are compared."""

    def __init__(
        self, seed: int, faults: int, premises: Premises, database: Database | None, record: Record,
        pace: float = 1.0, pages: list[tuple[object, str]] | None = None,
    ) -> None:  # fmt: skip
        self.seed, self.faults, self.premises, self.record = seed, faults, premises, record
        self.database, self.pace = database, pace
        self.pages = looking.ALL if pages is None else pages
        self.began = monotonic()

    async def go(self) -> Outcome:
        keeping = asyncio.create_task(self.premises.keep())
        try:
            await self.premises.up()
            before = {
                it: len(facts) for it, facts in left.stored(self.premises.data, self.premises.store).items()
            }
            struck = await self.broken()
            await self.premises.up()
            return await self.judged(struck, before)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def broken(self) -> int:
        """How many faults hit. Clients then have a while to be told what they do not know yet."""
        crowd = Crowd(self.seed, self.premises.data, tuple(self.premises.nodes), self.record, self.pace)
        striking = Striking(self.premises, self.database, self.say)
        clients = list(crowd.tasks())
        try:
            await striking.all(schedule(self.seed, self.faults, self.premises.two, self.database is not None))
            crowd.over.set()
            _, waiting = await asyncio.wait(clients, timeout=LAST_CALL)
            crowd.last_call.set()
            if waiting:
                await asyncio.wait(waiting, timeout=LAST_CALL)
        finally:
            for client in clients:
                client.cancel()
            ended = await asyncio.gather(*clients, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error
        return striking.done

    async def judged(self, struck: int, before: dict[str, int]) -> Outcome:
        data, store = self.premises.data, self.premises.store
        settings = Settings(data=data, nats=here(data))
        self.say("everything runs again")
        await left.at_rest(settings, store)
        self.say("all is heard; pages and tables are compared")
        diverging = await self.compared()
        self.say("the record is compared")
        verdict = check(self.record.lines, await left.left(settings, store, before))
        return Outcome(self.seed, struck, verdict, diverging, self.figures())

    async def compared(self) -> list[str]:
        """Tables and pages that are another once they are built anew, and what stands parked."""
        live = {
            node: (looking.kept(data), await looking.pages(node, self.pages))
            for node, data in self.premises.alike.items()
        }
        environment = {**os.environ, "CASA_DATA": str(self.premises.data), "CASA_STORE": self.premises.store}
        await looking.rebuilt(self.premises.data, environment)
        await self.premises.up()
        tables, parked = looking.kept(self.premises.data)
        anew = await looking.pages(next(iter(self.premises.nodes)), self.pages)
        found = [f"parked: {it}" for it in parked]
        for node, ((rows, left_out), shown) in live.items():
            found += [f"table {it} of {node}" for it in looking.differing(rows, tables)]
            found += [f"page {it} of {node}" for it in looking.differing(shown, anew)]
            found += [f"parked at {node}: {it}" for it in left_out]
            for it in looking.differing(shown, anew):
                keep_apart(self.premises.folder, it, shown.get(it, ""), anew.get(it, ""))
        return found

    def figures(self) -> str:
        count = self.record.count
        return (
            f"asked {count('invoke')}, yes {count('ok')}, no {count('refused')}, not told {count('unknown')} times,"
            f" given up {count('given up')}"
        )

    def say(self, words: str) -> None:
        """Progress: where the run is, and how many were answered by now."""
        yes = self.record.count("ok")
        sys.stderr.write(f"{monotonic() - self.began:6.1f} s  {yes:5} accepted  {words}\n")


def keep_apart(folder: Path, name: str, shown: str, anew: str) -> None:
    """Both pages side by side, for whoever has to find out why."""
    to = folder / "pages"
    to.mkdir(exist_ok=True)
    plain = "".join(it if it.isalnum() else "-" for it in name)[:80]
    (to / f"{plain}.lived.html").write_text(shown)
    (to / f"{plain}.anew.html").write_text(anew)


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
