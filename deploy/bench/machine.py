"""What the absolute figures depend on: processor, disk, versions, settings, what else the machine was doing."""

import os
import platform
import sqlite3
import subprocess
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from deploy.nats.server import binary
from services.kernel.database import opened

SYNCS = 200
LEVELS = ("OFF", "NORMAL", "FULL", "EXTRA")


def machine() -> dict[str, Any]:
    """Takes about a tenth of a second, most of it for the disk."""
    with TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        syncs, level = fsyncs(Path(folder)), synchronous(Path(folder))
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "fsyncs_per_second": round(syncs),
        "sqlite_synchronous": level,
        "nats_sync_interval": "always",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "nats": said(str(binary()), "--version"),
        "eventsourcing": version("eventsourcing"),
        "git": said("git", "rev-parse", "--short", "HEAD"),
        "load_before": load(),
    }


def fsyncs(folder: Path) -> float:
    """4 KiB appended and on disk, a second."""
    page = bytes(4096)
    with (folder / "disk").open("wb", buffering=0) as file:
        begun = perf_counter()
        for _ in range(SYNCS):
            file.write(page)
            os.fsync(file)
        return SYNCS / (perf_counter() - begun)


def synchronous(folder: Path) -> str:
    """As every store and every control opened through the house's own door has it."""
    with closing(opened(folder / "store.sqlite", "")) as db:
        return LEVELS[db.execute("PRAGMA synchronous").fetchone()[0]]


def load() -> float:
    return round(os.getloadavg()[0], 2)


def said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
