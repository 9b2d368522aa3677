"""A chain recomputed from its bytes finds and names what was changed, dropped, swapped, moved or cut off."""

import sqlite3
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.history.archive import Archive
from services.history.chain import link, start
from services.history.reading import Reading
from services.history.verifying import Verdict, checked, verify
from tests.services.history.records import arrived, recorded

A, B = uuid4(), uuid4()


@pytest.fixture
def path(tmp_path):
    """Five records of A and five of B, one after the other."""
    path = tmp_path / "history.sqlite"
    archive = Archive(path)
    archive.take([arrived(recorded(A if n % 2 else B), n) for n in range(1, 11)])
    archive.close()
    return path


def tampered(path, *statements):
    """What somebody with the file in hand can do."""
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER never_changed; DROP TRIGGER never_removed;")
    for statement, values in statements:
        assert db.execute(statement, values).rowcount > 0
    db.commit()
    db.close()


def verdicts(path):
    reading = Reading(path)
    try:
        return verify(reading, A), verify(reading, B)
    finally:
        reading.close()


def test_an_untouched_record_holds(path):
    assert verdicts(path) == (Verdict(True, 5), Verdict(True, 5))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_changed_byte_is_found_where_it_is(path, data):
    reading = Reading(path)
    chain, head = list(reading.chain(A)), reading.head(A)
    reading.close()
    n = data.draw(st.integers(0, len(chain) - 1))
    place = data.draw(st.integers(0, len(chain[n].data) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(chain[n].data)
    changed[place] ^= other

    chain[n] = replace(chain[n], data=bytes(changed))

    assert checked(A, chain, head) == Verdict(False, n, n + 1, "altered")


def test_an_edited_record_is_found(path):
    edit = "UPDATE records SET data = replace(data, 'cohabitant', 'operator') WHERE dossier = ? AND n = 3"
    tampered(path, (edit, (A.bytes,)))

    assert verdicts(path) == (Verdict(False, 2, 3, "altered"), Verdict(True, 5))


@pytest.mark.parametrize("change", ["event_id = x'00'", "link = x''", "data = x''", "n = 'three'"])
def test_a_spoilt_row_does_not_pass(path, change):
    tampered(path, (f"UPDATE records SET {change} WHERE dossier = ? AND n = 3", (A.bytes,)))

    assert not verdicts(path)[0].ok


def test_a_dropped_record_is_found(path):
    tampered(path, ("DELETE FROM records WHERE dossier = ? AND n = 2", (A.bytes,)))

    assert verdicts(path)[0] == Verdict(False, 1, 2, "missing")


def test_a_dropped_record_is_found_when_the_others_close_ranks(path):
    tampered(
        path,
        ("DELETE FROM records WHERE dossier = ? AND n = 2", (A.bytes,)),
        ("UPDATE records SET n = -n WHERE dossier = ? AND n > 2", (A.bytes,)),
        ("UPDATE records SET n = -n - 1 WHERE dossier = ? AND n < 0", (A.bytes,)),
        ("UPDATE heads SET n = 4 WHERE dossier = ?", (A.bytes,)),
    )

    assert verdicts(path)[0] == Verdict(False, 1, 2, "altered")


def test_a_cut_off_end_is_found(path):
    tampered(path, ("DELETE FROM records WHERE dossier = ? AND n > 3", (A.bytes,)))

    assert verdicts(path)[0] == Verdict(False, 3, 4, "missing")


@pytest.mark.parametrize("columns", ["data", "data, link"])
def test_two_swapped_records_are_found(path, columns):
    names = columns.split(", ")
    swap = ", ".join(f"{name} = (SELECT {name} FROM old WHERE old.n = 5 - records.n)" for name in names)
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER never_changed;")
    db.execute("CREATE TEMP TABLE old AS SELECT n, data, link FROM records WHERE dossier = ?", (A.bytes,))
    db.execute(f"UPDATE records SET {swap} WHERE dossier = ? AND n IN (2, 3)", (A.bytes,))
    db.commit()
    db.close()

    assert verdicts(path)[0] == Verdict(False, 1, 2, "altered")


def test_a_record_moved_to_another_dossier_is_found_even_if_relinked(path):
    db = sqlite3.connect(path)
    data = db.execute("SELECT data FROM records WHERE dossier = ? AND n = 1", (B.bytes,)).fetchone()[0]
    db.close()

    change = "UPDATE records SET data = ?, link = ? WHERE dossier = ? AND n = 1"
    tampered(path, (change, (data, link(start(A), data), A.bytes)))

    assert verdicts(path)[0] == Verdict(False, 0, 1, "misplaced")


def test_arrivals_that_run_backwards_are_found(path):
    tampered(path, ("UPDATE records SET arrival = 100 WHERE dossier = ? AND n = 2", (A.bytes,)))

    assert verdicts(path)[0] == Verdict(False, 2, 3, "out of order")


def test_a_dossier_nothing_is_recorded_of_does_not_pass_as_whole(path):
    reading = Reading(path)

    assert verify(reading, uuid4()) == Verdict(False, 0, None, "unknown")


def test_the_database_itself_refuses_to_change_or_remove_a_record(path):
    db = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        db.execute("UPDATE records SET data = x'00'")
    with pytest.raises(sqlite3.IntegrityError, match="never removed"):
        db.execute("DELETE FROM records")


def test_the_form_of_a_link_never_changes():
    dossier = UUID(int=1)

    assert start(dossier).hex() == "6b81d1cfb3d86a4b94cf949bee72f31de44768dfe75f2fba35409696d82eba6e"
    assert (
        link(start(dossier), b"{}").hex()
        == "7fb27ddb0ce2c43675188ce1d965819a93b1652fd0e8950a42b6879250f2973c"
    )
