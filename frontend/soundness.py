"""Whether a read model's file is still the one it was: it lies on a disk that others can reach, too."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

MAGIC = b"SQLite format 3\0"
ROTTEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")
SHARE = 100
SELDOM = 30.0
GLANCE = 0.2


def sound(path: Path) -> bool:
    """By its first bytes and its length only, which costs nothing."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            length = file.seek(0, 2)
    except OSError:
        return False
    size = int.from_bytes(head[16:18], "big")
    size = 65536 if size == 1 else size
    return head.startswith(MAGIC) and length >= size * int.from_bytes(head[28:32], "big")


def whole(path: Path) -> bool:
    """By all of its pages; what is inside one value is not looked at. Reads the whole file."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError as error:
        return not error.sqlite_errorname.startswith(ROTTEN)  # busy, or no memory: asked again another time
    except sqlite3.DatabaseError:
        return False


class Watch:
    """Of one file from the moment its writer opened it: another file under its name, or under its log's, is not it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts = (path, path.with_name(f"{path.name}-wal"))
        self._known = self._inodes()
        self._doubts = 0
        self._next = self._glanced = 0.0

    def _inodes(self) -> list[int]:
        return [it.stat().st_ino if it.exists() else 0 for it in self._parts]

    def same(self) -> bool:
        """False when it was deleted, replaced, cut or overwritten; a length is believed only when seen twice."""
        if monotonic() < self._glanced + GLANCE:
            return True
        self._glanced = monotonic()
        if self._inodes() != self._known:
            return False
        self._doubts = 0 if sound(self._path) else self._doubts + 1
        return self._doubts < 2

    @property
    def due(self) -> bool:
        """Whether it is time to read all of it again: at once, then for a hundredth of the time at most."""
        return monotonic() >= self._next

    def whole(self) -> bool:
        began = monotonic()
        found = whole(self._path)
        self._next = monotonic() + max(SELDOM, SHARE * (monotonic() - began))
        return found
