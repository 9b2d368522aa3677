"""The core on a disk whose every sync takes two milliseconds longer, as most rented ones do.

``python -m deploy.bench.slow_disk FOLDER COMMANDS ROUNDS`` is run with the slow syncs loaded before everything
else; a C compiler makes them when they are needed, and without one the case is skipped.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.bench.core import Core, points
from deploy.bench.facts import point_opened
from deploy.bench.goals import SLOW
from deploy.bench.rounds import Rounds, interleaved
from deploy.bench.stores import committed, in_sqlite

SOURCE = """#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int fd) {
  int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
  usleep(2000);
  return real(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
"""
CLIENTS = 32
PATIENCE = 240
OURS, RAW = "the core, 32 clients, slow disk", SLOW
MOST = 490  # two milliseconds a commit allow no more


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    shim = compiled(data)
    if shim is None:
        return Rounds().skip("no C compiler, or it cannot make a library to load first", "A3")
    found = await asyncio.to_thread(slowed, shim, data, size, rounds)
    if found.typical(RAW, "rate") > MOST:
        return Rounds().skip("the slow sync does not reach this Python's SQLite", "A3")
    return found


def compiled(folder: Path) -> Path | None:
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(SOURCE)
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"]
    made = subprocess.run(command, capture_output=True, check=False)
    return library if made.returncode == 0 else None


def slowed(shim: Path, data: Path, size: int, rounds: int) -> Rounds:
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(data), str(size), str(rounds)],
        env={**os.environ, "LD_PRELOAD": str(shim)}, capture_output=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    measured = json.loads(done.stdout.splitlines()[-1])
    return Rounds({(case, "rate"): rates for case, rates in measured.items()})


async def inside(data: Path, size: int, rounds: int) -> Rounds:
    core, state = Core(data / "core"), point_opened().to_bytes()
    keep = in_sqlite(data / "plain.sqlite")
    await core.begin()
    try:
        return await interleaved(
            {
                OURS: lambda: core.at_once(points(size), CLIENTS),
                RAW: lambda: committed(keep, state, max(20, size // 8)),
            },
            rounds,
        )
    finally:
        core.close()


if __name__ == "__main__":
    found = asyncio.run(inside(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    print(json.dumps({case: rates for (case, what), rates in found.figures.items() if what == "rate"}))
