"""Rows told one by one and run together leave the tables as if each had been written when it was told."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.message import FACTS
from frontend.applying import Applying
from frontend.gathering import Gathering
from frontend.projecting import Projection
from tests.frontend.records import BeadThreaded, applying, arrivals, forget, record, rows

TABLES = (
    "CREATE TABLE reds (k TEXT PRIMARY KEY, v INTEGER); CREATE TABLE blues (k TEXT PRIMARY KEY, v INTEGER);"
)
WRITING = (
    "REPLACE INTO {} VALUES (?, ?)",
    "INSERT OR IGNORE INTO {} VALUES (?, ?)",
    "INSERT INTO {} VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = v + excluded.v",
    "UPDATE {} SET v = v + 1 WHERE k <> ? AND v < ?",
    "DELETE FROM {} WHERE k = ? AND v <> ?",
    "INSERT OR IGNORE INTO reds SELECT k || ?, v + ? FROM {}",
    "UPDATE {} SET v = (SELECT count(*) FROM blues) WHERE k = ? AND v <> ?",
)
READING = "SELECT rowid, k, v FROM {} ORDER BY rowid"
TOLD = st.tuples(
    st.sampled_from((*WRITING, READING)), st.sampled_from(("reds", "blues")), st.sampled_from("abc"), st.integers(0, 3)
)  # fmt: skip


def made() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(TABLES)
    return db


def say(db, told):
    """What was read meanwhile."""
    for statement, table, key, value in told:
        if statement == READING:
            yield db.execute(READING.format(table)).fetchall()
        elif key == "c":
            db.executemany(statement.format(table), [(key, value), ("b", value)])
        else:
            db.execute(statement.format(table), (key, value))


@given(st.lists(TOLD, max_size=12))
def test_every_table_and_everything_read_meanwhile_is_as_if_nothing_had_waited(told):
    at_once, later = made(), made()
    gathering = Gathering(later)

    read = list(say(gathering, told))
    gathering.run()

    assert read == list(say(at_once, told))
    for table in ("reds", "blues"):
        assert (
            later.execute(READING.format(table)).fetchall()
            == at_once.execute(READING.format(table)).fetchall()
        )


def test_rows_wait_until_they_are_run_and_what_is_forgotten_never_comes():
    db = made()
    gathering = Gathering(db)
    gathering.execute("REPLACE INTO reds VALUES (?, ?)", ("a", 1))
    assert db.execute("SELECT count(*) FROM reds").fetchone()[0] == 0

    gathering.forget()
    gathering.execute("REPLACE INTO reds VALUES (?, ?)", ("b", 1))
    gathering.run()

    assert [it[0] for it in db.execute("SELECT k FROM reds")] == ["b"]


def test_where_a_write_may_be_felt_in_another_table_nothing_waits():
    db = made()
    db.execute("CREATE TRIGGER felt AFTER INSERT ON reds BEGIN INSERT INTO blues VALUES (new.k, 0); END")

    Gathering(db).execute("REPLACE INTO reds VALUES (?, ?)", ("a", 1))

    assert db.execute("SELECT count(*) FROM blues").fetchone()[0] == 1


@pytest.fixture
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


@pytest.mark.parametrize("anew", [False, True])
def test_a_row_the_database_refuses_parks_its_own_dossier(known_here, anew):
    strict = Projection(
        "beads", 1, "CREATE TABLE beads (stream TEXT, colour TEXT CHECK (colour <> 'black'));"
    )
    strict.on(BeadThreaded)(
        lambda db, fact, recorded: db.execute(
            "INSERT INTO beads VALUES (?, ?)", (recorded.stream, fact.colour)
        )
    )
    it = applying(strict)
    it = Applying(it._db, (strict,), anew=anew)

    it.take(arrivals([record("a", 1), record("b", 1, "black"), record("c", 1)]))
    it.take(arrivals([record("a", 2), record("b", 2), record("c", 2), record("d", 1)], first=4))

    assert len(rows(it)) == 5
    assert [(row[0], row[2], row[4]) for row in rows(it, "parked")] == [
        ("beads", "IntegrityError network.BeadThreaded", 2)
    ]
    assert sorted(row[2] for row in rows(it, "streams")) == [1, 2, 2, 2]
