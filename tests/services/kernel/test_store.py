"""A service's store: everything of a commit or nothing, facts only ever added, no order but the commits'."""

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, PersistenceError

from events.envelope import Recorded
from services.kernel import tables
from services.kernel.orders import Order
from services.kernel.stamping import stamp
from services.kernel.store import Store
from services.kernel.writer import Writer
from tests.services.kernel.conftest import OpenStore, Pocket, ask, new_writer, order
from tests.services.kernel.shelf import PlaceBook, ShelfTaken
from tests.services.story import NOW


def record(version: int = 1, of: Order | None = None) -> Recorded:
    shelf = uuid4()
    of = of or order(PlaceBook(stream=shelf, dossier=shelf, reader=uuid4()))
    return stamp(ShelfTaken(shelf=shelf), of, 0, of.command.stream, version, shelf, NOW, Pocket())[0]


def test_a_commit_is_whole_or_nothing(store: Store) -> None:
    doubled = store.statement(tables.EPOCH.partition(" ON CONFLICT")[0], epoch="another")
    due = store.statement(tables.NOT_DUE, kind="none", stream="none")

    with pytest.raises(IntegrityError):
        store.append([record()], [due, doubled])

    assert (store.position, store.waiting(0)) == (0, [])


def test_a_version_is_taken_once_and_its_neighbours_go_with_it(store: Store) -> None:
    first = record()
    store.append([first])

    with pytest.raises(IntegrityError):
        store.append([record(), first])

    assert len(store.waiting(0)) == 1


def test_what_is_stored_is_what_was_said_byte_for_byte(store: Store) -> None:
    said = [record() for _ in range(3)]

    positions = store.append(said)

    assert [it.state for it in store.waiting(0)] == [each.to_bytes() for each in said]
    assert [store.at(position).id for position in positions] == list(positions)  # type: ignore[union-attr]
    assert store.position_of(said[1].stream, 1) == positions[1]
    assert store.history(said[2].stream) == [said[2]]


def test_there_is_no_fact_where_there_is_none(store: Store) -> None:
    (position,) = store.append([record()])

    assert store.at(position + 1) is None
    assert store.position_of(uuid4(), 1) == 0


def test_a_store_opened_again_is_the_same_store(open_store: OpenStore) -> None:
    first = open_store()
    first.append([record()])
    again = open_store()

    assert (again.epoch, again.position) == (first.epoch, first.position)


def test_the_fence_lets_in_only_who_has_seen_everything(open_store: OpenStore) -> None:
    one, two = open_store(), open_store()
    seen = one.position
    two.append([record()])

    with pytest.raises(IntegrityError):
        one.append([record()], [one.fence(seen)])
    one.append([record()], [one.fence(one.position)])

    assert len(one.waiting(0)) == 2


def test_a_writer_decides_again_when_another_process_wrote_what_it_had_not_seen(
    open_store: OpenStore,
) -> None:
    """Rights and other streams are read from memory: they count only while nobody else appended."""
    one, two = new_writer(open_store()), new_writer(open_store())
    shelf, reader = uuid4(), uuid4()
    full = [order(PlaceBook(stream=shelf, dossier=shelf, reader=uuid4())) for _ in range(3)]
    ask(one, *full[:1])
    ask(two, *full[1:])

    (late,) = ask(one, order(PlaceBook(stream=shelf, dossier=shelf, reader=reader)))

    assert late.reason == "shelf.full"


def test_answers_are_looked_up_together(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, asked = uuid4(), []
    ask(writer, order(PlaceBook(stream=shelf, dossier=shelf, reader=uuid4())))
    rows = writer.store.rows

    def counted(sql: str, **parameters: object) -> list[dict[str, object]]:
        asked.append(sql)
        return rows(sql, **parameters)

    monkeypatch.setattr(writer.store, "rows", counted)
    orders = [order(PlaceBook(stream=shelf, dossier=shelf, reader=uuid4())) for _ in range(40)]
    ask(writer, *orders, *orders)

    assert sum("replies" in sql for sql in asked) == 1


def test_facts_in_sqlite_are_only_ever_added_and_survive_a_power_cut(tmp_path: Path) -> None:
    store = Store("pacts", "sqlite", tmp_path)
    store.append([record()])

    for change in ("UPDATE stored_events SET topic = 'x'", "DELETE FROM stored_events"):
        with sqlite3.connect(tmp_path / "pacts.sqlite") as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute(change)
    settings = [*store.rows("PRAGMA journal_mode")[0].values(), *store.rows("PRAGMA synchronous")[0].values()]
    assert settings == ["wal", 2]


def test_postgres_refuses_the_setting_that_lets_readers_skip_facts(
    postgres: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.kernel import places as module

    real = module.postgres_environment
    unsafe = {"POSTGRES_ENABLE_DB_FUNCTIONS": "y"}
    monkeypatch.setattr(module, "postgres_environment", lambda *it: {**real(*it), **unsafe})
    where = f"postgresql://casa:{postgres.password}@/postgres?host={postgres.host}&port={postgres.port}"  # type: ignore[attr-defined]

    with pytest.raises((OSError, PersistenceError)):
        Store(f"t{uuid4().hex}", where, tmp_path)
