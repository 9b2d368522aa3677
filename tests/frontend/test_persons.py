"""Whom an id is read as, asked without reading the list of all who were found to be somebody else."""

import sqlite3
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.network.same import resolve
from frontend.scope.persons import persons
from tests.frontend.pages.telling import Telling
from tests.people import AHMED, id_of

FEW = [id_of(f"entry {n}") for n in range(6)]


def register(same: dict[UUID, UUID], entered: list[UUID]) -> sqlite3.Connection:
    it = Telling()
    it.known(AHMED)
    first = it.db.execute("SELECT * FROM persons").fetchone()
    it.db.execute("DELETE FROM persons")
    rows = [(each, first["first_name"], first["last_name"]) for each in entered]
    it.db.executemany("INSERT INTO persons VALUES (?, ?, ?, NULL, NULL, NULL)", rows)
    it.db.executemany("INSERT INTO persons_same VALUES (?, ?)", same.items())
    return it.db


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(FEW), st.sampled_from(FEW), max_size=5),
    st.lists(st.sampled_from(FEW), unique=True),
    st.lists(st.sampled_from(FEW), unique=True),
)
def test_each_is_read_as_whom_the_whole_list_says(same, entered, asked):
    """Also round a ring, which no rule makes."""
    found = persons(register(same, entered), asked)

    expected = {it: resolve(it, same) for it in asked}
    assert {it: who.id for it, who in found.items()} == {
        it: kept for it, kept in expected.items() if kept in entered
    }
