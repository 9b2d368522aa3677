"""A batch the disk did not keep leaves nothing in memory either: offered again, it is taken as if for the first time."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.message import FACTS
from tests.frontend.records import BeadThreaded, applying, arrivals, beads, forget, record


@pytest.fixture(autouse=True, scope="module")
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


def full(by_itself: bool) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    error.by_itself = by_itself
    return error


class Disk:
    """Full at each of these statements; `by_itself`: the database has then taken the transaction back."""

    def __init__(self, db: sqlite3.Connection, at: set[int], by_itself: bool) -> None:
        self._db, self._at, self._by_itself, self._n = db, at, by_itself, 0

    def __getattr__(self, name):
        return getattr(self._db, name)

    def _counted(self, sql: str) -> None:
        self._n += 1
        if self._n in self._at and not sql.startswith(("ROLLBACK", "RELEASE")):
            if self._by_itself and self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise full(self._by_itself)

    def execute(self, sql, *more):
        self._counted(sql)
        return self._db.execute(sql, *more)

    def executemany(self, sql, *more):
        self._counted(sql)
        return self._db.executemany(sql, *more)


def on(it, disk: Disk) -> None:
    it._db = it._versions._db = it.parked._db = it._rows._db = disk


def strange(stream: str, version: int):
    """Of a later release."""
    return record(stream, version).model_copy(update={"version": 9})


BATCH = [
    record("a", 1), strange("b", 1), record("a", 2, "black beads"), record("b", 2), record("c", 1),
    record("a", 3), record("c", 3), record("c", 4), record("d", 1),
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 60), max_size=3), st.booleans())
def test_whatever_fails_on_the_way_the_batch_ends_as_on_a_good_disk(at, by_itself):
    good, bad = applying(beads(), beads("chains")), applying(beads(), beads("chains"))
    on(bad, Disk(bad._db, at, by_itself))
    good.take(arrivals(BATCH))

    for _ in range(10):
        try:
            bad.take(arrivals(BATCH))
            break
        except sqlite3.OperationalError:
            assert held(bad, "cursors") == []
    for table in ("beads", "chains", "parked", "left_out", "streams", "cursors"):
        assert held(bad, table) == held(good, table)


def held(it, table: str) -> list[tuple[object, ...]]:
    real = it._db._db if isinstance(it._db, Disk) else it._db
    found = [tuple(row) for row in real.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
    return [row[1:] if table == "left_out" else row for row in found]
