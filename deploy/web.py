"""The web node: on the house's loop, or as a process of its own."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import uvicorn

from deploy.first_run import making
from frontend.app import create_app
from frontend.neighbours import Neighbours
from frontend.node import Node
from frontend.pages.health.queries import courier, lags, projector, readiness, readmodel
from services.kernel import logs, telemetry
from services.kernel.settings import Settings
from services.kernel.watched import switched_on, watched

GRACE = 2
NEIGHBOURS = (
    "vault", "network", "intake", "matching", "pacts", "accompaniment", "post", "witness", "history",
)  # fmt: skip
"""The processes beside a web node of its own."""
Told = Callable[[], dict[str, Any]]


@contextlib.asynccontextmanager
async def serving(
    settings: Settings, stop: asyncio.Event, neighbours: Told = dict
) -> AsyncIterator[uvicorn.Server]:
    """Serves while the block runs. ``stop`` is watched by every live page, so that none holds up the end."""
    app = create_app(settings, stop, neighbours=neighbours)
    app.state.node.first_coordinator = making(app.state.node)
    observed(app.state.node)
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=GRACE, server_header=False, date_header=False,
    )  # fmt: skip
    web = uvicorn.Server(config)
    web.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]  # the house listens
    task = asyncio.create_task(web.serve())
    try:
        while not web.started:
            if task.done():
                raise SystemExit(f"port {settings.port} is taken: set CASA_PORT")
            await asyncio.sleep(0.02)
        async with watched(settings, lambda: readiness(app.state.node)):
            yield web
    finally:
        stop.set()
        web.should_exit = True
        await task


def observed(node: Node) -> None:
    """The node's own parts as measures; those of other processes are told at their own ports."""
    for name, part in (("courier", courier), ("projector", projector), ("readmodel", readmodel)):
        telemetry.watch(name, partial(part, node))
    telemetry.watch("looks", lambda: node.looks.health(node.projects))
    telemetry.projecting(partial(lags, node))


async def alone() -> None:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    settings = Settings()
    logs.configure(settings, "web")
    switched_on(settings, "web")
    async with serving(settings, stop, Neighbours(NEIGHBOURS)):
        sys.stdout.write("web is ready\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(alone())
