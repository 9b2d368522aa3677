"""A phone that is slow, in a browser found on this machine: what a page's first load brings, and when it shows."""

import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from deploy.bench.rounds import Measures
from tests.parts.browser import FLAGS, NAMES, PHONE

SLOW = 4
SCREEN = ViewportSize(width=PHONE["width"], height=PHONE["height"])
# "Slow 4G", as browsers' own tools name it.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
PAINTED = """() => new Promise((done) => {
  const look = () => { const it = performance.getEntriesByName('first-contentful-paint')[0];
    if (it) done(it.startTime); else setTimeout(look, 20); }; look(); })"""
# What is fetched ahead for the day is not of the page.
AHEAD = ("/pacchetto", "/novita", "/sw.js")


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Browser | None]:
    """None where no Chromium is found; the bench installs none."""
    program = os.environ.get("CASA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        yield None
        return
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        await launched.close()


@dataclass
class Brought:
    """Bytes as they came over the wire, by request; which of them are script."""

    bytes: dict[str, int] = field(default_factory=dict)
    script: set[str] = field(default_factory=set)
    ahead: set[str] = field(default_factory=set)

    def asked(self, it: Any) -> None:
        if urlsplit(it["request"]["url"]).path.startswith(AHEAD):
            self.ahead.add(it["requestId"])
        if it.get("type") == "Script":
            self.script.add(it["requestId"])

    def took(self, it: Any) -> None:
        if it["requestId"] not in self.ahead:
            self.bytes[it["requestId"]] = int(it["encodedDataLength"])

    @property
    def scripts(self) -> int:
        return sum(size for each, size in self.bytes.items() if each in self.script)


@contextlib.asynccontextmanager
async def slow_page(launched: Browser, url: str, cookie: str) -> AsyncIterator[tuple[Page, Brought]]:
    """A new phone every time: nothing is in its cache."""
    context = await launched.new_context(viewport=SCREEN, locale="it-IT", service_workers="block")
    if cookie:
        name, _, value = cookie.partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": url}])
    page, brought = await context.new_page(), Brought()
    wire: Any = await context.new_cdp_session(page)
    await wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", brought.asked)
    wire.on("Network.loadingFinished", brought.took)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    await wire.send("Network.emulateNetworkConditions", LINE)
    try:
        yield page, brought
    finally:
        await context.close()


async def first_load(launched: Browser, url: str, cookie: str = "") -> tuple[Measures, Measures, Measures]:
    """All bytes, those of script, and seconds until something of it is seen."""
    async with slow_page(launched, url, cookie) as (page, brought):
        await page.goto(url, wait_until="load")
        painted = await page.evaluate(PAINTED)
        await page.wait_for_timeout(500)
        return {"bytes": sum(brought.bytes.values())}, {"bytes": brought.scripts}, {"p50": painted / 1000}
