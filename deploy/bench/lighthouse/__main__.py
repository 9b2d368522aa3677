"""`python -m deploy.bench.lighthouse`: plays a demo, loads its pages as a phone would, prints and judges the figures."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from deploy.assets import npm, with_node
from tests.parts.browser import FLAGS, NAMES
from tests.people import MARCO, SARA, Person
from tests.system.house import House, living
from tests.system.signing_in import signed_in

HERE = Path(__file__).parent
PAGES: tuple[tuple[str, Person | None], ...] = (
    ("/oggi", SARA), ("/casa", MARCO), ("/avviso", None), ("/demo", None),
)  # fmt: skip
RUNS = 3
BARS = {"performance": 0.97, "accessibility": 1.0}
MOST = {"largest-contentful-paint": 1800.0, "cumulative-layout-shift": 0.02}


def main() -> int:
    if npm("ci", folder=HERE):
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="casa-lighthouse-") as folder,
        living("demo", Path(folder)) as house,
    ):
        found = {path: middle([measured(house, path, person) for _ in range(RUNS)]) for path, person in PAGES}
    Path("var").mkdir(exist_ok=True)
    Path("var/lighthouse.json").write_text(json.dumps(found, indent=2))
    faults = [fault for path, figures in found.items() for fault in judged(path, figures)]
    for path, figures in found.items():
        print(path, ", ".join(f"{name} {value:g}" for name, value in figures.items()))
    print("\n".join(faults) or "all within the bars")
    return 1 if faults else 0


def measured(house: House, path: str, person: Person | None) -> dict[str, float]:
    """Scores from 0 to 1, milliseconds, bytes and requests of one cold load."""
    with tempfile.TemporaryDirectory() as folder:
        headers, report = Path(folder) / "headers.json", Path(folder) / "report.json"
        headers.write_text(json.dumps({"cookie": cookie(house, person)} if person else {}))
        subprocess.run(
            [
                "node", str(HERE / "node_modules/lighthouse/cli/index.js"), house.url + path, "--quiet",
                "--output=json", f"--output-path={report}", f"--extra-headers={headers}",
                f"--chrome-flags={' '.join(FLAGS)}", "--only-categories=performance,accessibility,best-practices",
            ],
            check=True, env={**with_node(), "CHROME_PATH": browser()}, timeout=180,
        )  # fmt: skip
        return figures(json.loads(report.read_text()))


def browser() -> str:
    return os.environ.get("CASA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


def cookie(house: House, person: Person) -> str:
    with signed_in(house, person) as phone:
        return "; ".join(f"{name}={value}" for name, value in phone.cookies.items())


def figures(report: dict[str, Any]) -> dict[str, float]:
    audits = report["audits"]
    scores = {name: float(it["score"] or 0) for name, it in report["categories"].items()}
    times = {name: round(float(audits[name]["numericValue"]), 4) for name in (*MOST, "total-blocking-time")}
    requests = audits["network-requests"]["details"]["items"]
    return {
        **scores, **times, "bytes": float(sum(it["transferSize"] for it in requests)), "requests": float(len(requests)),
    }  # fmt: skip


def middle(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: sorted(run[name] for run in runs)[len(runs) // 2] for name in runs[0]}


def judged(path: str, figures: dict[str, float]) -> list[str]:
    low = [
        f"{path}: {name} {figures[name]:g} is below {least:g}"
        for name, least in BARS.items()
        if figures[name] < least
    ]
    high = [
        f"{path}: {name} {figures[name]:g} is above {most:g}"
        for name, most in MOST.items()
        if figures[name] > most
    ]
    return low + high


if __name__ == "__main__":
    sys.exit(main())
