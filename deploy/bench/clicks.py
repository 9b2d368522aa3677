"""From one reader's click to another reader's page that shows it: form, command, commit, stream, rows, news, page."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from time import perf_counter
from uuid import uuid4

from nats.aio.client import Client

from deploy.bench.asks import Asking
from deploy.bench.browser import HTMX, TOKEN, Browser
from deploy.bench.commands import asked
from deploy.bench.hop import Hop
from deploy.bench.parts import client_of
from deploy.bench.rounds import Measures, Rounds, interleaved, waits
from services.kernel.settings import Settings
from tests.people import AHMED, MARCO, MARTA

PAUSE = 0.02
PATIENCE = 10.0
BUSY = 75
WEEK = "/turni"
DONE = 'class="turn turn-done"'
SINCE = re.compile(r"/novita\?[^\"]*since=(\d+)")
MARK = re.compile(r'id="fatto-([^"]+)" action="/turni/fatti"')


async def measure(url: str, settings: Settings, size: int, rounds: int) -> Rounds:
    """``size`` clicks a round in a house that plays the demo, alone and among 75 commands a second."""
    async with (
        client_of(settings, "frontend") as client,
        client_of(settings, "frontend") as second,
        clicking(url) as pair,
    ):
        hop = await Hop(client, second).start()
        quiet = {
            "click to another's page": lambda: pair.go(size),
            "JetStream hop": lambda: hop.go(size, PAUSE),
        }
        busy = {
            "click, 75 commands/s": lambda: pair.go(size),
            "hop, 75 commands/s": lambda: hop.go(size, PAUSE),
        }
        found = await interleaved(quiet, rounds)
        async with others(client, settings):
            found.figures |= (await interleaved(busy, rounds)).figures
        return found


class Pair:
    """Ahmed marks a turn of his as done, and as not done after all; Marco's open week follows."""

    def __init__(self, ahmed: Browser, marco: Browser, ear: Browser, turn: str, token: str) -> None:
        self.ahmed, self.marco, self.ear = ahmed, marco, ear
        self.turn, self.token = turn, token
        self.done = False
        self.shown = 0
        self.fresh = asyncio.Event()

    async def follow(self, since: int) -> None:
        """As Marco's page does: on news it fetches its own block."""
        async for _ in self.ear.news(since):
            shown = (await self.marco.get(WEEK, HTMX)).count(DONE)
            if shown != self.shown:
                self.shown = shown
                self.fresh.set()

    async def go(self, many: int) -> Measures:
        took = [await self.click() for _ in range(many)]
        return waits(took)

    async def click(self) -> float:
        """Seconds until Marco's page shows it."""
        path = f"{WEEK}/fatti/{self.turn}/annullo" if self.done else f"{WEEK}/fatti"
        fields = {"command_id": str(uuid4()), "_csrf_token": self.token}
        fields |= {} if self.done else {"turn": self.turn}
        self.fresh.clear()
        begun = perf_counter()
        sent = asyncio.create_task(self.ahmed.post(path, fields, HTMX))
        async with asyncio.timeout(PATIENCE):
            await self.fresh.wait()
        took = perf_counter() - begun
        await sent
        self.done = not self.done
        await asyncio.sleep(PAUSE)
        return took


@contextlib.asynccontextmanager
async def clicking(url: str) -> AsyncIterator[Pair]:
    ahmed, marco, ear = [await Browser(url).open() for _ in range(3)]
    await ahmed.enter(AHMED)
    await marco.enter(MARCO)
    ear.cookie = marco.cookie
    own, week = await ahmed.get(WEEK), await marco.get(WEEK)
    turn, token, since = MARK.search(own), TOKEN.search(own), SINCE.search(week)
    if not (turn and token and since):
        raise RuntimeError("Ahmed has no open turn this week")
    pair = Pair(ahmed, marco, ear, turn[1], token[1])
    pair.shown = week.count(DONE)
    following = asyncio.create_task(pair.follow(int(since[1])))
    try:
        yield pair
    finally:
        following.cancel()
        for it in (ahmed, marco, ear):
            it.close()


@contextlib.asynccontextmanager
async def others(client: Client, settings: Settings) -> AsyncIterator[None]:
    """Further 75 commands a second, each sent when it is due, whatever became of those before."""
    asking = Asking(settings, MARTA.id)
    sent: set[asyncio.Task[None]] = set()

    async def keep_asking() -> None:
        while True:
            task = asyncio.create_task(asked(client, *asking.enrolled(uuid4())))
            sent.add(task)
            task.add_done_callback(sent.discard)
            await asyncio.sleep(1 / BUSY)

    busy = asyncio.create_task(keep_asking())
    try:
        yield
    finally:
        busy.cancel()
        await asyncio.gather(*sent)
