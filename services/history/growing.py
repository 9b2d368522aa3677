"""The tree of every partnership follows the records, in the order they arrived, in the same transaction."""

import sqlite3
from collections.abc import Iterator

from services.history.merkle import Frontier, Nodes, frontier

AT_ONCE = 5000
NEXT = """
SELECT arrival, partnership, CAST(data AS BLOB) FROM records
WHERE arrival > (SELECT coalesce(max(arrival), 0) FROM leaves) ORDER BY arrival LIMIT ?
"""
Leaf = tuple[str, int, int]
Node = tuple[str, int, int, bytes]


def grow(db: sqlite3.Connection) -> None:
    """Adds the records that have no leaf yet; a file from before there were trees catches up the same way."""
    while rows := db.execute(NEXT, (AT_ONCE,)).fetchall():
        trees: dict[str, Frontier] = {}
        leaves: list[Leaf] = []
        full: list[Node] = []
        for arrival, log, data in rows:
            tree = trees[log] = trees.get(log) or taken_up(db, log)
            leaves.append((log, tree.size, arrival))
            full.extend((log, *found) for found in tree.add(data))
        db.executemany("INSERT INTO leaves VALUES (?, ?, ?)", leaves)
        db.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?)", full)


def taken_up(db: sqlite3.Connection, log: str) -> Frontier:
    return frontier(size(db, log), nodes(db, log))


def size(db: sqlite3.Connection, log: str) -> int:
    query = "SELECT coalesce(max(position) + 1, 0) FROM leaves WHERE log = ?"
    found: int = db.execute(query, (log,)).fetchone()[0]
    return found


def nodes(db: sqlite3.Connection, log: str) -> Nodes:
    """Raises LookupError for a subtree that is not full yet."""

    def kept(level: int, position: int) -> bytes:
        query = "SELECT hash FROM nodes WHERE log = ? AND level = ? AND position = ?"
        row = db.execute(query, (log, level, position)).fetchone()
        if row is None:
            raise LookupError(f"{log} {level}/{position}")
        return bytes(row[0])

    return kept


def logs(db: sqlite3.Connection) -> Iterator[str]:
    return (row[0] for row in db.execute("SELECT DISTINCT log FROM leaves WHERE position = 0").fetchall())
