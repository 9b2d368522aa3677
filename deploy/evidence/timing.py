"""How long a pack of many records takes to make and to check: ``python -m deploy.evidence.timing [RECORDS]``."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid5

from deploy.evidence.__main__ import written
from events.envelope import Recorded
from services.history.archive import Archive
from services.history.cases import find
from services.history.signing import key
from services.history.verifica.one_file import one_file
from services.kernel.arrival import Arrival

CASE, HOME = UUID(int=1), UUID(int=2)
START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 500


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        say("record", count, lambda: fill(data, count))
        file = data / "fascicolo.zip"
        say("make the pack", count, lambda: make(data, file))
        (data / "verifica.py").write_bytes(one_file())
        sys.stdout.write(f"pack: {file.stat().st_size:,} bytes\n")
        command = [sys.executable, "-I", str(data / "verifica.py"), str(file)]
        say("verify", count, lambda: verify(command))


def say(what: str, count: int, work: Callable[[], None]) -> None:
    start = perf_counter()
    work()
    spent = perf_counter() - start
    sys.stdout.write(f"{what}: {spent:.1f} s, {count / spent:,.0f} records/s\n")


def make(data: Path, file: Path) -> None:
    file.write_bytes(written(data, lambda db: find(db, "C-01"), []))


def verify(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def fill(data: Path, count: int) -> None:
    archive = Archive(data / "history.sqlite")
    for first in range(1, count + 1, BATCH):
        archive.take([arrival(n) for n in range(first, min(first + BATCH, count + 1))])
    archive.checkpoints.make(key(data / "secrets" / "history.key"))
    archive.close()


def arrival(n: int) -> Arrival:
    return Arrival("pacts", "one", n, n, "today", record(n).to_bytes())


def record(n: int) -> Recorded:
    moment, own = START + timedelta(minutes=n), uuid5(CASE, str(n))
    formed = {"cohabitation": str(CASE), "home": str(HOME)}
    return Recorded(
        event_id=own, topic="pacts.DutyDone" if n > 1 else "pacts.CohabitationFormed", version=1,
        stream=own, stream_version=1, partnership="lucca", dossier=CASE, subjects=(), actor=own, role="cohabitant",
        organisation=None, on_behalf_of=None, occurred_at=moment, zone="Europe/Rome", received_at=moment,
        recorded_at=moment, command_id=own, caused_by=None, fact={"n": n} if n > 1 else formed,
    )  # fmt: skip


if __name__ == "__main__":
    main()
