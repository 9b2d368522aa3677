"""Pages a second beside a plain string: fifty rows, sealed and not, and a phone's copy that is still good."""

import asyncio
import json
from collections.abc import Iterator
from functools import partial
from itertools import count, islice, repeat
from pathlib import Path
from time import perf_counter

from deploy.bench import fifty
from deploy.bench.browser import Browser
from deploy.bench.ground import Ground
from deploy.bench.parts import courier, process
from deploy.bench.rounds import Go, Measures, Rounds, interleaved

AT_ONCE = 8
NEW = count()
COPY = "/cinquanta/copia"
AHEAD = {"x-casa": "bundle"}


async def measure(ground: Ground) -> Rounds:
    async with courier(ground.data) as settings, process(fifty.__name__, settings):
        return await interleaved(await cases(ground.data, ground.size.pages), ground.size.rounds)


async def cases(data: Path, size: int) -> dict[str, Go]:
    """``size`` pages a round, from eight browsers at once; what they show is looked at once before."""
    place = json.loads((data / "fifty.json").read_text())
    page = await browsers(place["house"], f"casa={place['cookie']}")
    string = await browsers(place["bare"], "")
    await shown(page[0], "/cinquanta", "Cognome49", "0583 000049")
    await shown(page[0], "/sportelli-aperti", "Sportello di San Concordio", "Via Urbicciani 362, Lucca")
    await page[0].get(COPY, AHEAD)
    known = {**AHEAD, "if-none-match": page[0].etag}
    return {
        "50 rows opened, look recorded": partial(go, page, "/cinquanta", size),
        "50 rows opened anew, look recorded": partial(anew, page, "/cinquanta", size // 4),
        "50 rows, nothing sealed": partial(go, page, "/sportelli-aperti", size),
        "50 rows anew, nothing sealed": partial(anew, page, "/sportelli-aperti", size // 4),
        "304 for the worker's copy": partial(go, page, COPY, size, known, "304"),
        "plain string route": partial(go, string, "/semplice", size),
    }


async def shown(browser: Browser, path: str, *words: str) -> None:
    text = await browser.get(path)
    assert all(each in text for each in words), path


async def browsers(port: int, cookie: str) -> list[Browser]:
    found = [await Browser(f"http://127.0.0.1:{port}").open() for _ in range(AT_ONCE)]
    for each in found:
        each.cookie = cookie
    return found


async def go(
    browsers: list[Browser],
    path: str,
    size: int,
    headers: dict[str, str] | None = None,
    expected: str = "200",
) -> Measures:
    """The very same address again and again: the node may remember what still holds."""
    return await asked(browsers, repeat(path), size, headers, expected)


async def anew(browsers: list[Browser], path: str, size: int) -> Measures:
    """An address nobody has asked for before is always made anew."""
    return await asked(browsers, (f"{path}?n={next(NEW)}" for _ in repeat(None)), size, None, "200")


async def asked(
    browsers: list[Browser], paths: Iterator[str], size: int, headers: dict[str, str] | None, expected: str
) -> Measures:
    async def some(browser: Browser) -> None:
        for path in islice(paths, size // AT_ONCE):
            await browser.get(path, headers, (expected,))

    begun = perf_counter()
    await asyncio.gather(*map(some, browsers))
    return {"rate": size // AT_ONCE * AT_ONCE / (perf_counter() - begun)}
