"""Stores that were damaged, mixed up or replayed elsewhere: said aloud, or the same again."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from frontend.spreadsheet import table
from services.history.archive import Archive
from services.history.whole import check
from services.kernel.store import Store
from tests.inputs.replaying import replayed
from tests.services.history.records import arrived, recorded
from tests.services.kernel.conftest import ask, new_writer, order
from tests.services.kernel.shelf import PlaceBook
from tests.services.kernel.words import known

ROOT = Path(__file__).parents[2]
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "12345"}


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with known():
        made = Store("shelves", "sqlite", tmp_path)
        yield made
        made.close()


def place(shelf) -> PlaceBook:  # type: ignore[no-untyped-def]
    return PlaceBook(stream=shelf, dossier=shelf, reader=uuid4())


def test_a_year_later_in_another_place_and_language_replay_gives_the_same() -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.inputs.replaying", "366"], cwd=ROOT, env={**os.environ, **ELSEWHERE},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    assert child.stdout.strip() == replayed()


def test_a_record_cut_short_stops_its_own_stream_and_no_other(store: Store, tmp_path: Path) -> None:
    """What a broken disk may leave: the rule answers, the process lives, others are served."""
    torn, whole = uuid4(), uuid4()
    ask(new_writer(store), order(place(torn)), order(place(whole)))
    cut(tmp_path / "shelves.sqlite", torn)

    broken, fine = ask(new_writer(store), order(place(torn)), order(place(whole)))

    assert broken.outcome in ("unavailable", "refused")
    assert fine.accepted


def cut(file: Path, stream: object) -> None:
    with sqlite3.connect(file) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        (table,) = [it for (it,) in db.execute("SELECT name FROM sqlite_master WHERE name LIKE '%events'")]
        changed = db.execute(
            f"UPDATE {table} SET state = substr(state, 1, 40) WHERE originator_id = ?",
            (str(stream).replace("-", ""),),
        ).rowcount
        assert changed, db.execute(f"SELECT originator_id FROM {table}").fetchall()


def test_two_facts_with_one_version_are_never_both_stored(store: Store) -> None:
    shelf = uuid4()
    (reply,) = ask(new_writer(store), order(place(shelf)))
    said = store.history(shelf)[0]

    with pytest.raises(IntegrityError):
        store.append([said.model_copy(update={"event_id": uuid4()})])

    assert reply.accepted
    assert len(store.history(shelf)) == len({it.stream_version for it in store.history(shelf)})


def test_two_facts_with_one_version_in_the_history_are_named(tmp_path: Path) -> None:
    archive, dossier = Archive(tmp_path / "history.sqlite"), uuid4()
    first = recorded(dossier)
    archive.take([arrived(first, 1), arrived(first.model_copy(update={"event_id": uuid4()}), 2)])
    archive.close()

    assert check(tmp_path / "history.sqlite").faults == (
        f"stream {first.stream}: 2 records say they are its version 1",
    )


def test_an_export_of_nothing_is_a_table_with_its_head_alone() -> None:
    assert table([("giorno", "ore")]).decode("utf-8-sig").splitlines() == ["giorno,ore"]
