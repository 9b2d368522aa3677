"""One file copied so that it is whole, on disk, and known again by its digest."""

import os
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from services.kernel.secret_file import sync


def copy_database(source: Path, target: Path) -> None:
    """As of one moment, also while others write to it."""
    address = f"file:{source}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as before:
        target.touch(mode=0o600)
        with closing(sqlite3.connect(target)) as after:
            before.backup(after)
    durable(target)


def copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(source, target)
    durable(target)


def durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(path.parent)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
