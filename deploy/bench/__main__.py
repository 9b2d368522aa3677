"""`python -m deploy.bench [quick] [case…]`: prints the ratios; a run of all cases writes var/bench.json.

Ends with 1 when a part failed, or, in a full run, when even the better quartile of a ratio misses its floor.
"""

import asyncio
import logging
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import structlog

from deploy.bench.cases import CASES
from deploy.bench.goals import Ratio, ratios
from deploy.bench.ground import FULL, QUICK, Ground, Size, Stage
from deploy.bench.machine import load, machine
from deploy.bench.report import FILE, table, write
from deploy.bench.rounds import Rounds

VAR = Path("var")


@dataclass
class Run:
    """What was measured so far, and which parts failed, and how: one that fails takes no other with it."""

    size: Size
    found: Rounds = field(default_factory=Rounds)
    broken: dict[str, str] = field(default_factory=dict)

    async def through(self, names: list[str]) -> list[Ratio]:
        with tempfile.TemporaryDirectory(dir=VAR, prefix="bench-") as folder:
            stage = Stage(Path.cwd() / folder / "stage")
            for n, name in enumerate(names, start=1):
                print(f"[{n}/{len(names)}] {name} …", flush=True)
                begun = perf_counter()
                (data := Path.cwd() / folder / name).mkdir()
                await self.part(name, Ground(data, self.size, stage))
                print(f"[{n}/{len(names)}] {name}: {perf_counter() - begun:.0f} s", flush=True)
                print(f"{table(self.of(name))}\n", flush=True)
        return self.all()

    async def part(self, name: str, ground: Ground) -> None:
        case = CASES[name]
        try:
            async with asyncio.timeout(case.limit):
                self.found.join(await case.measure(ground))
        except Exception as error:
            self.broken[name] = told(error, case.limit)

    def all(self) -> list[Ratio]:
        return ratios(self.found, self.broken)

    def of(self, name: str) -> list[Ratio]:
        return [it for it in self.all() if it.goal.by == name]


def told(error: Exception, limit: float) -> str:
    if isinstance(error, TimeoutError):
        return f"not done, or no answer, within {limit:g} s"
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def main(arguments: list[str]) -> int:
    quick = "quick" in arguments
    names = [it for it in arguments if it != "quick"]
    if not set(names) <= set(CASES):
        sys.stderr.write(f"the cases are: {', '.join(CASES)}\n")
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    VAR.mkdir(exist_ok=True)
    about: dict[str, Any] = {"run": "quick" if quick else "full", **machine()}
    print(", ".join(f"{name} {value}" for name, value in about.items()))
    chosen = names or [name for name, case in CASES.items() if case.quick or not quick]
    run = Run(QUICK if quick else FULL)
    found = asyncio.run(run.through(chosen))
    about |= {**run.found.notes, "load_after": load()}
    print(", ".join(f"{name} {value}" for name, value in run.found.notes.items()))
    if not names:
        write(FILE, found, about)
    return verdict(run, found, quick)


def verdict(run: Run, found: list[Ratio], quick: bool) -> int:
    for name, why in run.broken.items():
        print(f"failed: {name}: {why}")
    missed = [it.goal.name for it in found if it.missed and it.value is not None]
    if missed:
        print(f"below the floor: {', '.join(missed)}")
    return 1 if run.broken or (missed and not quick) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
