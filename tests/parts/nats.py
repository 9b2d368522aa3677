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

from deploy.nats import config, server, streams
from deploy.nats.server import NatsServer
from deploy.nats.users import passwords
from tests.parts.docker import docker_answers

CONF = Path(config.__file__).with_name("server.conf")
IMAGE = "nats:2.15.1-alpine"  # as in compose.yaml
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


@contextmanager
def in_docker(data: Path) -> Iterator[NatsServer]:
    """The same from the official image, as compose.yaml configures it: no process of ours to kill."""
    from testcontainers.core.container import DockerContainer
    from testcontainers.core.waiting_utils import wait_for_logs

    known = passwords(data)
    (data / config.PASSWORDS).write_text(config.said(known))
    image = DockerContainer(IMAGE).with_command("--config /etc/nats/server.conf").with_exposed_ports(4222)
    image.with_volume_mapping(str(CONF), "/etc/nats/server.conf")
    image.with_volume_mapping(str(data / config.PASSWORDS), f"/etc/nats/{config.PASSWORDS}")
    with image as it:
        wait_for_logs(it, "Server is ready", timeout=30)
        url = f"nats://{it.get_container_host_ip()}:{it.get_exposed_port(4222)}"
        in_own_loop(streams.declare(url, known["topology"]))
        yield NatsServer(None, url, known)


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    """The server all tests share, a container where Docker answers: keep apart by a partnership of one's own."""
    data = tmp_path_factory.mktemp("nats")
    with in_docker(data) if docker_answers() else running_nats(data) as running:
        yield running


@pytest.fixture
def fresh_nats(tmp_path: Path) -> Iterator[NatsServer]:
    """A server of one's own, with empty streams; its data is in `tmp_path`, and its process may be killed."""
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
