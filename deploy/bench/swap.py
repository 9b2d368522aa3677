"""From a tap to the next frame on a slow phone: one row of a page changed, beside all fifty of it."""

import json
from functools import partial

from playwright.async_api import Page

from deploy.bench import fifty
from deploy.bench.ground import Ground
from deploy.bench.parts import courier, process
from deploy.bench.phone import browser, slow_page
from deploy.bench.rounds import Measures, Rounds, interleaved, percentile

# Frames are counted from the tap, the way there and back included: the line itself takes no time here.
TAPPED = """(name) => new Promise((done) => {
  const button = document.getElementById(name), target = document.querySelector(button.getAttribute('hx-target'));
  const seen = new MutationObserver(() => { seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))); });
  seen.observe(target, {childList: true});
  const begun = performance.now(); button.click(); })"""
TAPS = 5
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


async def measure(ground: Ground) -> Rounds:
    async with browser() as launched:
        if launched is None:
            return Rounds().skip("no Chromium on this machine", "P5")
        async with courier(ground.data) as settings, process(fifty.__name__, settings):
            place = json.loads((ground.data / "fifty.json").read_text())
            url, cookie = f"http://127.0.0.1:{place['house']}/sportelli-aperti", f"casa={place['cookie']}"
            async with slow_page(launched, url, cookie) as (page, _):
                await (await page.context.new_cdp_session(page)).send(
                    "Network.emulateNetworkConditions", FAST
                )
                await page.goto(url, wait_until="load")
                cases = {
                    "swap of one row": partial(tapped, page, "one"),
                    "swap of 50 rows": partial(tapped, page, "all"),
                }
                return await interleaved(cases, ground.size.rounds)


async def tapped(page: Page, name: str) -> Measures:
    took = []
    for _ in range(TAPS):
        took.append(await page.evaluate(TAPPED, name) / 1000)
        await page.wait_for_timeout(100)
    return {"p50": percentile(took, 0.5)}
