"""The message server as a client meets it: how to connect, where replies arrive, what a stream is called."""

import json
from typing import Any

import nats
import structlog
from nats.aio.client import Client

from services.kernel.leaving import leaves
from services.kernel.settings import Settings

log = structlog.get_logger()

CONTEXTS = ("intake", "matching", "pacts", "accompaniment", "network")
READS = "reads"
"""Who looked at what: written by web nodes, followed by the history and by nothing else."""


def stream(context: str) -> str:
    """The stream of a context: `CASA_INTAKE` for `intake`."""
    return f"CASA_{context.upper()}"


def inbox(user: str) -> str:
    """The prefix of the addresses a user gets its replies at; nobody else may listen there."""
    return f"_INBOX.{user}"


async def connect(settings: Settings, user: str, password: str | None = None) -> Client:
    """Waits for the server if it is not there yet; ready to hear everything said after the return."""
    secret = password or settings.nats_password or kept_password(settings, user)
    client = await nats.connect(settings.couriers, error_cb=noted, **connection(user, secret))
    leaves(client)
    await settled(client)
    return client


async def settled(client: Client) -> None:
    """Returns when the server knows every subscription made so far.

    Twice, because the ping of nats-py's flush overtakes what is still waiting to be written: the first makes
    sure that it is written, the second that it was read.
    """
    await client.flush()
    await client.flush()


def kept_password(settings: Settings, user: str) -> str:
    """From a file of its own, where one is named; else from the file of all users."""
    if settings.nats_password_file:
        return settings.nats_password_file.read_text().strip()
    known: dict[str, str] = json.loads((settings.secrets / "nats.json").read_text())
    return known[user]


def connection(user: str, password: str) -> dict[str, Any]:
    """What `nats.connect` needs besides the address to be this user.

    FastStream's `NatsBroker` takes the same, except that user and password go into its `security`.
    """
    return {
        "name": user,
        "user": user,
        "password": password,
        "inbox_prefix": inbox(user),
        # For ever: when attempts run out, a pulling client hangs its whole process.
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.5,
        # The default of two minutes keeps a client on a server that has gone silent.
        "ping_interval": 1,
        "max_outstanding_pings": 2,
    }


async def noted(error: Exception) -> None:
    """The kind of an error and no more: its text may carry what a message said."""
    log.warning("courier", error=type(error).__name__)
