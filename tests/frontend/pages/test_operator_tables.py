"""Whatever the streams' order among themselves, the operator's pages come out the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.frontend.pages.house_of_two import (
    OWN,
    at,
    begun,
    chosen,
    corrected,
    held,
    house,
    longer,
    noted,
    rated,
)
from tests.frontend.pages.telling import rows
from tests.people import AHMED, SARA


def a_month():
    it = house()
    first = held(it, "first", at(5))
    note = noted(it, first, "La spesa il lunedì", at(5), "agreements")
    corrected(it, first, note, "La spesa il martedì", at(6))
    longer(it, first, 60, at(6))
    chosen(it)
    rated(it, 3, "operator", SARA.id, at(8))
    rated(it, 4, "person", AHMED.id, at(7))
    begun(it, "second", at(20), days_late=2)
    return it


MONTH = a_month()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_tables_are_equal_under_any_interleaving_of_the_streams(seed):
    mixed = MONTH.taken(MONTH.shuffled(seed))

    assert rows(mixed, *OWN) == rows(MONTH.db, *OWN)


def test_no_word_of_a_note_or_goal_is_in_the_tables():
    everything = str(rows(MONTH.db, *OWN))

    assert "visit_notes" in everything
    assert not any(word in everything for word in ("spesa", "martedì", "bolletta"))
