"""What the first page of a day costs a phone that has never been here, and what the second one costs."""

import gzip
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page

from frontend import assets
from tests.people import SARA
from tests.system.house import House
from tests.system.phone import SETTINGS, Phone

FIRST_BYTES, FIRST_REQUESTS, SCRIPT_BYTES = 75 * 1024, 12, 28 * 1024
AGAIN_BYTES = 10 * 1024
OF_THE_PAGE = ("/oggi", "/static/", "/pacchetto", "/novita", "/manifest", "/icone/", "/sw.js", "/figure/")
SHIFT = 0.02
# Summed as browsers do it for people: jumps nobody caused by a touch.
SHIFTED = """() => new Promise((done) => { let sum = 0; new PerformanceObserver((list) => {
  for (const it of list.getEntries()) if (!it.hadRecentInput) sum += it.value; })
  .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""


@dataclass
class Traffic:
    """Bytes as they came over the wire, by address."""

    of: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    async def listen(self, page: Page) -> "Traffic":
        wire: Any = await page.context.new_cdp_session(page)
        await wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._took)
        return self

    def _asked(self, it: dict[str, Any]) -> None:
        """What is fetched ahead for the day has a budget of its own."""
        if urlsplit(it["request"]["url"]).path.startswith(OF_THE_PAGE):
            self.of[it["requestId"]] = it["request"]["url"]

    def _took(self, it: dict[str, Any]) -> None:
        if it["requestId"] in self.of:
            self.bytes[self.of[it["requestId"]]] = int(it["encodedDataLength"])


@pytest.fixture
async def cookies(browser: Browser, demo: House) -> list[Any]:
    """Sara's session, got on another device."""
    context = await browser.new_context(**SETTINGS)
    await Phone(await context.new_page(), demo.url).sign_in(SARA)
    found = await context.cookies()
    await context.close()
    return list(found)


async def test_the_first_visit_to_today_is_small_and_nothing_jumps(
    browser: Browser, demo: House, cookies: list[Any]
) -> None:
    context = await browser.new_context(**{**SETTINGS, "service_workers": "allow"})
    await context.add_cookies(cookies)
    page = await context.new_page()
    first = await Traffic().listen(page)
    await page.goto(f"{demo.url}/oggi", wait_until="load")
    shifted = await page.evaluate(SHIFTED)
    cold = dict(first.bytes)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    first.bytes.clear()
    await page.goto(f"{demo.url}/oggi", wait_until="load")
    await context.close()

    assert sum(cold.values()) <= FIRST_BYTES, cold
    assert len(cold) <= FIRST_REQUESTS, cold
    # The worker brings the page itself: its bytes are those of the first time, all else is already here.
    assert sum(first.bytes.values()) + cold[f"{demo.url}/oggi"] <= AGAIN_BYTES, first.bytes
    assert shifted <= SHIFT


def test_all_the_script_of_a_page_stays_small() -> None:
    vendored = [assets.STATIC / "vendor" / name for name in assets.VENDORED if name.endswith(".js")]
    files = [*(it.read_bytes() for it in vendored), assets.script()[1]]

    assert sum(len(gzip.compress(it)) for it in files) <= SCRIPT_BYTES
