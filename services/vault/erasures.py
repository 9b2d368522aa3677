"""The list of what was erased: which keys, when, by which decision; no names. It outlives every backup."""

import json
import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from services.kernel.secret_file import sync

NAME = "erased.jsonl"


class ListUnreadable(RuntimeError):
    """The list is there and cannot be understood: nobody knows what must stay erased, so nothing may be lent."""


class Erasures:
    """A file that only grows, in a folder of its own: one JSON line ``{at, decision, keys}`` per destruction."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def keys(self) -> set[UUID]:
        """All that were ever listed. Raises ListUnreadable."""
        try:
            lines = self._complete().splitlines()
            return {UUID(key) for line in lines for key in json.loads(line)["keys"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ListUnreadable(type(error).__name__) from error

    def _complete(self) -> bytes:
        """Without a line cut off by a crash: its keys were not destroyed, for the list is written first."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return b""
        return content[: content.rfind(b"\n") + 1]

    def add(self, keys: Collection[UUID], decision: UUID | None) -> None:
        """On disk when this returns. Raises OSError."""
        if not keys:
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"at": at, "decision": str(decision) if decision else None, "keys": [str(key) for key in keys]}
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.truncate(len(self._complete()))
            file.seek(0, os.SEEK_END)
            file.write(json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync(self._path.parent)
