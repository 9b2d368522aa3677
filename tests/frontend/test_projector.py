"""The read model of a node: built from the streams, built anew beside the old one, the same in every way."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontend import tables
from frontend.pages import projections
from frontend.projecting import Projection
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import Preparing, ReadModel
from tests.frontend.example.projection import projection as example
from tests.frontend.house import House
from tests.people import GIULIA, MARTA, ROSA

OURS = ("changes", "sqlite_sequence")


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the node's own counter."""
    db = sqlite3.connect(path)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {it: sorted(map(repr, db.execute(f"SELECT * FROM {it}"))) for it in tables if it not in OURS}


async def test_a_rebuild_gives_the_live_tables_and_pages_go_over_to_it(web: House):
    live = web.node.readmodel.current()
    reader = web.node.readmodel.connection()
    known = reader.execute("SELECT count(*) FROM persons").fetchone()[0]
    other = Projector(lambda: web.node.bus.client, ReadModel(live.parent, (*projections(), example), Pulse()))

    fresh = await other.build()

    assert fresh != live
    assert dump(fresh) == dump(live)
    # Whoever still reads the old one goes on reading it.
    assert reader.execute("SELECT count(*) FROM persons").fetchone()[0] == known >= 5
    assert web.node.readmodel.connection() is not reader
    assert web.node.readmodel.current() == fresh


async def test_after_a_rebuild_new_facts_arrive_in_the_new_file(web: House):
    from tests.frontend.test_live import change

    before = web.node.readmodel.connection().execute("SELECT sum(times) FROM example_persons").fetchone()[0]
    await Projector(
        lambda: web.node.bus.client, ReadModel(web.node.readmodel.folder, (*projections(), example), Pulse())
    ).build()
    await change(web)

    after = web.node.readmodel.connection().execute("SELECT sum(times) FROM example_persons").fetchone()[0]
    assert after == before + 1


def test_a_file_of_another_shape_is_not_read(tmp_path: Path):
    mine = ReadModel(tmp_path, (Projection("a", 1, "CREATE TABLE a (x);"),), Pulse())
    later = ReadModel(tmp_path, (Projection("a", 2, "CREATE TABLE a (x);"),), Pulse())
    path = mine.fresh_path()
    sqlite3.connect(path).executescript("CREATE TABLE a (x);")

    mine.switch(path)

    assert mine.connection().execute("SELECT count(*) FROM a").fetchone()[0] == 0
    assert later.current() is None
    try:
        later.connection()
    except Preparing:
        return
    raise AssertionError("read a file it cannot understand")


def test_old_files_go_but_the_one_before_the_last(tmp_path: Path):
    model = ReadModel(tmp_path, (), Pulse())
    for _ in range(4):
        path = model.fresh_path()
        sqlite3.connect(path).executescript("CREATE TABLE a (x);")
        model.switch(path)
        model.sweep()

    assert len(list(tmp_path.glob("*.sqlite"))) == 2
    assert model.current() == path


async def test_health_tells_of_lag_and_of_what_is_parked(web: House):
    async with web.browser() as client, asyncio.timeout(30):
        while (answer := await client.get("/healthz")).status_code != 200:
            await asyncio.sleep(0.05)  # an earlier test's pause may still be felt

    parts = answer.json()["parts"]
    assert parts["readmodel"] == {
        "ready": True,
        "lag": {"parked": 0, "left_out": 0, "unreadable": 0},
        "trouble": [],
    }
    assert parts["projector"]["lag"]["network"] == 0


async def test_health_tells_anybody_kinds_of_trouble_and_never_the_words(web: House, monkeypatch):
    troubled = {
        "ready": False,
        "lag": {"relay": 3},
        "trouble": ["following intake: Diverged: Vivo in subaffitto", "Boom: Khalil"],
    }
    monkeypatch.setattr(web.node, "neighbours", lambda: {"pacts": troubled})
    async with web.browser() as client:
        answer = await client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["pacts"] == {
        "ready": False,
        "lag": {"relay": 3},
        "trouble": ["following", "other"],
    }
    assert all(it.keys() == {"ready", "lag", "trouble"} for it in answer.json()["parts"].values())
    assert "subaffitto" not in answer.text


async def test_the_page_of_what_is_parked_says_so_and_no_other_does(web: House):
    path = web.node.readmodel.current()
    parked = ("network", str(GIULIA.id), "ValueError network.PersonRegistered", str(GIULIA.id))
    async with web.browser(MARTA) as client:
        with closing(tables.writing(path)) as db:
            db.execute("INSERT INTO parked (projection, dossier, reason, event) VALUES (?, ?, ?, ?)", parked)
        try:
            hers, anothers = [(await client.get(f"/rete/persone/{it.id}")).text for it in (GIULIA, ROSA)]
            health = (await client.get("/healthz")).json()["parts"]["readmodel"]
        finally:
            with closing(tables.writing(path)) as db:
                db.execute("DELETE FROM parked")

    assert "Aggiornamento sospeso" in hers
    assert "Aggiornamento sospeso" not in anothers
    assert (health["lag"]["parked"], health["trouble"]) == (1, ["parked"])


async def test_a_file_in_which_no_table_can_be_made_ends_the_build_and_leaves_the_pointer(web: House):
    live = web.node.readmodel.current()
    twice = Projection("persons", 1, "CREATE TABLE persons (id TEXT);")
    other = Projector(lambda: web.node.bus.client, ReadModel(live.parent, (*projections(), twice), Pulse()))

    with pytest.raises(sqlite3.OperationalError, match="persons already exists"):
        await other.build()

    assert not other.building
    assert web.node.readmodel.current() == live
