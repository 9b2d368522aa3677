"""Every record's bytes once, in arrival order, each dossier chained; what does not fit is kept aside."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.history.archive import Archive
from services.history.judging import CONFLICT
from services.history.reading import Reading
from services.history.verifying import verify
from services.kernel.arrival import Cursor
from tests.services.history.records import EPOCH, arrived, recorded

A, B = uuid4(), uuid4()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.sqlite"


@pytest.fixture
def archive(path):
    archive = Archive(path)
    yield archive
    archive.close()


@pytest.fixture
def reading(archive, path):
    reading = Reading(path)
    yield reading
    reading.close()


def test_the_very_bytes_are_kept_in_arrival_order(archive, reading):
    sent = [arrived(recorded(A if n % 3 else B, note=f"è n° {n}"), n) for n in range(1, 10)]

    archive.take(sent)

    page = reading.page({A, B}, 0, 500)
    assert [kept.data for kept in page.records] == [arrival.data for arrival in sent]
    assert [kept.arrival for kept in page.records] == [*range(1, 10)]
    assert [kept.n for kept in page.records if kept.dossier == B] == [1, 2, 3]
    assert verify(reading, A).ok
    assert verify(reading, B).count == 3


def test_the_cursor_is_kept_with_the_records(archive):
    archive.take([arrived(recorded(A), 4), arrived(b"not ours", 0), arrived(recorded(A), 7)])

    assert archive.cursor("pacts") == Cursor(EPOCH, 7, 7, "today")
    assert archive.cursor("intake") is None


def test_what_arrives_again_is_kept_once(archive, reading):
    first, second = arrived(recorded(A), 1), arrived(recorded(A), 2)

    archive.take([first, first, second])
    archive.take([second, first])

    assert [kept.data for kept in reading.chain(A)] == [first.data, second.data]
    assert archive.parked() == {}


@pytest.mark.parametrize(
    ("foreign", "reason"),
    [
        (arrived(b"\xff\x00 garbage", 2), "malformed envelope"),
        (arrived(b'{"event_id": "x"}', 2), "malformed envelope"),
        (arrived(recorded(A), 0), "no position: not sent by a relay"),
        (arrived(recorded(A, context="network"), 2), "a fact of another context"),
    ],
)
def test_what_is_not_a_record_of_ours_is_kept_aside_and_the_rest_goes_on(archive, reading, foreign, reason):
    archive.take([arrived(recorded(A), 1), foreign, arrived(recorded(A), 3)])

    assert archive.parked() == {reason: 1}
    assert verify(reading, A).count == 2
    assert archive.cursor("pacts").position == 3


def test_another_record_with_the_same_id_is_an_alarm_and_changes_nothing(archive, reading):
    true = recorded(A, note="as it was")
    forged = recorded(A, note="as someone would like it", event_id=true.event_id)

    archive.take([arrived(true, 1)])
    archive.take([arrived(forged, 2), arrived(forged, 2)])

    assert archive.parked() == {CONFLICT: 1}
    assert [kept.data for kept in reading.chain(A)] == [true.to_bytes()]


def test_a_fact_of_a_later_release_is_kept_all_the_same(archive, reading):
    archive.take([arrived(recorded(A, topic="pacts.NotYetInvented", version=9), 1)])

    assert verify(reading, A).count == 1


def test_pages_of_a_dossier_lead_to_each_other(archive, reading):
    archive.take([arrived(recorded(A if n % 2 else B), n) for n in range(1, 21)])

    first = reading.page({A}, 0, 4)
    rest = reading.page({A}, first.next, 500)

    assert [kept.arrival for kept in (*first.records, *rest.records)] == [*range(1, 21, 2)]
    assert rest.next is None


def test_a_page_fits_one_message(archive, reading):
    archive.take([arrived(recorded(A, note="x" * 90_000), n) for n in range(1, 11)])

    page = reading.page({A}, 0, 500)

    assert 0 < sum(len(kept.data) for kept in page.records) <= 600_000
    assert page.next == len(page.records) + 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 8), max_size=30), st.randoms())
def test_any_batches_with_any_repeats_give_the_same_chains(tmp_path_factory, picks, random):
    path = tmp_path_factory.mktemp("h") / "history.sqlite"
    sent = [arrived(recorded(A if n % 2 else B), n + 1) for n in range(9)]
    archive, reading = Archive(path), Reading(path)
    order = [*range(9)]
    for pick in picks:  # a repeat never comes before the first time: a stream keeps its order
        order.insert(random.randint(order.index(pick) + 1, len(order)), pick)

    while order:
        cut = random.randint(1, len(order))
        archive.take([sent[n] for n in order[:cut]])
        order = order[cut:]

    assert [kept.data for kept in reading.page({A, B}, 0, 500).records] == [each.data for each in sent]
    assert verify(reading, A).ok
    assert verify(reading, B).ok
    archive.close()
    reading.close()
