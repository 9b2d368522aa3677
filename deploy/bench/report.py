"""What was measured, for people and for machines: ``python -m deploy.bench.report table [var/bench.json]``."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.bench.goals import GOALS, Ratio

FILE = Path("var/bench.json")
HEAD = (
    "| id | what | case | ours | control | control's | ratio | floor | aim | |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def figures_file(path: Path) -> Path:
    """Beside it: absolute figures, which nobody judges."""
    return path.with_name(f"{path.stem}-figures{path.suffix}")


def table(found: Iterable[Ratio]) -> str:
    """Markdown: one line a goal."""
    return "\n".join([*HEAD, *map(line, found)])


def line(it: Ratio) -> str:
    goal, sign = it.goal, "≥" if it.goal.more else "≤"
    ours, theirs = (figure(goal.measure, it.ours), figure(goal.measure, it.theirs)) if it.ours else ("", "")
    cells = (
        goal.name, goal.what, goal.case, ours, goal.control, theirs, "" if it.value is None else f"{it.value:.2f}",
        f"{sign} {goal.floor:g}", f"{sign} {goal.aim:g}", verdict(it),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def verdict(it: Ratio) -> str:
    if it.value is None:
        return f"{'failed' if it.failed else 'skipped'}: {it.why}"
    return "met" if it.goal.met(it.value) else "not met"


def figure(measure: str, value: float) -> str:
    if measure == "bytes":
        return f"{value / 1024:,.1f} KiB"
    return f"{value:,.0f}/s" if measure == "rate" else f"{value * 1000:.2f} ms"


def write(path: Path, found: list[Ratio], about: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    judged = {it.goal.name: entry(it) for it in found}
    path.write_text(json.dumps({"machine": about, "ratios": judged}, indent=1, ensure_ascii=False) + "\n")
    absolute = {it.goal.name: {"ours": it.ours, "control": it.theirs} for it in found if it.ours}
    figures_file(path).write_text(json.dumps(absolute, indent=1) + "\n")


def entry(it: Ratio) -> dict[str, Any]:
    """What was not measured has no value, and says why: nobody may take it for passed."""
    judged = {"floor": it.goal.floor, "aim": it.goal.aim}
    if it.value is None:
        return {"value": None, **judged, "failed" if it.failed else "skipped": it.why}
    return {"value": round(it.value, 4), **judged}


def read(path: Path) -> list[Ratio]:
    """What ``write`` wrote; absolute figures only where their file lies beside."""
    said = json.loads(path.read_text())["ratios"]
    beside = figures_file(path)
    absolute = json.loads(beside.read_text()) if beside.exists() else {}
    return [
        Ratio(
            goal, (it := said[goal.name])["value"],
            absolute.get(goal.name, {}).get("ours", 0), absolute.get(goal.name, {}).get("control", 0),
            why=it.get("skipped") or it.get("failed", ""), failed="failed" in it,
        )
        for goal in GOALS if goal.name in said
    ]  # fmt: skip


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["table"]:
        sys.stderr.write("usage: python -m deploy.bench.report table [var/bench.json]\n")
        return 2
    path = Path(arguments[1]) if len(arguments) > 1 else FILE
    about = json.loads(path.read_text())["machine"]
    print(", ".join(f"{name} {value}" for name, value in about.items()), end="\n\n")
    print(table(read(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
