import sqlite3
from pathlib import Path
from threading import Thread

import pytest
from eventsourcing.persistence import IntegrityError, OperationalError

from services.kernel.connections import Connections


@pytest.fixture
def connections(tmp_path: Path):
    def made() -> sqlite3.Connection:
        connection = sqlite3.connect(tmp_path / "some.sqlite", isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        return connection

    made().execute("CREATE TABLE said (word TEXT PRIMARY KEY)")
    lent = Connections(made, patience=0.01)
    yield lent
    lent.close()


def said(connections: Connections) -> list[str]:
    return [row["word"] for row in connections.ask("SELECT word FROM said ORDER BY word", {})]


def say(*words: str):
    return lambda cursor: cursor.executemany("INSERT INTO said VALUES (?)", [(it,) for it in words])


def test_what_is_written_stands_together_or_not_at_all(connections):
    connections.write(say("a"))
    with pytest.raises(IntegrityError):
        connections.write(say("b", "a"))
    connections.write(say("c"))
    assert said(connections) == ["a", "c"]


def test_any_error_takes_back_what_was_written_before_it(connections):
    def broken(cursor: sqlite3.Cursor) -> None:
        say("a")(cursor)
        raise KeyError

    with pytest.raises(KeyError):
        connections.write(broken)
    assert said(connections) == []


def test_a_wrong_question_is_told_in_the_library_s_words_and_costs_no_connection(connections):
    with pytest.raises(OperationalError):
        connections.ask("SELECT nothing FROM nowhere", {})
    said(connections)
    assert len(connections.idle) == 1


def test_one_writes_at_a_time_and_whoever_reads_does_not_wait(connections):
    refused: list[Exception] = []

    def meanwhile() -> None:
        try:
            connections.write(say("b"))
        except OperationalError as error:
            refused.append(error)

    def slowly(cursor: sqlite3.Cursor) -> None:
        say("a")(cursor)
        other = Thread(target=meanwhile)
        other.start()
        other.join(30)
        assert said(connections) == []

    connections.write(slowly)
    assert refused
    assert said(connections) == ["a"]


class Dying(sqlite3.Connection):
    """Its disk fails with the commit, and still when that is to be taken back."""

    def commit(self) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    rollback = commit


def test_what_was_neither_kept_nor_taken_back_is_shown_to_nobody(connections, tmp_path):
    good = connections.make
    connections.make = lambda: sqlite3.connect(
        tmp_path / "some.sqlite", isolation_level=None, check_same_thread=False, factory=Dying
    )
    with pytest.raises(OperationalError):
        connections.write(say("a"))
    connections.make = good

    assert said(connections) == []
    connections.write(say("b"))
    assert said(connections) == ["b"]
