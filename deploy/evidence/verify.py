"""``make verify``: checks the whole record of the house, running or stopped, and says what it found."""

import sqlite3
import sys
from pathlib import Path

from deploy.evidence.place import data_folder
from deploy.evidence.stores import faults
from services.history.whole import Checked, check

SHELVES = {"facts": "history.sqlite", "looks": "history-reads.sqlite"}


def main() -> int:
    """0 when all holds, 1 when something does not, 2 when it cannot be read."""
    found = [checked(what, data_folder() / name) for what, name in SHELVES.items()]
    return max([*found, stores(data_folder())])


def stores(data: Path) -> int:
    found = list(faults(data)) if (data / SHELVES["facts"]).exists() else []
    sys.stdout.writelines(f"BROKEN: {fault}\n" for fault in found)
    return 1 if found else 0


def checked(what: str, path: Path) -> int:
    try:
        found = check(path)
    except sqlite3.Error as error:
        sys.stderr.write(f"{path}: {error}\n")
        return 2
    for line in told(what, found):
        sys.stdout.write(f"{line}\n")
    return 1 if found.faults else 0


def told(what: str, found: Checked) -> list[str]:
    return [
        f"{what}: {found.records:,} records in {found.dossiers:,} chains; {found.checkpoints:,} checkpoints",
        f"witnessed up to record {found.witnessed:,}; of what is newer only the house itself speaks",
        *(f"BROKEN: {fault}" for fault in found.faults),
        "Something does not hold." if found.faults else "All holds.",
    ]


if __name__ == "__main__":
    sys.exit(main())
