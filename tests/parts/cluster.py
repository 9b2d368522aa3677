"""A PostgreSQL that can be stopped, killed and started again, set as we ship it: it syncs, and checks its pages."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from deploy import child
from tests.parts.postgres import INITDB, USER, Postgres, binaries, identity, own_folder, ready

FULL = 64  # megabytes of a log before it is written back


@dataclass
class Cluster:
    """`folder` holds its data; the socket lies elsewhere, for a full disk has no room for one."""

    programs: Path
    folder: Path
    sockets: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"postgresql://{USER}:casa@/postgres?host={self.sockets}&port=5432"

    def start(self) -> None:
        settings = [
            "listen_addresses=", f"unix_socket_directories={self.sockets}", "fsync=on", "shared_buffers=16MB",
            "min_wal_size=32MB", f"max_wal_size={FULL}MB", "wal_buffers=1MB",
        ]  # fmt: skip
        given = (part for setting in settings for part in ("-c", setting))
        with (self.sockets / "log").open("ab") as log:
            self.process = child.spawn(
                [self.programs / "postgres", "-D", self.folder / "data", *given],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, **identity(),
            )  # fmt: skip
        ready(Postgres(str(self.sockets), 5432), self.process, self.sockets / "log")

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """All of it at once, as when its machine goes."""
        if self.process is None or self.ended:
            return
        me = psutil.Process(self.process.pid)
        family = me.children(recursive=True)
        for it in (me, *family):
            with suppress(psutil.NoSuchProcess):
                it.kill()
        psutil.wait_procs(family, 30)
        self.process.wait(30)

    def stop(self) -> None:
        if self.process is not None and not self.ended:
            child.stop(self.process, ask=signal.SIGINT)


@pytest.fixture(scope="session")
def new_cluster() -> Iterator["NewCluster"]:
    """`new_cluster()` is a fresh one, `new_cluster(folder)` has its data there; all are stopped in the end."""
    folder = Path(tempfile.mkdtemp(prefix="casa-pg-"))
    folder.chmod(0o755)  # `nobody` goes there, too
    made = NewCluster(folder, binaries(folder))
    try:
        yield made
    finally:
        for it in made.made:
            it.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class NewCluster:
    place: Path
    programs: Path
    made: list[Cluster] = field(default_factory=list)

    def __call__(self, folder: Path | None = None) -> Cluster:
        """Stopped. The first one is made from nothing, the others are copies of it."""
        folder = folder or self.place / f"c{len(self.made)}"
        folder.mkdir(exist_ok=True)
        empty = self.place / "empty" / "data"
        if not empty.exists():
            empty.parent.mkdir()
            initialised(self.programs, own_folder(empty))
        subprocess.run(["cp", "-a", empty, folder / "data"], check=True)
        sockets = own_folder(self.place / f"s{len(self.made)}")
        self.made.append(Cluster(self.programs, folder, sockets))
        return self.made[-1]


def initialised(programs: Path, data: Path) -> None:
    subprocess.run(
        [programs / "initdb", *INITDB, "--username", USER, "--pgdata", data],
        check=True, capture_output=True, **identity(),
    )  # fmt: skip
