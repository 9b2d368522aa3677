"""A restore reads every fact and says what did not come back; the house is red until somebody has read that."""

import json
import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest

from deploy import reviewed, secrets
from deploy.backup import backup
from deploy.keep import findings, review
from deploy.preflight import CannotStart
from deploy.restore import mend, restore
from events.category import Category
from frontend.pages.health.queries import reviewed as part
from services.kernel import restored
from services.kernel.settings import Settings
from services.kernel.store import Store
from services.vault.keys import Wanted
from services.vault.opening import open_chest
from tests.parts.postgres import USER
from tests.services.kernel.conftest import ask, new_writer, order
from tests.services.kernel.shelf import PlaceBook
from tests.services.kernel.words import known


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request, tmp_path, monkeypatch):
    """A stopped house with some facts of `pacts`."""
    monkeypatch.delenv("CASA_VAULT_KEY", raising=False)
    monkeypatch.setenv("CASA_STORE", where := place(request))
    settings = Settings(data=tmp_path / "casa", store=where)
    secrets.make(settings.data)
    open_chest(settings).close()
    with known(), closing(Store("pacts", where, settings.data)) as store:
        ask(
            new_writer(store),
            *(order(PlaceBook(stream=(s := uuid4()), dossier=s, reader=s)) for _ in range(20)),
        )
    return settings


def place(request) -> str:
    if request.param == "sqlite":
        return "sqlite"
    cluster = request.getfixturevalue("new_cluster")()
    cluster.start()
    request.addfinalizer(cluster.stop)
    assert USER in cluster.address
    return cluster.address


def stored(settings):
    with closing(Store("pacts", settings.store, settings.data)) as store:
        return store.epoch, [(it.id, it.state) for it in store.waiting(0, 1000)]


def test_the_stores_come_back_byte_for_byte_in_a_new_epoch_and_go_on_numbering(settings, tmp_path):
    epoch, before = stored(settings)
    backup(settings.data, tmp_path / "copy")
    with known(), closing(Store("pacts", settings.store, settings.data)) as store:
        ask(new_writer(store), order(PlaceBook(stream=(s := uuid4()), dossier=s, reader=s)))

    restore(tmp_path / "copy", settings.data)

    again, after = stored(settings)
    assert after == before
    assert again != epoch
    with known(), closing(Store("pacts", settings.store, settings.data)) as store:
        ask(new_writer(store), order(PlaceBook(stream=(s := uuid4()), dossier=s, reader=s)))
        assert store.position == before[-1][0] + 2


def test_causes_keys_and_records_that_did_not_come_back_are_named(settings):
    [lost_key, lost_cause, lost_record] = (uuid4() for _ in range(3))
    planted = {
        "event_id": str(uuid4()),
        "caused_by": str(lost_cause),
        "fact": {"box": {"key": str(lost_key), "owner": "x"}},
    }
    plant(settings, json.dumps(planted, separators=(",", ":")).encode())
    with closing(sqlite3.connect(settings.data / "history.sqlite")) as db, db:
        db.execute("CREATE TABLE records (event_id BLOB)")
        db.execute("INSERT INTO records VALUES (?)", (lost_record.bytes,))

    found = findings.look(settings)

    assert found.facts == 41
    assert found.dangling == (planted["event_id"],)
    assert str(lost_key) in found.keyless
    assert found.forgotten == (str(lost_record),)


PLANT = (
    "INSERT INTO {s}stored_events (originator_id, originator_version, topic, state)"
    " VALUES (:stream, 1, 'pacts.X', :state)"
)


def plant(settings, state: bytes) -> None:
    with closing(Store("pacts", settings.store, settings.data)) as store:
        stream = uuid4() if store.prefix else uuid4().hex
        store.append([], [store.statement(PLANT, stream=stream, state=state)])


def test_a_key_of_the_vault_is_not_missing(settings):
    chest = open_chest(settings)
    [key] = chest.keys.make([Wanted(owner=uuid4(), dossier=uuid4(), category=Category.GOALS)])
    chest.close()

    assert findings.keyless(settings, {str(key.id)}) == []


def test_red_until_reviewed_and_what_was_found_is_kept_with_the_name(settings, monkeypatch, capsys):
    class Node:
        pass

    mend(settings.data)
    node = Node()
    node.settings = settings
    assert part(node) == {"ready": False, "lag": {}, "trouble": ["unreviewed"]}

    monkeypatch.setenv("CASA_DATA", str(settings.data))
    monkeypatch.setattr("sys.argv", ["reviewed", ""])
    assert reviewed.main() == 1
    monkeypatch.setattr("sys.argv", ["reviewed", "Marta"])
    assert reviewed.main() == 0

    assert "40 facts in the stores" in capsys.readouterr().out
    assert part(node)["ready"]
    [kept] = settings.data.glob("reviewed-*.json")
    assert json.loads(kept.read_text())["by"] == "Marta"
    assert review.waiting(settings.data) is None
    assert not restored.unreviewed(settings.data)


def test_a_backup_of_another_kind_of_store_is_refused_before_anything_is_touched(
    settings, tmp_path, monkeypatch
):
    backup(settings.data, tmp_path / "copy")
    other = "postgresql://casa@/postgres?host=/nowhere" if settings.store == "sqlite" else "sqlite"
    monkeypatch.setenv("CASA_STORE", other)
    before = stored(settings)

    with pytest.raises(CannotStart):
        restore(tmp_path / "copy", settings.data)

    assert stored(settings) == before
