"""The very same page asked again comes from memory, as good as new, until anything it was made of has changed."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from structlog.testing import capture_logs

from frontend.again import telling
from frontend.again.answering import Again
from frontend.again.telling import Told
from frontend.ids import uuid7
from frontend.looks.opening import Opening
from services.kernel import clock
from services.kernel.courier import connect
from tests.frontend.house import House
from tests.frontend.test_example_page import GOOD, PAGE
from tests.people import GIULIA, MARTA, UGO

TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')
TIMES = "SELECT (SELECT total(times) FROM running) + total(times) FROM together"
COMMAND = re.compile(r'name="command_id" value="([^"]+)"')


def again(web: House) -> Again:
    found: Again = web.app.state.again
    return found


@pytest.fixture
async def marta(web: House) -> AsyncIterator[httpx.AsyncClient]:
    """She has just opened the page, and it is remembered."""
    async with web.browser(MARTA) as client:
        await remembered(web, client)
        yield client


async def remembered(web: House, client: httpx.AsyncClient) -> None:
    """The vault says that nothing was destroyed once a second: before its first word nothing is kept."""
    async with asyncio.timeout(30):
        before = again(web).pages
        while again(web).pages == before:
            await client.get(PAGE)
            await asyncio.sleep(0.05)


async def from_memory(web: House, client: httpx.AsyncClient) -> bool:
    before = again(web).pages
    await client.get(PAGE)
    return again(web).pages > before


def same(page: httpx.Response) -> str:
    """The words, without what is made anew."""
    return re.sub(r'value="[^"]+"|"x-csrftoken": "\w+"|since=\d+|datetime="[^"]+"', "", page.text)


async def test_it_says_the_same_under_new_ids_and_a_new_token_that_work(web: House, marta: httpx.AsyncClient):
    one, other = await marta.get(PAGE), await marta.get(PAGE)

    assert "Giulia" in one.text
    assert same(one) == same(other)
    assert one.headers.keys() == other.headers.keys()
    tokens, commands = (
        [found[1] for page in (one, other) if (found := it.search(page.text))] for it in (TOKEN, COMMAND)
    )
    assert len(set(tokens)) == len(set(commands)) == 2
    sent = await marta.post(PAGE, data={**GOOD, "_csrf_token": tokens[1], "command_id": commands[1]})
    assert sent.status_code == 303


async def test_what_it_shows_is_the_same_as_a_page_made_anew(web: House, marta: httpx.AsyncClient):
    kept, anew = await marta.get(PAGE), await marta.get(f"{PAGE}?un={uuid7()}")

    assert same(kept) == same(anew)


async def test_each_look_is_written_down(web: House, marta: httpx.AsyncClient):
    async def times() -> int:
        return await web.node.looks.writing.do(lambda it: it._db.execute(TIMES).fetchone()[0])

    before = await times()
    assert [await from_memory(web, marta) for _ in range(3)] == [True] * 3
    assert await times() == before + 3


async def test_the_log_tells_once_how_many_came_from_memory_and_of_which_kind(monkeypatch):
    monkeypatch.setattr(telling, "EVERY", 0)
    with capture_logs() as lines:
        told = Told()
        for _ in range(3):
            told.answered("/casi/{case}", 0.002)
        async with asyncio.timeout(30):
            while not lines:
                await asyncio.sleep(0.01)

    [line] = lines
    assert (line["path"], line["again"], line["ms"], line["most"]) == ("/casi/{case}", 3, 2.0, 2.0)


async def test_any_fact_of_anybody_has_it_made_anew(web: House, marta: httpx.AsyncClient):
    async with web.browser(GIULIA) as her:
        said = {
            **GOOD,
            "last_name": "Contini",
            "command_id": str(uuid7()),
            "_csrf_token": await web.token(her),
        }
        await her.post(PAGE, data=said)
        assert "Contini" in (await marta.get(PAGE)).text
        back = {**GOOD, "command_id": str(uuid7()), "_csrf_token": await web.token(her)}
        await her.post(PAGE, data=back)
        assert "Contini" not in (await marta.get(PAGE)).text


async def test_it_is_for_one_session_only(web: House, marta: httpx.AsyncClient):
    async with web.browser(MARTA) as elsewhere, web.browser(UGO) as other:
        assert not await from_memory(web, elsewhere)
        assert (await other.get(PAGE)).status_code == 404


async def test_a_session_that_was_ended_gets_nothing(web: House, marta: httpx.AsyncClient):
    session = await web.node.sessions.find(marta.cookies["casa"])
    assert session
    await web.node.sessions.close(session, "device")

    assert "Giulia" not in (await marta.get(PAGE)).text


async def test_a_destroyed_key_has_it_made_anew(web: House, marta: httpx.AsyncClient):
    vouched = web.node.door.keys.vouched()
    assert vouched
    vault = await connect(web.settings, "vault")
    await vault.publish(
        "casa.vault.destroyed", json.dumps({"ids": [str(uuid7())], "said": vouched[0] + 1}).encode()
    )
    await vault.flush()
    async with asyncio.timeout(30):
        while web.node.door.keys.vouched() == vouched:
            await asyncio.sleep(0.01)
    await vault.close()

    assert not await from_memory(web, marta)


async def test_words_given_back_while_the_look_is_written_down_are_opened_anew(
    web: House, marta: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    real = web.node.looks.keep

    async def keep(opening: Opening) -> None:
        await real(opening)
        for it in again(web)._memory._kept.values():
            it.forget_words()

    monkeypatch.setattr(web.node.looks, "keep", keep)

    assert "Giulia" in (await marta.get(PAGE)).text


async def test_the_next_day_has_it_made_anew(web: House, marta: httpx.AsyncClient):
    clock.pretend(datetime.now(UTC) + timedelta(days=1))
    try:
        assert not await from_memory(web, marta)
    finally:
        clock.pretend(None)


async def test_a_page_of_this_moment_and_a_block_are_never_kept(web: House, marta: httpx.AsyncClient):
    before = again(web).pages
    for _ in range(2):
        await marta.get(PAGE, headers={"hx-request": "true"})
        await marta.get("/profilo")

    assert again(web).pages == before
