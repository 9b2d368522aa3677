"""The same house with each service in a process of its own; one that dies is started again."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from deploy import child, preflight, secrets
from deploy.first_run import link, nobody_yet
from deploy.house import say
from deploy.lock import hold
from deploy.nats import streams
from deploy.nats.keeping import Keeper
from deploy.nats.server import NatsNotReady
from deploy.preflight import CannotStart
from services.kernel.settings import Settings

PARTS = (
    "services.vault.service",
    "services.network.service",
    "services.intake.service",
    "services.matching.service",
    "services.pacts.service",
    "services.accompaniment.service",
    "services.post.service",
    "services.history.witness",
    "services.history.service",
    "deploy.web",
)
PATIENCE = 30.0
AGAIN = 1.0


class Split:
    """Children by name; what they print goes to a log file each."""

    def __init__(self, settings: Settings, nats: Keeper) -> None:
        self.settings = settings
        self.nats = nats
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: dict[str, float] = {}
        self.stopping = False

    def start(self, part: str) -> None:
        *_, room, name = part.split(".")
        name = room if name == "service" else name
        env = {**os.environ, "CASA_DATA": str(self.settings.data), "CASA_NATS": self.settings.nats}
        with (self.settings.data / f"{name}.log").open("ab") as log:
            self.running[part] = child.spawn(
                [sys.executable, "-m", part], env=env, stdout=log, stderr=subprocess.STDOUT
            )

    def watch(self) -> None:
        """Each that ended waits for itself: many that end at once are not started one after the other."""
        while not self.stopping:
            time.sleep(0.1)
            if self.nats.unfit() or self.nats.ended:
                self.again("the message server", lambda _: asyncio.run(self.nats.again()))
            for part, process in list(self.running.items()):
                if process.poll() is not None:
                    self.again(part, self.start)

    def again(self, part: str, start: Callable[[str], object]) -> None:
        """Starts what ended a moment ago, not at once: what ends while starting would never leave the machine alone."""
        ended = self.ended.setdefault(part, time.monotonic())
        if time.monotonic() - ended >= AGAIN and not self.stopping:
            say(f"{part} ended; starting it again")
            del self.ended[part]
            start(part)

    def stop(self) -> None:
        """The web first, then all services at once, the vault last."""
        vault, *services, web = PARTS
        for together in ((web,), services, (vault,)):
            asked = [self.running[part] for part in together if part in self.running]
            for process in asked:
                process.send_signal(signal.SIGTERM)
            for process in asked:
                child.stop(process)

    def wait_until_ready(self) -> bool:
        """Whether the pages answered in time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not self.stopping:
            with contextlib.suppress(OSError), urlopen(self.healthz, timeout=2):
                return True
            time.sleep(0.1)
        return False

    @property
    def healthz(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}/healthz"


def main() -> int:
    """``python -m deploy.split``. CASA_DATA and CASA_PORT move it."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    try:
        preflight.writable(data)
        with hold(data) as lock:
            preflight.whole(data)
            preflight.ruled()
            preflight.reachable(preflight.understood(data))
            live(data, lock)
    except (CannotStart, NatsNotReady) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


def live(data: Path, lock: int) -> None:
    secrets.make(data)
    nats = Keeper(data, inherit=[lock])
    split = Split(Settings(data=data, nats=nats.running.url), nats)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: setattr(split, "stopping", True))
    try:
        asyncio.run(streams.declare(nats.running.url, nats.running.passwords["topology"]))
        empty = nobody_yet(split.settings)
        for part in PARTS:
            split.start(part)
        # Beside it: a part that dies while the house starts is started again, too.
        threading.Thread(target=greet, args=(split, empty), daemon=True).start()
        split.watch()
    finally:
        split.stop()
        nats.stop()


def greet(split: Split, empty: bool) -> None:
    if not split.wait_until_ready():
        return say(f"The pages do not answer yet: web.log in {split.settings.data} may say why.")
    if empty:
        say(f"First coordinator, open this once: {link(split.settings)}")
    say(f"Casa Facendo is ready: http://localhost:{split.settings.port}")


if __name__ == "__main__":
    sys.exit(main())
