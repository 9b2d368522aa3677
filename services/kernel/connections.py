"""Connections to one SQLite file, lent without ceremony: the library's pool costs some 40 µs a loan."""

import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from eventsourcing import persistence as library

T = TypeVar("T")
Make = Callable[[], sqlite3.Connection]


class Connections:
    """``make`` gives a connection in autocommit mode that any thread may use; one thread at a time has it.

    A single question needs no transaction around it; what is written is one, begun with the right to write.
    """

    def __init__(self, make: Make, patience: float) -> None:
        self.make = make
        self.patience = patience
        self.idle: deque[sqlite3.Connection] = deque()
        self.writing = threading.Lock()

    def lent(self) -> sqlite3.Connection:
        try:
            return self.idle.pop()
        except IndexError:
            return self.make()

    def ask(self, sql: str, parameters: dict[str, Any]) -> list[sqlite3.Row]:
        """Raises the library's PersistenceError."""
        connection = self.lent()
        try:
            return connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise named(error) from error
        finally:
            self.idle.append(connection)

    def write(self, work: Callable[[sqlite3.Cursor], T]) -> T:
        """All of it or nothing, durable when this returns. Raises the library's PersistenceError."""
        connection = self.lent()
        try:
            if not self.writing.acquire(timeout=self.patience):
                raise library.OperationalError("another thread writes")
            try:
                return self.committed(connection, work)
            finally:
                self.writing.release()
        except sqlite3.Error as error:
            raise named(error) from error
        finally:
            self.back(connection)

    def back(self, connection: sqlite3.Connection) -> None:
        """One that could not even take back what it wrote would show it to whoever asks next, as if it stood."""
        if connection.in_transaction:
            connection.close()
        else:
            self.idle.append(connection)

    def committed(self, connection: sqlite3.Connection, work: Callable[[sqlite3.Cursor], T]) -> T:
        try:
            connection.execute("BEGIN IMMEDIATE")
            found = work(connection.cursor())
            connection.commit()
            return found
        except BaseException:
            with suppress(sqlite3.Error):  # the database may have taken it back by itself
                connection.rollback()
            raise

    def close(self) -> None:
        """Once nobody asks or writes any more."""
        while self.idle:
            self.idle.pop().close()


def named(error: sqlite3.Error) -> library.PersistenceError:
    """By the same name in the library's words."""
    kind: type[library.PersistenceError] = getattr(library, type(error).__name__, library.PersistenceError)
    return kind(error)
