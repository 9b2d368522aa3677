"""The second file of keys, on another disk where there is one: a new key is in both before it is first used."""

import contextlib
import os
import sqlite3
from pathlib import Path

from services.kernel.database import opened
from services.vault.tables import SCHEMA

ATTACH = "ATTACH DATABASE ? AS copy"
# Whatever one of the two knows, both know afterwards; destroyed in one is destroyed in both.
UNION = """
INSERT OR IGNORE INTO main.keys SELECT * FROM copy.keys;
INSERT OR IGNORE INTO copy.keys SELECT * FROM main.keys;
"""
BURY = """
UPDATE {here}.keys AS mine SET wrapped = zeroblob(length(wrapped)),
    destroyed_at = (SELECT destroyed_at FROM {there}.keys WHERE id = mine.id)
WHERE destroyed_at IS NULL AND id IN (SELECT id FROM {there}.keys WHERE destroyed_at IS NOT NULL);
"""
BOTH_WAYS = BURY.format(here="main", there="copy") + BURY.format(here="copy", there="main")
RECONCILE = f"BEGIN IMMEDIATE; {UNION} {BOTH_WAYS} COMMIT"


class CopyLost(RuntimeError):
    """The copy cannot be written: no new key may be used until it can."""


class Copy:
    """Attached to the vault's own connection as ``copy``, so that both files change in one transaction."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._file: tuple[int, int] | None = None
        self._seen = False

    def ready(self) -> None:
        """Attached, equal, and still the file on the disk: a deleted one would go on being written to.

        Raises CopyLost.
        """
        if self._file is not None and self._file == self._on_disk():
            return
        self._detach()
        try:
            if self._seen and not self._path.parent.is_dir():
                raise FileNotFoundError(self._path.parent.name)  # a disk that went away is not made anew
            self._attach()
        except (OSError, sqlite3.Error) as error:
            self._detach()
            raise CopyLost(type(error).__name__) from error

    def _on_disk(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _detach(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._db.rollback()
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("DETACH DATABASE copy")
        self._file = None

    def _attach(self) -> None:
        opened(self._path, SCHEMA).close()
        self._db.execute(ATTACH, (str(self._path),))
        for setting in ("synchronous=FULL", "secure_delete=ON"):
            self._db.execute(f"PRAGMA copy.{setting}")
        self._db.executescript(RECONCILE)
        self._file, self._seen = self._on_disk(), True
