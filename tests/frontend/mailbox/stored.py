"""What a service's store holds, read beside it."""

import json
import sqlite3
from typing import Any

from tests.frontend.house import House


def stored(made: House, command_id: str, context: str = "network") -> list[dict[str, Any]]:
    """The records one command brought about, with everything the envelope says."""
    with sqlite3.connect(f"file:{made.settings.data / context}.sqlite?mode=ro", uri=True) as db:
        rows = db.execute("SELECT * FROM stored_events").fetchall()
    records = [json.loads(cell) for row in rows for cell in row if isinstance(cell, bytes)]
    return [it for it in records if it["command_id"] == command_id]
