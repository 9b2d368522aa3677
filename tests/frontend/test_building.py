"""A file that is being built takes records as one in use does, though nothing of it is durable yet."""

import pytest

from events.message import FACTS
from frontend import tables
from frontend.applying import Applying
from tests.frontend.records import BeadThreaded, arrivals, beads, forget, record


@pytest.fixture(autouse=True, scope="module")
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


def test_a_bad_record_parks_its_dossier_also_in_a_file_that_is_being_built(tmp_path):
    db = tables.writing(tmp_path / "new.sqlite", building=True)
    tables.create(db, (beads(),))
    building = Applying(db, (beads(),), anew=True)
    good = [record(name, 1, "x" * 500) for name in map(str, range(300))]

    building.take(arrivals([*good, record("a", 1, "black beads"), record("b", 1)]))

    assert db.execute("SELECT count(*) FROM beads").fetchone()[0] == 301
    assert db.execute("SELECT projection, left_out FROM parked").fetchall()[0][:] == ("beads", 1)
    assert db.execute("SELECT count(*) FROM streams").fetchone()[0] == 302
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
