"""What a phone kept while it was offline: a hundred items in one POST /invii beside one POST for each.

Both through the handler of the form, the service and a durable commit; on this machine, and 150 ms away.
"""

import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from deploy.bench import whole
from deploy.bench.browser import Browser
from deploy.bench.far import far
from deploy.bench.ground import Ground
from deploy.bench.rounds import Go, Measures, Rounds, interleaved
from frontend.ids import uuid7
from tests.people import AHMED

ROUND_TRIP = 0.15
PAGE, FACES = "/come-sto", 5
OUTBOX = {"x-casa": "outbox", "sec-fetch-site": "same-origin"}
FEW = 10  # one by one from far away, they are as slow as more would be


async def measure(ground: Ground) -> Rounds:
    async with whole.demo(await ground.demo()) as house:
        address = urlsplit(house.house.url)
        there = str(address.hostname), int(address.port or 80)
        async with (
            far(*there, ROUND_TRIP / 2) as port,
            phone(house.house.url) as near,
            phone(f"http://localhost:{port}") as away,
        ):
            return await interleaved(cases(near, away, ground.size.items), ground.size.rounds)


def cases(near: "Phone", away: "Phone", many: int) -> dict[str, Go]:
    return {
        "100 in one, 150 ms away": partial(away.go, many, many),
        "one by one, 150 ms away": partial(away.go, FEW, 1),
        "100 in one": partial(near.go, many, many),
        "one at a time": partial(near.go, many, 1),
    }


class Phone:
    """Ahmed says how he is, again and again: a small form with a private value."""

    def __init__(self, browser: Browser, user: str) -> None:
        self.browser, self.user = browser, user
        self.said = 0

    async def go(self, items: int, together: int) -> Measures:
        batches = [[self.item() for _ in range(together)] for _ in range(0, items, together)]
        begun = perf_counter()
        for each in batches:
            await self.send(each)
        return {"rate": items / (perf_counter() - begun)}

    async def send(self, items: list[Any]) -> None:
        body = json.dumps({"user": self.user, "items": items}).encode()
        answer = json.loads(await self.browser.post_json("/invii", body, OUTBOX))
        outcomes = {it["outcome"] for it in answer["results"]}
        assert outcomes == {"accepted"}, answer["results"][0]

    def item(self) -> Any:
        self.said += 1
        face, now = str(1 + self.said % FACES), datetime.now(UTC).isoformat()
        return {"id": str(uuid7()), "action": PAGE, "fields": [["face", face]], "occurred_at": now}


@contextlib.asynccontextmanager
async def phone(url: str) -> AsyncIterator[Phone]:
    browser = await Browser(url).open()
    try:
        await browser.enter(AHMED)
        bundle = json.loads(await browser.get("/pacchetto", {"x-casa": "bundle"}))
        yield Phone(browser, bundle["user"])
    finally:
        browser.close()
