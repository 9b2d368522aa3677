"""What the first page of a day costs a phone that was never here, beside the same kind of page drawn by React."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import uvicorn
from playwright.async_api import Browser as Chromium

from deploy.bench import react, whole
from deploy.bench.browser import Browser
from deploy.bench.ground import Ground
from deploy.bench.phone import browser, first_load
from deploy.bench.rounds import Rounds
from tests.parts.free_port import free_port
from tests.people import SARA

GOALS = ("P3", "P3-js", "P4")
PAGE = "/oggi"
OURS = ("first load", "first load, script", "first contentful paint")
THEIRS = ("React page, first load", "React page, script", "React page, first paint")


async def measure(ground: Ground) -> Rounds:
    if not react.BUILT.exists():
        return Rounds().skip("React is not installed: make bench-extras", *GOALS)
    async with browser() as launched:
        if launched is None:
            return Rounds().skip("no Chromium on this machine", *GOALS)
        async with whole.demo(await ground.demo()) as house, serving() as control:
            cookie = await signed_in(house.house.url)
            places = ((OURS, house.house.url + PAGE, cookie), (THEIRS, control, ""))
            return await loaded(launched, places, ground.size.rounds)


async def loaded(
    launched: Chromium, places: tuple[tuple[tuple[str, ...], str, str], ...], rounds: int
) -> Rounds:
    """In turn, once to warm up; a load gives all three figures."""
    found = Rounds()
    for n in range(rounds + 1):
        for names, url, cookie in places:
            measured = await first_load(launched, url, cookie)
            for name, figures in zip(names, measured, strict=True):
                if n:
                    found.add(name, figures)
    return found


async def signed_in(url: str) -> str:
    sara = await Browser(url).open()
    await sara.enter(SARA)
    sara.close()
    return sara.cookie


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """The control, on a server like ours."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(react.app(), port=port, log_level="error", access_log=False))
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - the server has no event to wait for
            await asyncio.sleep(0.02)
        yield f"http://localhost:{port}/"
    finally:
        server.should_exit = True
        await task
