"""Pages a second: fifty rows of sealed values opened and the look recorded, beside a plain string."""

import asyncio
import json
from pathlib import Path
from time import perf_counter

from deploy.bench import fifty
from deploy.bench.browser import Browser
from deploy.bench.parts import courier, process
from deploy.bench.rounds import Measures, Rounds, interleaved

AT_ONCE = 8


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    """``size`` pages a round, from eight browsers at once."""
    async with courier(data) as settings:
        with process(fifty.__name__, settings):
            place = json.loads((data / "fifty.json").read_text())
            page = await browsers(place["house"], f"casa={place['cookie']}")
            text = await page[0].get("/cinquanta")
            assert "Cognome49" in text
            assert "0583 000049" in text
            string = await browsers(place["bare"], "")
            cases = {
                "50 rows opened, look recorded": lambda: go(page, "/cinquanta", size),
                "plain string route": lambda: go(string, "/semplice", size),
            }
            return await interleaved(cases, rounds)


async def browsers(port: int, cookie: str) -> list[Browser]:
    found = [await Browser(f"http://127.0.0.1:{port}").open() for _ in range(AT_ONCE)]
    for each in found:
        each.cookie = cookie
    return found


async def go(browsers: list[Browser], path: str, size: int) -> Measures:
    async def some(browser: Browser) -> None:
        for _ in range(size // AT_ONCE):
            await browser.get(path)

    begun = perf_counter()
    await asyncio.gather(*map(some, browsers))
    return {"rate": size // AT_ONCE * AT_ONCE / (perf_counter() - begun)}
