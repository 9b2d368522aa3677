"""A SQLite file of one's own that keeps what it acknowledged, also through a power cut."""

import sqlite3
from pathlib import Path


def opened(path: Path, script: str) -> sqlite3.Connection:
    """A connection in autocommit mode for one thread at a time; ``script`` creates what is missing.

    WAL with ``synchronous=FULL``: NORMAL loses acknowledged commits; macOS needs ``fullfsync`` for the same.
    ``secure_delete`` overwrites what is deleted. Only the owner may read the file.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.executescript(script)
    return connection
