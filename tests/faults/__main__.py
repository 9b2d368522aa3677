"""``make drills``: all drills in their long form, then a table of what they measured; ``power-cuts``: those alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.long import TABLE

FILE = Path("var/drills.jsonl")
COLUMNS = ("drill", "acknowledged", "lost", "doubled", "seconds")


def main() -> int:
    only_cuts = sys.argv[1:] == ["power-cuts"]
    what = ["tests/faults/test_power_cut.py"] if only_cuts else ["tests/faults", "tests/ha"]
    FILE.parent.mkdir(exist_ok=True)
    FILE.unlink(missing_ok=True)
    env = {**os.environ, TABLE: str(FILE.absolute()), "CUTS": os.environ.get("CUTS") or "10"}
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:logging", *what], env=env
    ).returncode
    lines = [json.loads(line) for line in FILE.read_text().splitlines()] if FILE.exists() else []
    sys.stdout.write(f"{summed(lines) if only_cuts else table(lines)}\n")
    return code


def summed(lines: list[dict[str, object]]) -> str:
    def of(name: str) -> int:
        return sum(int(str(line[name])) for line in lines)

    return (
        f"cuts {of('cuts')} acknowledged {of('acknowledged')} lost {of('lost')}" if lines else "no cuts made"
    )


def table(lines: list[dict[str, object]]) -> str:
    """`seconds`: until it was well again."""
    rows = [COLUMNS, *(tuple(str(line[name]) for name in COLUMNS) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
