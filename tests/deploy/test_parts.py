"""The real parts tests stand on."""

import psycopg
import pytest
from faststream.nats import NatsBroker
from faststream.security import SASLPlaintext


async def test_postgres_gives_each_test_a_schema_of_its_own(postgres):
    with psycopg.connect(postgres.dsn) as connection:
        connection.execute("CREATE TABLE notes (text text)")

        where = connection.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'notes'").fetchall()

    assert where == [(postgres.schema,)]


def test_the_event_store_library_works_on_it(postgres):
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate

    class Notes(Application):
        pass

    notes = Notes(env=postgres.env())
    kept = Aggregate()
    notes.save(kept)

    assert notes.repository.get(kept.id).version == 1
    notes.close()


async def test_the_page_has_the_screen_of_a_phone_and_speaks_italian(page):
    seen = await page.evaluate("[innerWidth, innerHeight, navigator.language]")

    assert seen == [390, 844, "it-IT"]


@pytest.mark.parametrize("user", ["intake", "frontend"])
async def test_a_broker_comes_in_with_the_options_of_a_user(nats_server, user):
    options = nats_server.options(user)
    security = SASLPlaintext(options.pop("user"), options.pop("password"))

    async with NatsBroker(security=security, **options) as broker:
        assert await broker.ping(timeout=10)
