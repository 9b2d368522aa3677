"""A bit turns over on the disk: it is noticed, and what can be made again is made again."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from deploy.evidence.stores import faults
from services.history.archive import Archive
from services.kernel.arrival import Arrival
from services.kernel.store import Store
from tests.faults.long import LONG
from tests.faults.world import doubled, lost, world
from tests.parts.postgres import USER
from tests.people import UGO
from tests.services.kernel.conftest import ask, new_writer, order
from tests.services.kernel.shelf import PlaceBook


def flipped(file: Path, at: int) -> None:
    with file.open("r+b") as it:
        it.seek(at)
        [byte] = it.read(1)
        it.seek(at)
        it.write(bytes([byte ^ 1]))


def one_bit(block: Path) -> None:
    flipped(block, block.stat().st_size // 3)


def cut_off(block: Path) -> None:
    with block.open("r+b") as it:
        it.truncate(block.stat().st_size // 3)


@pytest.mark.parametrize("rot", [one_bit, pytest.param(cut_off, marks=LONG)])
async def test_rotten_stream_is_filled_again_from_its_store(
    tmp_path: Path, tell, rot: Callable[[Path], None]
) -> None:
    async with world(tmp_path) as it:
        async with it.load():
            await it.taken(20)
        await it.well()
    folder = next((tmp_path / "nats" / "jetstream").rglob("CASA_PACTS"))
    rot(next(folder.rglob("*.blk")))
    (folder / "msgs" / "index.db").unlink(missing_ok=True)  # else the server believes its own summary

    async with world(tmp_path, accepted=it.accepted) as it:
        seconds = await it.well()
        stored = it.stored()
        assert await it.streamed() == stored
        assert (lost(it, stored), doubled(stored)) == (0, 0)
        tell(
            len(it.accepted), 0, 0, seconds, drill=f"JetStream file rotten, {rot.__name__.replace('_', ' ')}"
        )


def test_fact_that_rotted_in_a_store_is_named_by_make_verify(tmp_path: Path) -> None:
    store = Store("pacts", "sqlite", tmp_path)
    ask(
        new_writer(store), *(order(PlaceBook(stream=UGO.id, dossier=UGO.id, reader=UGO.id)) for _ in range(3))
    )
    archive = Archive(tmp_path / "history.sqlite")
    facts = store.waiting(0, 100)
    archive.take([Arrival("pacts", store.epoch, it.id, it.id, "now", it.state) for it in facts])
    store.close()
    assert list(faults(tmp_path)) == []

    whole = (tmp_path / "pacts.sqlite").read_bytes()
    flipped(tmp_path / "pacts.sqlite", whole.index(b'"ct":') + 10)

    assert any("is not the one the history holds" in it for it in faults(tmp_path))
    archive.close()


@LONG
def test_postgresql_never_serves_a_page_that_rotted(new_cluster) -> None:
    cluster = new_cluster()
    cluster.start()
    where = f"host={cluster.sockets} user={USER} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as db:
        assert db.execute("SHOW data_checksums").fetchone() == ("on",)
        db.execute("CREATE TABLE kept AS SELECT repeat('a', 100) AS words FROM generate_series(1, 500)")
        file = db.execute("SELECT pg_relation_filepath('kept')").fetchone()[0]
    cluster.stop()
    flipped(cluster.folder / "data" / file, 4000)

    cluster.start()
    with psycopg.connect(where) as db, pytest.raises(psycopg.errors.DataCorrupted):
        db.execute("SELECT * FROM kept").fetchall()
    cluster.stop()
