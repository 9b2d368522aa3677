"""How far each store of a running house has come, read beside it."""

import sqlite3
from pathlib import Path

from services.kernel.courier import CONTEXTS


def positions(data: Path) -> dict[str, int]:
    """Context → how many facts it has kept."""
    return {context: counted(data / f"{context}.sqlite") for context in CONTEXTS}


def counted(file: Path) -> int:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM stored_events").fetchone()[0])
