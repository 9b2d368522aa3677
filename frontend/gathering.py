"""What a batch writes while a file is built: told statement by statement, run table by table, many rows at once."""

import re
import sqlite3
from collections.abc import Iterable
from typing import Any

WORD = re.compile(r"\w+")
WRITING = ("insert", "replace", "update", "delete")


class Gathering:
    """Stands where a projection's function expects its connection, and answers nothing to a statement that waits.

    What writes one table and names no other waits, in the order it came, until a statement names that table that
    may not wait, or `run`. So each table sees what it would have seen, one after another. An error comes out
    where the rows are run and not where they were told: who wants to know whose it was undoes the batch,
    forgets it here, and tells it to the connection itself.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._tables = frozenset(_names(db, "table"))
        self._alone: dict[str, str] = {}
        self._runs: dict[str, list[tuple[Any, ...]]] = {}
        self._last: dict[str, str] = {}
        self._waiting: dict[str, list[tuple[str, list[tuple[Any, ...]]]]] = {}
        if _names(db, "trigger"):
            self._tables = frozenset()  # a write may be felt in another table: nothing waits

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor | None:
        run = self._runs.get(statement)
        if run is None or type(values) is not tuple:
            return self._begun(statement, values)
        run.append(values)
        return None

    def executemany(self, statement: str, rows: Iterable[Any]) -> None:
        for values in rows:
            self.execute(statement, values)

    def _begun(self, statement: str, values: Any) -> sqlite3.Cursor | None:
        table = self._alone.get(statement)
        if table is None:
            table = self._alone[statement] = self._written_alone(statement)
        if not table or type(values) is not tuple:
            return self._at_once(statement, values)
        self._runs.pop(self._last.get(table, ""), None)
        self._last[table] = statement
        run = self._runs[statement] = [values]
        self._waiting.setdefault(table, []).append((statement, run))
        return None

    def _written_alone(self, statement: str) -> str:
        """The one table it writes; empty for what reads, answers, or names another."""
        words = WORD.findall(statement.lower())
        named = self._tables.intersection(words)
        waits = words[0] in WRITING and "returning" not in words and len(named) == 1
        return next(iter(named)) if waits else ""

    def _at_once(self, statement: str, values: Any) -> sqlite3.Cursor:
        for table in self._waiting.keys() & WORD.findall(statement.lower()):
            self._run(table)
        return self._db.execute(statement, values)

    def run(self) -> None:
        for table in tuple(self._waiting):
            self._run(table)

    def _run(self, table: str) -> None:
        del self._runs[self._last.pop(table)]
        for statement, rows in self._waiting.pop(table):
            self._db.executemany(statement, rows)

    def forget(self) -> None:
        for kept in (self._runs, self._last, self._waiting):
            kept.clear()


def _names(db: sqlite3.Connection, kind: str) -> list[str]:
    return [row[0].lower() for row in db.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))]
