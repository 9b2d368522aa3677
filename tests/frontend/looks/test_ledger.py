"""One look is written at once; its repeats of a quarter of an hour follow together, and none is lost or doubled."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.restore import renew_epoch
from events.category import Category
from events.reads.look import WINDOW
from events.role import Role
from frontend.looks.opening import opening
from tests.frontend.looks.making import NOON, alone, facts, later, ledger, look


@pytest.fixture
def book(tmp_path):
    made = ledger(tmp_path)
    yield made
    made.close()


def test_the_first_look_is_written_down_as_it_happens(book):
    one = look()

    book.write(alone(one))

    [fact] = facts(book)
    assert (fact.reader, fact.owner, fact.page, fact.categories) == (
        one.reader, one.owner, "case", one.categories
    )  # fmt: skip
    assert (fact.times, fact.first, fact.last, fact.extends) == (1, NOON, NOON, None)


def test_repeats_within_the_window_follow_as_one_record_that_names_the_first(book):
    one = look()
    book.write(alone(one, later(one, minutes=2), later(one, minutes=14)))
    before = len(facts(book))
    book.end_windows(NOON + WINDOW)

    first, again = facts(book)
    [row, _] = book.waiting(0, 10)
    assert before == 1
    assert (again.times, again.first, again.last) == (
        2, NOON + timedelta(minutes=2), NOON + timedelta(minutes=14)
    )  # fmt: skip
    assert str(again.extends) == row.event
    assert first.extends is None


def test_after_the_window_a_look_is_a_new_one(book):
    one = look()

    book.write(alone(one, later(one, minutes=15)))

    assert [it.times for it in facts(book)] == [1, 1]


@pytest.mark.parametrize(
    "other",
    [{"page": "visit"}, {"categories": (Category.PACT,)}, {"role": Role.COORDINATOR}, {"copied": True}],
    ids=lambda it: next(iter(it)),
)
def test_another_page_category_role_or_a_copy_is_another_look(book, other):
    one = look()

    book.write(alone(one, replace(later(one, minutes=1), **other)))

    assert [it.times for it in facts(book)] == [1, 1]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), max_size=30))
@settings(max_examples=30, deadline=None)
def test_the_sum_of_times_is_the_number_of_openings(tmp_path_factory, visits):
    book, ones, now = ledger(tmp_path_factory.mktemp("book")), [look() for _ in range(3)], 0
    for who, minutes in visits:
        now += minutes
        book.write(alone(later(ones[who], minutes=now)))
    book.end_windows(NOON + timedelta(minutes=now) + WINDOW)

    for who, one in enumerate(ones):
        told = [it for it in facts(book) if it.owner == one.owner]
        assert sum(it.times for it in told) == sum(1 for it, _ in visits if it == who)
    versions = book._db.execute("SELECT count(*), max(version) FROM looks GROUP BY stream").fetchall()
    assert all(count == last for count, last in versions)
    book.close()


def test_a_look_written_down_stays_as_it_is(book):
    book.write(alone(look()))

    for sql in ("UPDATE looks SET data = x'00'", "DELETE FROM looks"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            book._db.execute(sql)


def test_two_processes_of_a_machine_write_into_one_ledger(book, tmp_path):
    other, one = ledger(tmp_path), look()

    book.write(alone(one))
    other.write(alone(later(one, minutes=1), look(one.owner)))

    assert (book.node, book.epoch) == (other.node, other.epoch)
    assert [it.times for it in facts(book)] == [1, 1]
    other.close()


def test_a_ledger_put_back_from_a_copy_begins_a_new_epoch_and_stays_the_same_node(book, tmp_path):
    book.write(alone(look()))
    renew_epoch(tmp_path / "looks.sqlite")

    back = ledger(tmp_path)
    assert back.node == book.node
    assert back.epoch != book.epoch
    assert back.waiting(0, 10) == book.waiting(0, 10)
    back.close()


@settings(max_examples=40, deadline=None)
@given(visits=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12)), min_size=1, max_size=30))
def test_openings_repeated_as_a_whole_lose_and_double_no_look(tmp_path_factory, visits):
    """Pages of one, two, three people that overlap, asked for again within and after the quarter of an hour."""
    book, now = ledger(tmp_path_factory.mktemp("ledger")), 0
    reader, people = look().reader, [uuid4() for _ in range(3)]
    pages = [people[:1], people[:2], people, people[1:]]
    for which, after in visits:
        now += after
        at = NOON + timedelta(minutes=now)
        seen = tuple(replace(look(it, at), reader=reader, n=n) for n, it in enumerate(pages[which]))
        book.write([opening(seen, uuid4(), at)])
    book.end_windows(NOON + timedelta(minutes=now) + WINDOW)

    for it in people:
        told = sum(fact.times for fact in facts(book) if fact.owner == it)
        assert told == sum(it in pages[which] for which, _ in visits)
    book.close()
