"""What was measured, for people and for machines."""

import json
import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from deploy.bench.goals import Ratio
from deploy.nats.server import binary


def machine() -> dict[str, Any]:
    """What the absolute figures depend on."""
    server = subprocess.run([binary(), "--version"], capture_output=True, text=True, check=False)
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "nats": server.stdout.strip(),
        "eventsourcing": version("eventsourcing"),
        "load": round(os.getloadavg()[0], 2),
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def table(found: list[Ratio]) -> str:
    """Markdown: one line a ratio."""
    head = (
        "| id | what | case | ours | control | control's | ratio | floor | aim | |",
        "|---|---|---|---|---|---|---|---|---|---|",
    )
    return "\n".join([*head, *map(line, found)])


def line(it: Ratio) -> str:
    goal, sign = it.goal, "≥" if it.goal.more else "≤"
    cells = (
        goal.name, goal.what, goal.case, figure(goal.measure, it.ours), goal.control,
        figure(goal.measure, it.theirs), f"{it.value:.2f}", f"{sign} {goal.floor:g}", f"{sign} {goal.aim:g}",
        "met" if goal.met(it.value) else "not met",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def figure(measure: str, value: float) -> str:
    return f"{value:,.0f}/s" if measure == "rate" else f"{value * 1000:.2f} ms"


def write(path: Path, found: list[Ratio], about: dict[str, Any]) -> None:
    ratios = {
        it.goal.name: {"value": round(it.value, 4), "floor": it.goal.floor, "aim": it.goal.aim}
        for it in found
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": about, "ratios": ratios}, indent=1) + "\n")
