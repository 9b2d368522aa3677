"""`python -m deploy.bench [quick] [case…]`: prints the ratios; a run of all cases writes var/bench.json."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog

from deploy.bench.cases import CASES, FULL, QUICK, Size
from deploy.bench.goals import ratios
from deploy.bench.report import machine, table, write
from deploy.bench.rounds import Rounds

VAR = Path("var")


async def run(names: list[str], size: Size) -> Rounds:
    found = Rounds()
    for name in names:
        with tempfile.TemporaryDirectory(dir=VAR, prefix="bench-") as folder:
            measured = await CASES[name](Path.cwd() / folder, size)
        print(f"\n{table(ratios(measured))}\n", flush=True)
        found.figures |= measured.figures
    return found


def main(arguments: list[str]) -> int:
    size = QUICK if "quick" in arguments else FULL
    names = [it for it in arguments if it != "quick"]
    if not set(names) <= set(CASES):
        sys.stderr.write(f"the cases are: {', '.join(CASES)}\n")
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    about = machine()
    VAR.mkdir(exist_ok=True)
    print(", ".join(f"{name} {value}" for name, value in about.items()))
    found = ratios(asyncio.run(run(names or list(CASES), size)))
    if not names:
        write(VAR / "bench.json", found, about)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
