"""The disk of the database is gone: what its base backup and the archive of its log hold comes back, byte for byte."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from time import monotonic, sleep

import psycopg

from deploy.keep import schemas
from tests.faults.world import lost, world
from tests.parts.cluster import Cluster
from tests.parts.postgres import USER, identity, own_folder


async def test_a_base_backup_and_the_archived_log_bring_every_answer_back(
    tmp_path: Path, tell, new_cluster
) -> None:
    cluster = new_cluster()
    archive = own_folder(cluster.folder / "archive")
    archiving(cluster, archive)
    async with world(tmp_path / "casa", cluster.address) as it:
        async with it.load():
            await it.taken(30)
            copy = base_backup(cluster)
            await it.taken(30)
        await it.well()
        before, accepted, epoch = it.stored(), set(it.accepted), it.shop.store.epoch
    archived(cluster)

    cluster.kill()
    shutil.rmtree(cluster.folder / "data")
    began = monotonic()
    recovered(cluster, copy, archive)
    schemas.renewed(cluster.address)
    away = monotonic() - began

    async with world(tmp_path / "elsewhere", cluster.address, accepted) as again:
        await again.well()
        after = again.stored()
        assert digest(after) == digest(before)
        assert lost(again, after) == 0
        assert again.shop.store.epoch != epoch
        assert await again.streamed() == after
    tell(len(accepted), 0, 0, away)


def digest(states: list[bytes]) -> str:
    return hashlib.sha256(b"\n".join(states)).hexdigest()


def archiving(cluster: Cluster, archive: Path) -> None:
    """As the database's own way to a backup of any moment: its log is copied away, file by file."""
    cluster.start()
    for setting in ("archive_mode = on", f"archive_command = 'cp %p {archive}/%f'"):
        execute(cluster, f"ALTER SYSTEM SET {setting}")
    cluster.stop()
    cluster.start()


def base_backup(cluster: Cluster) -> Path:
    copy = own_folder(cluster.folder / "base")
    subprocess.run(
        [cluster.programs / "pg_basebackup", "--pgdata", copy, "--checkpoint=fast", "--wal-method=none",
         "--host", cluster.sockets, "--username", USER],
        check=True, capture_output=True, **identity(),
    )  # fmt: skip
    return copy


def archived(cluster: Cluster) -> None:
    """Until all that was written so far has been copied away."""
    last = execute(cluster, "SELECT pg_walfile_name(pg_switch_wal())")
    deadline = monotonic() + 60
    while (execute(cluster, "SELECT last_archived_wal FROM pg_stat_archiver") or "") < str(last):
        assert monotonic() < deadline, "the log was not archived"
        sleep(0.05)


def recovered(cluster: Cluster, copy: Path, archive: Path) -> None:
    data = cluster.folder / "data"
    copy.rename(data)
    with (data / "postgresql.auto.conf").open("a") as conf:
        conf.write(f"\nrestore_command = 'cp {archive}/%f %p'\nrecovery_target_action = 'promote'\n")
    (data / "recovery.signal").touch()
    cluster.start()
    deadline = monotonic() + 60
    while execute(cluster, "SELECT pg_is_in_recovery()"):
        assert monotonic() < deadline, "the database is still recovering"
        sleep(0.05)


def execute(cluster: Cluster, statement: str) -> object:
    where = f"host={cluster.sockets} port=5432 user={USER} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as it:
        cursor = it.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None
