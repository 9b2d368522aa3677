"""`make rebuild`: all read models anew from the facts, beside a house that lives or on the data of one that is stopped."""

import asyncio
import os
import sys
from pathlib import Path

from deploy import preflight
from deploy.lock import DataInUse, hold
from deploy.nats import server, streams
from deploy.nats.server import NatsNotReady
from deploy.preflight import CannotStart
from frontend.rebuild import rebuild
from services.kernel.settings import Settings


def main() -> int:
    """``python -m deploy.rebuild``. CASA_DATA names the house."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    try:
        anew(data)
    except (CannotStart, NatsNotReady) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write("The read models are built anew.\n")
    return 0


def anew(data: Path) -> None:
    """Raises CannotStart, NatsNotReady."""
    lived_in(data)
    preflight.understood(data)
    try:
        with hold(data) as lock:
            asleep(data, lock)
    except DataInUse as awake:
        asyncio.run(rebuild(Settings(data=data, nats=address(data, awake))))


def lived_in(data: Path) -> None:
    if not (data / "secrets" / "nats.json").exists():
        raise CannotStart(
            f"Nella cartella {data} non c'è una casa: indicala con CASA_DATA.",
            f"There is no house in {data}: name its folder with CASA_DATA.",
        )


def asleep(data: Path, lock: int) -> None:
    nats = server.start(data, inherit=[lock])
    try:
        asyncio.run(streams.declare(nats.url, nats.passwords["topology"]))
        asyncio.run(rebuild(Settings(data=data, nats=nats.url)))
    finally:
        nats.stop()


def address(data: Path, awake: DataInUse) -> str:
    """Where the house that holds the data has its message server."""
    for ports in server.folder_of(data).glob("*.ports"):
        if url := server.written_address(ports):
            return url
    raise awake


if __name__ == "__main__":
    sys.exit(main())
