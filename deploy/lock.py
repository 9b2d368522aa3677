"""One house per data folder: two message servers on one store both start, and spoil it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.preflight import CannotStart

PATIENCE = 2.0


class DataInUse(CannotStart):
    """Another house works on this data; the message says so in Italian and English, with its process id."""

    def __init__(self, data: Path, pid: int | None) -> None:
        self.pid = pid
        who = str(pid or "?")
        super().__init__(
            f"Un'altra Casa Facendo usa già questi dati ({data}), processo {who}: "
            "chiudila, o scegli un'altra cartella con CASA_DATA.",
            f"Another Casa Facendo already uses this data ({data}), process {who}: stop it, or set CASA_DATA.",
        )


@contextmanager
def hold(data: Path) -> Iterator[int]:
    """Locks the data folder while the block runs and yields the lock's file descriptor.

    Children that write there should inherit the descriptor (`pass_fds`): the lock then lasts as long
    as they do. Raises DataInUse.
    """
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data / "house.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        acquire(descriptor, data)
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def acquire(descriptor: int, data: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not taken(descriptor):
        pid = holder(descriptor)
        # A killed house's children need a moment to follow it; a living house is refused at once.
        if alive(pid) or time.monotonic() > deadline:
            raise DataInUse(data, pid)
        time.sleep(0.05)


def taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def holder(descriptor: int) -> int | None:
    text = os.pread(descriptor, 20, 0).decode("ascii", "ignore")
    return int(text) if text.isdigit() else None


def alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
