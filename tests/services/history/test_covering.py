"""Of each record: which signed head holds it first, and whether a witness has seen that."""

import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest
from pydantic_core import from_json, to_json

from services.history.archive import Archive
from services.history.asking import ACTS, answered
from services.history.reading import Reading
from tests.services.history.packs import CASE, house
from tests.services.history.records import arrived, recorded


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three witnessed heads, and one record more that nobody has signed yet."""
    folder = tmp_path_factory.mktemp("house")
    house(folder)
    archive = Archive(folder / "history.sqlite")
    archive.take([arrived(recorded(CASE), 10_000)])
    archive.close()
    return folder


def asked(folder, events):
    reading = Reading(folder / "history.sqlite")
    try:
        return from_json(answered(reading, ACTS["proofs"], to_json({"events": events})))
    finally:
        reading.close()


def test_every_record_is_held_by_the_first_head_that_is_large_enough(folder):
    with closing(sqlite3.connect(folder / "history.sqlite")) as db:
        events = [row[0] for row in db.execute("SELECT event_id FROM records ORDER BY arrival")]
        sizes = [row[0] for row in db.execute("SELECT size FROM checkpoints ORDER BY size")]
    ids = [
        f"{one.hex()[:8]}-{one.hex()[8:12]}-{one.hex()[12:16]}-{one.hex()[16:20]}-{one.hex()[20:]}"
        for one in events
    ]
    found = asked(folder, ids)

    for n, event in enumerate(ids[:-1]):
        holding = next(size for size in sizes if size > n)
        one = found[event]
        assert (one["index"], one["size"], one["checkpoint"]) == (n, holding, sizes.index(holding) + 1)
        assert (one["witnessed"], one["witnesses"]) == (holding, 1)
    assert found[ids[-1]]["made_at"] is None
    assert found[ids[-1]]["checkpoint"] == found[ids[-1]]["witnessed"] == 0


def test_what_is_not_recorded_is_not_answered_for(folder):
    assert asked(folder, [uuid4()]) == {}
    assert asked(folder, []) == {"error": "malformed"}
