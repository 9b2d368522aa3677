"""A process as others see it: its private port, its measures and traces, and its word on the message server."""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import structlog
from nats.errors import Error as NatsError

from services.kernel import telemetry
from services.kernel.courier import connect
from services.kernel.health import told
from services.kernel.private_port import PrivatePort
from services.kernel.settings import Settings

BEAT = 2.0
SUBJECT = "casa.health"
Health = Callable[[], Mapping[str, Any]]

log = structlog.get_logger(__name__)


def traces_wanted() -> bool:
    """The standard variables decide; an empty one is none."""
    names = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return any(os.environ.get(name) for name in names) and not off


def switched_on(settings: Settings, process: str) -> None:
    """Before anything is made in this process; nothing is loaded that was not asked for."""
    if traces_wanted():
        telemetry.trace(process)
    if settings.metrics_port:
        telemetry.measure().disk = settings.data


@contextlib.asynccontextmanager
async def watched(settings: Settings, ready: Health) -> AsyncIterator[None]:
    """The private port, where one is set, for as long as the block runs."""
    port = PrivatePort(ready)
    if settings.metrics_port:
        await port.open(settings.host, settings.metrics_port)
    try:
        yield
    finally:
        await port.close()


async def say_how_it_is(settings: Settings, user: str, health: Health) -> None:
    """Until cancelled: the web nodes tell of every part, also of those in other processes."""
    client = await connect(settings, user)
    try:
        while True:
            with contextlib.suppress(NatsError, OSError):
                if client.is_connected:  # what was said while nobody heard is old when they hear again
                    await client.publish(f"{SUBJECT}.{user}", json.dumps(told(health())).encode())
            await asyncio.sleep(BEAT)
    finally:
        with contextlib.suppress(NatsError, OSError):
            await client.close()
