"""What the tests of containers stand on: the secrets, and the message server as compose.yaml configures it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from deploy import child
from deploy.containers import secrets
from deploy.first_run import token_kept
from deploy.nats import config, server
from tests.deploy.containers import ROOT, Containers
from tests.parts.free_port import free_port
from tests.parts.postgres import Postgres, execute


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of `make secrets`, and what opens an empty house."""
    folder = tmp_path_factory.mktemp("secrets")
    secrets.make(folder)
    return folder, token_kept(folder)


@pytest.fixture(scope="session")
def compose_nats(token: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server of compose: its own configuration beside the file of passwords."""
    folder, port = tmp_path_factory.mktemp("nats"), free_port()
    conf = (ROOT / "deploy/nats/server.conf").read_text()
    conf = conf.replace("0.0.0.0:4222", f"127.0.0.1:{port}").replace('"/data"', f'"{folder}/js"')
    (folder / "server.conf").write_text(conf)
    shutil.copy(token[0] / config.PASSWORDS, folder)
    process = child.spawn([server.binary(), "-c", folder / "server.conf"], stderr=subprocess.DEVNULL)
    yield f"nats://127.0.0.1:{port}"
    child.stop(process)


@pytest.fixture
def containers(
    token: tuple[Path, str], compose_nats: str, postgres_server: Postgres, tmp_path: Path
) -> Iterator[Containers]:
    """Ready to be started, on a database of their own."""
    execute(postgres_server, "CREATE DATABASE casa")
    store = f"/casa?host={quote(postgres_server.host, safe='')}&port={postgres_server.port}"
    made = Containers(tmp_path, token[0], compose_nats, store)
    yield made
    made.stop()
    execute(postgres_server, "DROP DATABASE casa WITH (FORCE)")
