"""A writer on each kind of store, with keys of its own."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from events.category import Category
from events.envelope import Reply
from events.message import Command
from services.kernel.deciding import Act
from services.kernel.orders import Job, Order, digest
from services.kernel.rights import Rights
from services.kernel.store import Store
from services.kernel.writer import Writer
from tests.parts.postgres import Postgres
from tests.people import UGO
from tests.services.kernel.shelf import GRANTS, SHELF, TAKEN
from tests.services.kernel.words import known
from tests.services.story import act

SECRET = b"0" * 32
OpenStore = Callable[[], Store]


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    """Shelves and alarms are known while these tests run, and to no others."""
    with known():
        yield


@dataclass
class Pocket:
    """Keys kept in memory: the vault has its own tests."""

    keys: dict[tuple[UUID, UUID, Category], tuple[UUID, bytes]] = field(default_factory=dict)

    def borrow(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]:
        return self.keys.setdefault((owner, dossier, category), (uuid4(), os.urandom(32)))


@pytest.fixture(params=["sqlite", "postgres"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens the same store again and again, as a restarted process would."""
    name, opened = f"t{uuid4().hex}", []
    where = "sqlite" if request.param == "sqlite" else address(request.getfixturevalue("postgres_server"))

    def open_again() -> Store:
        opened.append(Store(name, where, tmp_path))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


def address(postgres: Postgres) -> str:
    return f"postgresql://casa:{postgres.password}@/postgres?host={postgres.host}&port={postgres.port}"


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def writer(store: Store) -> Writer:
    """Not started: tests hand it their jobs themselves, so that what goes together is theirs to say."""
    return new_writer(store)


def new_writer(store: Store) -> Writer:
    return Writer(store, (SHELF, TAKEN), Rights(store, GRANTS), Pocket())


def order(command: Command, command_id: UUID | None = None, by: Act | None = None, **more: object) -> Order:
    by = by or act(UGO, role="public")
    return Order(command_id or uuid4(), command, by, digest(command, SECRET), **more)  # type: ignore[arg-type]


def ask(writer: Writer, *orders: Order) -> list[Reply]:
    """Each order as a job of its own, all in one sitting."""
    jobs = [Job((each,)) for each in orders]
    writer.write(jobs)
    return [job.done.result(timeout=30)[0] for job in jobs]


@pytest.fixture
def no_schema(postgres_server: Postgres) -> None:
    """The services' own schemas are made anew for each test that runs whole services there."""
    with psycopg.connect(postgres_server.dsn, autocommit=True) as connection:
        for name in ("pacts", "network"):
            connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
