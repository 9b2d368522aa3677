"""The parts a case needs, as processes of their own and for as long as it runs."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from nats.aio.client import Client

from deploy import child, secrets
from deploy.nats import server, streams
from services.kernel.courier import connect
from services.kernel.settings import Settings


@contextlib.asynccontextmanager
async def courier(data: Path, store: str = "sqlite") -> AsyncIterator[Settings]:
    """A message server with all streams, and the settings that lead to it."""
    secrets.make(data)
    nats = server.start(data)
    try:
        await streams.declare(nats.url, nats.passwords["topology"])
        yield Settings(data=data, nats=nats.url, store=store)
    finally:
        await asyncio.to_thread(nats.stop)


@contextlib.asynccontextmanager
async def client_of(settings: Settings, user: str) -> AsyncIterator[Client]:
    client = await connect(settings, user)
    try:
        yield client
    finally:
        await client.close()


@contextlib.asynccontextmanager
async def process(module: str, settings: Settings) -> AsyncIterator[None]:
    """Runs ``python -m module`` on these settings; it has said its first line, that it is ready."""
    env = {
        **os.environ,
        "CASA_DATA": str(settings.data),
        "CASA_NATS": settings.nats,
        "CASA_STORE": settings.store,
    }
    said = settings.data / f"{module}.log"
    with said.open("wb") as log:
        running = child.spawn([sys.executable, "-m", module], env=env, stdout=subprocess.PIPE, stderr=log)
    try:
        if not await asyncio.to_thread(first_line, running):
            raise RuntimeError(f"{module} did not start: {said.read_text()[-300:]}")
        yield
    finally:
        await asyncio.to_thread(child.stop, running)


def first_line(running: subprocess.Popen[bytes]) -> bytes:
    assert running.stdout
    return running.stdout.readline()
