"""The whole house on one machine: message server, vault, five services, history and web; empty, or with a demo."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import structlog

from deploy import preflight, secrets
from deploy.demo import play, set_the_clock
from deploy.evidence.telling import told
from deploy.first_run import link
from deploy.lock import hold
from deploy.nats import streams
from deploy.nats.keeping import Keeper
from deploy.nats.server import NatsNotReady
from deploy.preflight import CannotStart
from deploy.web import serving
from services.accompaniment.service import app as accompaniment
from services.history.service import app as history
from services.history.witness import app as witness
from services.intake.service import app as intake
from services.kernel import logs, telemetry
from services.kernel.runtime import App
from services.kernel.settings import Settings
from services.kernel.watched import switched_on
from services.matching.service import app as matching
from services.network.service import app as network
from services.pacts.service import app as pacts
from services.post.service import NO_WAY_OUT
from services.post.service import app as post
from services.vault.service import app as vault

SERVICES = (network, intake, matching, pacts, accompaniment)
APPS: tuple[App, ...] = (vault, *SERVICES, post, witness, history)
history.tell = told  # the words of a pack's report are the pages' own
WHERE = {"demo": Path("var/demo"), "run": Path("var/casa")}


def main() -> int:
    """``python -m deploy.house demo|run``. CASA_DATA and CASA_PORT move it."""
    mode = sys.argv[1] if len(sys.argv) > 1 else "run"
    data = Path(os.environ.get("CASA_DATA") or WHERE[mode])
    try:
        preflight.writable(data)
        quiet(data)
        with hold(data) as lock:
            preflight.whole(data)
            preflight.ruled()
            preflight.reachable(preflight.understood(data))
            secrets.make(data)
            nats = Keeper(data, inherit=[lock])
            try:
                asyncio.run(kept(nats, Settings(data=data, nats=nats.running.url, demo=mode == "demo")))
            finally:
                nats.stop()
    except (CannotStart, NatsNotReady) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


async def kept(nats: Keeper, settings: Settings) -> None:
    """A message server that dies comes back by itself while the house lives."""
    watch = asyncio.create_task(nats.watch(), name="nats")
    try:
        await live(settings, nats.running.passwords["topology"])
    finally:
        watch.cancel()


async def live(settings: Settings, topology: str) -> None:
    """Until SIGINT or SIGTERM. Stops in the order web, services; the message server last, by the caller."""
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await streams.declare(settings.nats, topology)
    if settings.demo:
        set_the_clock(settings)
    switched_on(settings, "house")
    for app in APPS:
        telemetry.watch(app.name, app.health)
    async with services(settings), serving(settings, stop, health):
        await first_things(settings, stop)
        if not post.leaves:
            say(NO_WAY_OUT)
        if not stop.is_set():
            say(f"Casa Facendo is ready: http://localhost:{settings.port}")
        await stop.wait()


@contextlib.asynccontextmanager
async def services(settings: Settings) -> AsyncIterator[None]:
    """The vault first, for nothing can be sealed without it."""
    async with contextlib.AsyncExitStack() as running:
        for app in APPS:
            await app.start(settings)
            running.push_async_callback(app.stop)
        yield


async def first_things(settings: Settings, stop: asyncio.Event) -> None:
    """A demo plays its months; an empty house prints the way in for its first coordinator."""
    if settings.demo:
        await play(settings, SERVICES, stop)
    elif network.writer.rights.nobody_yet():
        say(f"First coordinator, open this once: {link(settings)}")


def health() -> dict[str, Any]:
    return {app.name: app.health() for app in APPS}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def quiet(data: Path) -> None:
    """The log goes to a file; the screen, whatever letters it knows, is for the one line people wait for."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    log = (data / "house.log").open("a", buffering=1)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            logs.traced,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=log),
    )


if __name__ == "__main__":
    sys.exit(main())
