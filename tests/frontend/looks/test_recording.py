"""Nothing private leaves the node before it is written down who is shown it; where that fails it stays closed."""

import contextlib
import sqlite3
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from events.category import Category
from events.reads.look import WINDOW
from frontend.pages import projections
from frontend.pages.looks.history import revived
from services.kernel.courier import CONTEXTS, READS
from tests.frontend.house import House
from tests.frontend.looks.making import facts, ledger
from tests.frontend.test_example_page import GOOD, PAGE
from tests.people import GIULIA, MARTA, ROSA

BLOCK = {"hx-request": "true"}
COPY = """
INSERT INTO looks (stream, version, owner, event, data)
SELECT hex(randomblob(16)), 1, owner, hex(randomblob(16)), data FROM looks LIMIT 1
"""
CLOSED = "non riusciamo a segnare chi guarda"


async def written(web: House):
    """All looks told so far, their windows closed."""
    await web.node.looks.writing.do(lambda it: it.end_windows(datetime.now(UTC) + WINDOW))
    return await web.node.looks.writing.do(facts)


async def totals(web: House) -> Counter:
    found = Counter()
    for it in await written(web):
        found[it.reader, it.owner] += it.times
    return found


async def test_as_many_openings_as_records_whole_pages_blocks_and_forms_that_come_back(web: House):
    before = await totals(web)
    async with web.browser(MARTA) as client:
        token = await web.token(client)
        for headers in ({}, BLOCK, {}, BLOCK):
            assert (await client.get(PAGE, headers=headers)).status_code == 200
        bad = await client.post(PAGE, data={**GOOD, "first_name": "", "_csrf_token": token}, headers=BLOCK)
    after = await totals(web)

    assert bad.status_code == 422
    assert after - before == {(MARTA.id, GIULIA.id): 5}


async def test_it_says_who_looked_at_what_on_which_page(web: House):
    async with web.browser(MARTA) as client:
        await client.get(PAGE)

    last = [it for it in await written(web) if it.reader == MARTA.id][-1]
    assert (last.owner, last.role, last.categories, last.page) == (
        GIULIA.id, MARTA.role, (Category.IDENTITY,), "page"
    )  # fmt: skip
    assert last.name_only


async def test_what_is_ones_own_is_nobodys_to_record(web: House):
    before = await totals(web)
    async with web.browser(GIULIA) as client:
        page = await client.get(PAGE)

    assert "Giulia Conti" in page.text
    assert await totals(web) == before


async def test_words_that_were_not_printed_are_not_recorded(web: House):
    """The door opens all that a page might show; a block may show less."""
    before = await totals(web)
    async with web.browser(ROSA) as client:
        await client.get("/privacy")
        await client.get(PAGE)

    assert await totals(web) == before


@contextmanager
def locked(web: House):
    other = sqlite3.connect(web.settings.data / "looks.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.close()


@contextmanager
def full(web: House):
    """No page of the file is free and none may be added; what is recorded next is a new look."""

    def make():
        made = ledger(web.settings.data)
        for table in ("running", "together"):
            made._db.execute(f"DELETE FROM {table}")
        [used] = made._db.execute("PRAGMA page_count").fetchone()
        made._db.execute(f"PRAGMA max_page_count = {used}")
        with contextlib.suppress(sqlite3.OperationalError):
            while True:
                made._db.execute(COPY)
        return made

    with instead_of_the_ledger(web, make):
        yield


@contextmanager
def not_to_be_opened(web: House):
    with instead_of_the_ledger(web, lambda: ledger(web.settings.data / "looks.sqlite")):
        yield


@contextmanager
def instead_of_the_ledger(web: House, make):
    writing = web.node.looks.writing
    true, writing._make = writing._make, make
    yield
    writing._make = true


async def opened_anew(web: House):
    def lost(_):
        raise OSError

    with contextlib.suppress(OSError):
        await web.node.looks.writing.do(lost)


@pytest.mark.parametrize("trouble", [locked, full, not_to_be_opened], ids=lambda it: it.__name__)
async def test_while_nothing_can_be_written_down_pages_open_and_sensitive_words_stay_shut(
    web: House, trouble
):
    async with web.browser(MARTA) as client, web.browser(GIULIA) as own:
        with trouble(web):
            await opened_anew(web)
            page, block, mine = (
                await client.get(PAGE),
                await client.get(PAGE, headers=BLOCK),
                await own.get(PAGE),
            )
            health = await client.get("/healthz")
        await opened_anew(web)
        again = await client.get(PAGE)

    assert (page.status_code, block.status_code, mine.status_code) == (200, 200, 200)
    assert "Conti" not in page.text + block.text
    assert CLOSED in page.text
    assert "Giulia" in page.text
    assert "Giulia Conti" in mine.text
    assert health.status_code == 503
    assert "Giulia Conti" in again.text


async def test_a_look_changes_nothing_that_anybody_follows(web: House):
    """Else viewing would cause viewing."""
    count = "SELECT coalesce(max(n), 0) FROM changes"
    before = web.node.readmodel.connection().execute(count).fetchone()[0]
    async with web.browser(MARTA) as client:
        await client.get(PAGE)

    assert web.node.readmodel.connection().execute(count).fetchone()[0] == before
    assert READS not in CONTEXTS
    assert READS not in web.node.projector._contexts
    listened = {topic for it in projections() for topic in it._by_topic}
    assert not [topic for topic in listened if topic.startswith(f"{READS}.")]


async def test_what_is_not_sent_yet_is_found_on_this_node(web: House):
    async with web.browser(MARTA) as client:
        await client.get(PAGE)

    found = [revived(it) for it in await web.node.looks.unsent([GIULIA.id])]
    assert found[-1].owner == GIULIA.id
