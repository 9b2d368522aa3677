"""Live pages: told of what is theirs, caught up after a pause, closed at once when the house stops."""

import asyncio
import contextlib
import json
import socket
from time import monotonic

import httpx
import uvicorn
from playwright.async_api import expect

from events.network.identity import PersonalData
from events.network.person import CorrectIdentity
from frontend.ids import uuid7
from frontend.live import concerns, seen_by
from frontend.scope.queries import newest
from tests.frontend.house import House, reader_of
from tests.frontend.test_example_page import GOOD, PAGE
from tests.people import GIULIA, MARTA, ROSA, UGO


@contextlib.asynccontextmanager
async def on_the_net(web: House):
    """The same app behind uvicorn, on the tests' own loop."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(web.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext
    task = asyncio.create_task(server.serve([listener]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://localhost:{listener.getsockname()[1]}", server
    finally:
        server.should_exit = True
        web.node.stopping.set()
        await task
        web.node.stopping.clear()


async def change(web: House):
    """Something happens in Giulia's dossier."""
    data = PersonalData(
        first_name="Giulia", last_name="Conti", birth_date=GIULIA.born, pronouns=f"lei {uuid7()}"
    )
    command = CorrectIdentity(stream=GIULIA.id, dossier=GIULIA.id, identity=data, reason="changed")
    await web.caught_up(await web.ask(command, "self", GIULIA.id))


def here(web: House) -> int:
    """As a page made now says where it stands."""
    return web.node.ticks.mark(newest(web.node.readmodel.connection()))


async def event(lines) -> tuple[int, list[str]]:
    n = 0
    async for line in lines:
        if line.startswith("id: "):
            n = int(line[4:])
        if line.startswith("data: "):
            return n, json.loads(line[6:])
    raise AssertionError("the stream ended")


async def test_a_page_is_told_that_a_dossier_of_its_reader_changed(web: House):
    async with on_the_net(web) as (url, _), httpx.AsyncClient(base_url=url, timeout=30) as client:
        client.cookies.set("casa", await web.cookie(MARTA))
        since = here(web)
        async with client.stream("GET", f"/novita?since={since}") as stream:
            asyncio.get_running_loop().call_later(0.2, lambda: asyncio.ensure_future(change(web)))
            n, dossiers = await event(stream.aiter_lines())
            kept = stream.headers.get_list("cache-control")

    assert kept == ["no-store"]
    assert n > since
    assert dossiers == [str(GIULIA.id)]


async def test_what_changed_while_the_page_was_away_is_told_on_return(web: House):
    since = here(web)
    await change(web)
    async with on_the_net(web) as (url, _), httpx.AsyncClient(base_url=url, timeout=30) as client:
        client.cookies.set("casa", await web.cookie(MARTA))
        async with client.stream("GET", "/novita", headers={"last-event-id": str(since)}) as stream:
            _, dossiers = await event(stream.aiter_lines())

    assert dossiers == [str(GIULIA.id)]


async def test_a_counter_of_another_node_means_everything_may_have_changed(web: House):
    reader = await reader_of(web, MARTA)

    assert seen_by(web.node, reader, 10**9)[1] == {"*"}
    assert seen_by(web.node, reader, 0)[1] == {"*"}


async def test_that_something_changed_is_told_only_to_whom_it_concerns(web: House):
    told = {
        it.first_name for it in (MARTA, GIULIA, ROSA, UGO) if concerns(await reader_of(web, it), GIULIA.id)
    }

    assert told == {"Marta", "Giulia"}  # to Rosa even that something moved would be a trace of it


async def test_open_live_pages_do_not_hold_up_the_end(web: House):
    async with on_the_net(web) as (url, server), httpx.AsyncClient(base_url=url, timeout=30) as client:
        client.cookies.set("casa", await web.cookie(MARTA))
        async with client.stream("GET", f"/novita?since={here(web)}") as stream:
            lines = stream.aiter_lines()
            await anext(lines)
            began = monotonic()
            server.should_exit = True
            web.node.stopping.set()
            async for _ in lines:
                pass

    assert monotonic() - began < 10  # the server would wait for them until it is killed


async def test_in_a_browser_a_form_saves_and_the_other_phone_shows_it(web: House, open_phone):
    async with on_the_net(web) as (url, _):
        giulia, marta = await open_phone(), await open_phone()
        for phone, person in ((giulia, GIULIA), (marta, MARTA)):
            cookie = {"name": "casa", "value": await web.cookie(person), "url": url}
            await phone.context.add_cookies([cookie])
            await phone.goto(f"{url}{PAGE}")
        before = int(await marta.text_content("#times"))
        for name, value in GOOD.items():
            await giulia.fill(f"[name={name}]", value)
        await giulia.click("text=Salva")
        await giulia.wait_for_selector("text=Dati corretti.")
        await expect(marta.locator("#times")).to_have_text(str(before + 1))
        await giulia.close()
        await marta.close()
