"""``make verify``: checks the whole record of the house, running or stopped, and says what it found."""

import sqlite3
import sys

from deploy.evidence.place import data_folder
from services.history.whole import Checked, check


def main() -> int:
    """0 when all holds, 1 when something does not, 2 when it cannot be read."""
    path = data_folder() / "history.sqlite"
    try:
        found = check(path)
    except sqlite3.Error as error:
        sys.stderr.write(f"{path}: {error}\n")
        return 2
    for line in told(found):
        sys.stdout.write(f"{line}\n")
    return 1 if found.faults else 0


def told(found: Checked) -> list[str]:
    return [
        f"{found.records:,} records in {found.dossiers:,} chains; {found.checkpoints:,} checkpoints",
        f"witnessed up to record {found.witnessed:,}; of what is newer only the house itself speaks",
        *(f"BROKEN: {fault}" for fault in found.faults),
        "Something does not hold." if found.faults else "All holds.",
    ]


if __name__ == "__main__":
    sys.exit(main())
