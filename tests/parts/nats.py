"""A real message server with users and streams declared, and clients that come in as one of the users."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nats
import pytest
from nats.aio.client import Client

from deploy.nats import server, streams
from deploy.nats.server import NatsServer

ConnectAs = Callable[..., Awaitable[Client]]


@contextmanager
def running_nats(data: Path) -> Iterator[NatsServer]:
    """A server on `data` with all streams declared, for as long as the block runs."""
    running = server.start(data)
    try:
        in_own_loop(streams.declare(running.url, running.passwords["topology"]))
        yield running
    finally:
        running.stop()


def in_own_loop(work: Any) -> Any:
    """Runs a coroutine beside the tests' own loop, so that a plain fixture can use it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    """The server all tests share: keep apart by a partnership of one's own."""
    with running_nats(tmp_path_factory.mktemp("nats")) as running:
        yield running


@pytest.fixture
def fresh_nats(tmp_path: Path) -> Iterator[NatsServer]:
    """A server of one's own, with empty streams; its data is in `tmp_path`."""
    with running_nats(tmp_path) as running:
        yield running


@pytest.fixture
async def connect_as(request: pytest.FixtureRequest) -> AsyncIterator[ConnectAs]:
    """`await connect_as("intake")` is a client of the shared server as that user; `server=` names another.

    What the server refuses arrives in the client's list `refused`.
    """
    clients: list[Client] = []

    async def connect(user: str, server: NatsServer | None = None) -> Client:
        chosen = server or request.getfixturevalue("nats_server")
        client = await connected(chosen.options(user))
        clients.append(client)
        return client

    yield connect
    for client in clients:
        await client.close()


async def connected(options: dict[str, Any]) -> Client:
    refused: list[str] = []

    async def note(error: Exception) -> None:
        refused.append(str(error))

    client = await nats.connect(error_cb=note, **options)
    client.refused = refused
    return client
