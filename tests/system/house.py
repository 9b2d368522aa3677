"""A house in a process of its own, as `make demo` and `make run` start it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx
import psutil

from tests.parts.free_port import free_port
from tests.system import staged

ROOT = Path(__file__).parents[2]
STAGED = ("demo", "pretending")
READY = "Casa Facendo is ready"
PATIENCE = 300.0
COMMANDS = {
    "story": ("deploy.house", "demo"),
    "demo": ("deploy.house", "demo"),
    "run": ("deploy.house", "run"),
    "split": ("deploy.split",),
    "pretending": ("tests.system.pretending", "demo"),
}


@dataclass
class House:
    """Its process, what it printed, where it listens."""

    process: subprocess.Popen[str]
    data: Path
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def wait_until_ready(self, patience: float = PATIENCE) -> "House":
        deadline = time.monotonic() + patience
        while not any(line.startswith(READY) for line in self.lines):
            assert self.process.poll() is None, f"the house ended: {self.lines}"
            assert time.monotonic() < deadline, f"not ready: {self.lines}"
            time.sleep(0.02)
        return self

    def health(self) -> dict[str, object]:
        found: dict[str, object] = httpx.get(f"{self.url}/healthz", timeout=30).json()
        return found

    def family(self) -> list[psutil.Process]:
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def interrupt(self) -> float:
        """Ctrl-C, as a terminal sends it; how many seconds it took to end."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.monotonic() - begun

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


def start(mode: str, data: Path, port: int | None = None) -> House:
    """``story`` plays the demo's months from the first day; ``demo`` and ``pretending`` begin with them played."""
    if mode in STAGED and not data.exists():
        staged.copy(data)
    return begin(mode, data, port or free_port())


def begin(mode: str, data: Path, port: int) -> House:
    env = {**os.environ, "CASA_DATA": str(data), "CASA_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", *COMMANDS[mode]], cwd=ROOT, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    house = House(process, data, port)
    threading.Thread(target=house.listen, daemon=True).start()
    return house


@contextmanager
def living(mode: str, data: Path) -> Iterator[House]:
    house = start(mode, data)
    try:
        yield house.wait_until_ready()
    finally:
        if house.process.poll() is None:
            house.interrupt()


def gone(processes: list[psutil.Process], patience: float = 20.0) -> bool:
    """A zombie is not a survivor."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not any(it.is_running() and it.status() != psutil.STATUS_ZOMBIE for it in processes):
            return True
        time.sleep(0.05)
    return False


def pretend(house: House, moment: datetime | None) -> None:
    """From now on it is that instant in a house started as `pretending`; what fell due meanwhile is asked for.

    None: the real time again.
    """
    heard, said = house.data / "clock.heard", moment.isoformat() if moment else "now"
    (house.data / "clock.new").write_text(said)
    (house.data / "clock.new").replace(house.data / "clock")  # whole or not at all: the house may be reading
    deadline = time.monotonic() + 60
    while not heard.exists() or heard.read_text() != said:
        assert time.monotonic() < deadline, "the house has not heard what time it is"
        time.sleep(0.02)
