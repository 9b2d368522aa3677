"""`make chaos SEED=7 FAULTS=500 STORE=sqlite|postgres`: ends with one line, and says no when anything was lost."""

import asyncio
import logging
import os
import shutil
import signal
import sys
from pathlib import Path

import structlog

from tests.chaos.databases import database
from tests.chaos.premises import Premises
from tests.chaos.record import Record
from tests.chaos.releases import unpacked
from tests.chaos.run import Outcome, Run, emptied

MOST = 2_000
SHOWN = 50


def main() -> int:
    faults, seed = min(int(sys.argv[1]), MOST), int(sys.argv[2])
    store = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
    folder = emptied(
        Path(os.environ.get("CHAOS_DATA") or "var/chaos")
        / (f"{seed}" if store == "sqlite" else f"{seed}-{store}")
    )
    # Our own connections break as often as the house's: that is no news.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    outcome = run(seed, faults, store, folder.resolve())
    sys.stderr.write(f"{outcome.figures}\n")
    for part, names in (
        ("lost", outcome.verdict.lost), ("doubled", outcome.verdict.doubled),
        ("disordered", outcome.verdict.disordered), ("diverging", outcome.diverging),
    ):  # fmt: skip
        for name in names[:SHOWN]:
            sys.stderr.write(f"{part}: {name}\n")
    if outcome.good:
        for part in ("casa", "node", "release"):
            shutil.rmtree(folder / part, ignore_errors=True)
    else:
        sys.stderr.write(
            f"history: {folder / 'history.jsonl'}; the house as it was left: {folder / 'casa'}\n"
        )
    sys.stdout.write(f"{outcome}\n")
    return 0 if outcome.good else 1


def run(seed: int, faults: int, store: str, folder: Path) -> Outcome:
    record = Record(folder / "history.jsonl")
    with database(store == "postgres") as found:
        premises = Premises(folder, found.address if found else "sqlite")
        sys.stderr.write("the demo's months are played first\n")
        if commit := os.environ.get("RELEASE"):
            premises.release = unpacked(commit, folder)
        premises.play()
        try:
            return asyncio.run(Run(seed, faults, premises, found, record).go())
        finally:
            premises.stop()
            record.close()


if __name__ == "__main__":
    sys.exit(main())
