"""The read model takes each record once and in order, and a bad one keeps nobody else waiting."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.message import FACTS
from frontend.applying import Applying, Restored
from frontend.freeing import free
from tests.frontend.records import (
    BeadThreaded,
    applying,
    arrivals,
    beads,
    forget,
    id_of,
    merged,
    record,
    rows,
)


@pytest.fixture(autouse=True, scope="module")
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


def test_a_batch_offered_again_changes_nothing():
    it = applying(beads())
    batch = arrivals([record("a", 1), record("a", 2), record("b", 1)])

    it.take(batch)
    before = rows(it)
    changed = it.take(batch)

    assert len(before) == 3
    assert (rows(it), changed) == (before, set())


def test_rows_and_cursor_are_written_together_or_not_at_all():
    it = applying(beads())
    it._move = lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError("power cut"))

    with pytest.raises(sqlite3.OperationalError):
        it.take(arrivals([record("a", 1)]))

    assert rows(it) == []
    assert it.cursor("network") is None


def test_a_record_that_cannot_be_applied_parks_its_dossier_in_that_projection_only():
    it = applying(beads("beads"), beads("chains"))

    it.take(arrivals([record("a", 1, "black beads"), record("b", 1)]))
    it.take(arrivals([record("a", 2), record("b", 2)], first=3))

    assert [(row[1], row[2]) for row in rows(it, "beads")] == [(str(id_of("b")), 1), (str(id_of("b")), 2)]
    assert len(rows(it, "chains")) == 4
    assert rows(it, "parked")[0][0] == "beads"
    assert rows(it, "parked")[0][4] == 2  # the bad one, and the later one left out


def test_a_hole_in_a_stream_parks_the_dossier_everywhere():
    it = applying(beads())

    it.take(arrivals([record("a", 1), record("a", 3), record("a", 4), record("b", 1)]))

    assert [row[2] for row in rows(it)] == [1, 1]
    assert rows(it, "parked")[0][0] == "*"
    assert rows(it, "parked")[0][2].startswith("gap")


def test_a_fact_of_a_later_release_parks_and_its_words_are_not_quoted():
    it = applying(beads())
    strange = record("a", 1).model_copy(update={"version": 9})
    wrong = record("b", 1).model_copy(update={"fact": {"colour": ["secret"]}})

    it.take(arrivals([strange, wrong, record("c", 1)]))

    assert len(rows(it)) == 1
    assert {row[2] for row in rows(it, "parked")} == {
        "Unknown network.BeadThreaded",
        "ValidationError network.BeadThreaded",
    }


@pytest.mark.parametrize("body", [b"", b"not json", b"[1, 2]", b'{"event_id": 1}', b"\xff\xfe"])
def test_what_is_no_record_is_kept_aside(body):
    it = applying(beads())
    good, bad = arrivals([record("a", 1), record("a", 2)])

    it.take([replace(good, data=body), bad])

    assert rows(it, "unreadable")[0][3] == "not a record"
    assert it.cursor("network").position == 2


def test_a_message_no_relay_sent_is_kept_aside():
    it = applying(beads())
    foreign = replace(arrivals([record("a", 1)])[0], position=0, epoch="")

    it.take([foreign])

    assert rows(it) == []
    assert rows(it, "unreadable")[0][3] == "foreign"


def test_a_store_restored_from_a_backup_asks_for_a_new_read_model():
    it = applying(beads())
    it.take(arrivals([record("a", 1)]))

    with pytest.raises(Restored):
        it.take(arrivals([record("a", 2)], epoch="e2", first=2))


@given(st.data())
def test_tables_are_equal_under_any_interleaving_and_any_batches(data):
    sizes = data.draw(st.lists(st.integers(0, 6), min_size=1, max_size=4))
    colours = st.sampled_from(["red", "white", "black beads"])
    strings = [
        [record(f"s{s}", v, data.draw(colours)) for v in range(1, size + 1)] for s, size in enumerate(sizes)
    ]

    def projected(order):
        it, left = applying(beads(), beads("chains")), arrivals(list(order))
        while left:
            n = data.draw(st.integers(1, len(left)))
            it.take(left[:n])
            left = left[n:]
        return rows(it), rows(it, "chains"), rows(it, "streams"), rows(it, "parked")

    one = projected(r for string in strings for r in string)
    other = projected(merged(lambda n: data.draw(st.integers(0, n - 1)), strings))

    assert one == other


def test_what_was_left_out_of_one_projection_is_applied_once_it_can_be():
    it = applying(beads("beads"), beads("chains"))
    black = [record("a", 1, "black beads"), record("b", 1), record("a", 2), record("a", 3)]
    it.take(arrivals(black))
    mended = retold(it, beads("beads"), beads("chains"))

    assert not free(mended, "beads", id_of("a"), black[:1])  # the history is behind
    assert free(mended, "beads", id_of("a"), black)

    assert rows(mended, "beads") == rows(mended, "chains")
    assert (rows(mended, "parked"), rows(mended, "left_out")) == ([], [])
    mended.take(arrivals([record("a", 4)], first=5))
    assert len(rows(mended, "beads")) == 5


def test_what_fails_again_stays_parked_and_changes_nothing():
    it = applying(beads())
    told = [record("a", 1), record("a", 2, "black beads"), record("a", 3)]
    it.take(arrivals(told))
    before = rows(it), rows(it, "parked"), rows(it, "left_out")

    assert not free(it, "beads", id_of("a"), told)

    assert (rows(it), rows(it, "parked"), rows(it, "left_out")) == before
    assert it.parked.all() == [("beads", id_of("a"))]


def test_a_hole_closes_from_the_history_and_what_arrives_later_anyway_is_not_applied_twice():
    it = applying(beads("beads"), beads("chains"))
    whole = [record("a", n) for n in (1, 2, 3, 4)]
    it.take(arrivals([whole[0], whole[2], whole[3]]))

    assert not free(it, "*", id_of("a"), [whole[0], whole[2], whole[3]])
    assert free(it, "*", id_of("a"), whole)
    it.take(arrivals([whole[1], record("a", 5)], first=4))

    assert [row[2] for row in rows(it)] == [1, 2, 3, 4, 5]
    assert rows(it) == rows(it, "chains")


def test_a_fact_of_a_later_release_is_applied_by_that_release():
    it = applying(beads())
    strange = record("a", 1).model_copy(update={"version": 9})
    it.take(arrivals([strange, record("a", 2)]))

    assert not free(it, "*", id_of("a"), [strange, record("a", 2)])
    assert free(it, "*", id_of("a"), [record("a", 1), record("a", 2)])
    assert [row[2] for row in rows(it)] == [1, 2]


def retold(it: Applying, *projections) -> Applying:
    """The same file under a release that can thread black beads."""
    for each in projections:
        each._by_topic.clear()

        @each.on(BeadThreaded)
        def thread(db, fact, recorded, name=each.name):
            said = (recorded.dossier, recorded.stream, recorded.stream_version, fact.colour)
            db.execute(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", said)

    return Applying(it._db, projections)
