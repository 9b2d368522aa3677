"""A standby of a PostgreSQL cluster: a commit of the primary is answered only when the standby has it, too."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tests.parts.cluster import Cluster
from tests.parts.postgres import USER, identity, own_folder

NAME = "standby"


@dataclass
class Pair:
    primary: Cluster
    standby: Cluster

    @property
    def address(self) -> str:
        """Of both: whoever connects finds the one that may be written to."""
        hosts = f"{self.primary.sockets},{self.standby.sockets}"
        return f"postgresql://{USER}:casa@/postgres?host={hosts}&port=5432"

    def promote(self) -> None:
        execute(self.standby, "ALTER SYSTEM RESET synchronous_standby_names")
        execute(self.standby, "SELECT pg_promote()")


def pair(primary: Cluster, folder: Path) -> Pair:
    """`primary` runs. From now on nothing is acknowledged before it is on both disks."""
    data, sockets = own_folder(folder / "data"), own_folder(folder / "s")
    subprocess.run(
        [primary.programs / "pg_basebackup", "--pgdata", data, "--write-recovery-conf", "--checkpoint=fast",
         "--host", primary.sockets, "--username", USER, "--wal-method=stream"],
        check=True, capture_output=True, **identity(),
    )  # fmt: skip
    with (data / "postgresql.auto.conf").open("a") as conf:
        conf.write(
            f"\nprimary_conninfo = 'host={primary.sockets} port=5432 user={USER} application_name={NAME}'\n"
        )
    standby = Cluster(primary.programs, folder, sockets)
    standby.start()
    execute(primary, f"ALTER SYSTEM SET synchronous_standby_names = '{NAME}'")
    execute(primary, "SELECT pg_reload_conf()")
    return Pair(primary, standby)


def execute(cluster: Cluster, statement: str) -> None:
    with psycopg.connect(
        f"host={cluster.sockets} port=5432 user={USER} dbname=postgres", autocommit=True
    ) as it:
        it.execute(statement)


def sender(primary: Cluster) -> psutil.Process:
    """The process that hands the log over to the standby."""
    assert primary.process
    family = psutil.Process(primary.process.pid).children()
    return next(it for it in family if "walsender" in " ".join(it.cmdline()))
