"""The read model's files: one in use, named by a pointer; a new one is made beside it, never over it."""

import os
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from os.path import exists
from pathlib import Path
from time import monotonic

from frontend.projecting import Projection
from frontend.pulse import Pulse
from frontend.soundness import ROTTEN, sound
from services.kernel import restored

FORM = 3  # of the node's own tables
POINTER = "current"
GLANCE = 0.05
POSITION = "SELECT position FROM cursors WHERE context = ?"


class Preparing(Exception):
    """No read model of this release is ready yet; there will be one soon."""


@dataclass
class Opened:
    """A file in use, of this shape; ``db`` once somebody reads from it."""

    name: str
    path: str
    db: sqlite3.Connection | None = None


class ReadModel:
    """`<folder>/read-<shape>-<n>.sqlite`; the shape is a hash of all tables and versions."""

    def __init__(self, folder: Path, projections: Iterable[Projection], pulse: Pulse) -> None:
        self.folder = folder
        self.projections = tuple(projections)
        self.pulse = pulse
        text = "\n".join([str(FORM), *sorted(each.shape for each in self.projections)])
        self.shape = sha256(text.encode()).hexdigest()[:12]
        self._open: Opened | None = None
        # Every request asks three times: as plain paths they are looked at in half the time.
        self._pointed, self._marked = str(folder / POINTER), str(folder.parent / restored.NAME)

    def current(self) -> Path | None:
        """The file in use, if it is of this shape."""
        name = self._pointer()
        found = re.fullmatch(r"read-([0-9a-f]{12})-(\d+)\.sqlite", name)
        return self.folder / name if found and found[1] == self.shape else None

    def _pointer(self) -> str:
        try:
            with open(self._pointed, "rb") as file:
                return file.read().decode(errors="replace")
        except FileNotFoundError:
            return ""

    def connection(self) -> sqlite3.Connection:
        """For reading, on the file in use at this moment. Raises Preparing.

        Also while a restored house has not erased again what had been erased. Whoever still reads from the file
        before keeps it: its connection closes with its last reader.
        """
        used = self._used()
        if used is None or not exists(used.path) or exists(self._marked):
            raise Preparing
        if used.db is None:
            used.db = reading(Path(used.path))
            self._open = used
        return used.db

    def _used(self) -> "Opened | None":
        if self._open and self._open.name == self._pointer():
            return self._open
        path = self.current()
        return Opened(path.name, str(path)) if path else None

    def fresh_path(self) -> Path:
        """A name no file has had, for building."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # Also that of a file that was deleted: who still reads it would take the log of the new one for its own.
        names = [*(it.name for it in self.folder.iterdir()), self._pointer()]
        taken = [int(found[1]) for it in names if (found := re.search(r"-(\d+)\.sqlite", it))]
        return self.folder / f"read-{self.shape}-{max(taken, default=0) + 1}.sqlite"

    def switch(self, path: Path) -> None:
        """From now on this file; whoever reads the pointer sees the old name or the new one, never half."""
        self._point(path.name)

    def _point(self, words: str) -> None:
        draft = self.folder / f".{POINTER}"
        with draft.open("w") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / POINTER)
        self.pulse.beat()

    def condemn(self, path: Path) -> None:
        """This file is broken: nobody reads it from now on, and the projector of this machine makes another."""
        if self.current() == path:
            self._point(f"broken {path.name}")

    def broken(self, error: sqlite3.Error) -> bool:
        """Whether a failed reading was the file's fault; if so it is condemned."""
        path = self.current()
        if path is None:
            return True
        broken = getattr(error, "sqlite_errorname", "").startswith(ROTTEN) or not sound(path)
        if broken:
            self.condemn(path)
        return broken

    def sweep(self, keep: int = 1) -> None:
        """Files no longer in use, but the last `keep`: an open reader on this machine keeps its own anyway."""
        used = self.current()
        old = sorted(self.folder.glob("read-*.sqlite"), key=lambda it: it.stat().st_mtime, reverse=True)
        for path in [it for it in old if it != used][keep:]:
            for part in self.folder.glob(f"{path.name}*"):
                part.unlink(missing_ok=True)

    def position(self, context: str) -> int:
        """Up to where this node has taken the facts of a context. Raises Preparing."""
        try:
            row = self.connection().execute(POSITION, (context,)).fetchone()
        except sqlite3.DatabaseError as error:
            if self.broken(error):
                raise Preparing from error
            raise
        return int(row["position"]) if row else 0

    async def reached(self, context: str, position: int, seconds: float) -> bool:
        """Whether a position was reached in time; the projector beats when it is in this process."""
        until = monotonic() + seconds
        while True:
            try:
                if self.position(context) >= position:
                    return True
            except Preparing:
                return False
            left = until - monotonic()
            if left <= 0:
                return False
            await self.pulse.wait(min(GLANCE, left))


def reading(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA query_only = 1")
    return db
