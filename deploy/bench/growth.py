"""What history costs: commands and pages in houses that hold 10⁴, 10⁵ and 10⁶ facts, in the same rounds."""

import asyncio
import contextlib
import json
import shutil
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from nats.aio.client import Client

from deploy.bench import signed_in
from deploy.bench.asks import Asking
from deploy.bench.browser import Browser
from deploy.bench.commands import at_once
from deploy.bench.ground import Ground
from deploy.bench.growing import grow, stores_in
from deploy.bench.parts import client_of, courier, process
from deploy.bench.rebuilding import relayed
from deploy.bench.rounds import Go, Measures, Rounds, interleaved, waits
from services.kernel import tables
from services.kernel.courier import stream
from services.kernel.settings import Settings
from services.kernel.store import Store
from tests.people import MARTA

NAMES = {10_000: "10⁴", 100_000: "10⁵", 1_000_000: "10⁶"}
PROCESSES = ("services.vault.service", "services.network.service", signed_in.__name__)
IN_FLIGHT = 64
NEW = count()  # an address nobody has asked for before is always made anew
PATHS = {"ahmed": ("/turni", "/casa"), "sara": ("/oggi",)}


@dataclass
class Grown:
    """A running house; its pages are those of people whose own life is no longer than before."""

    client: Client
    asking: Asking
    browsers: dict[str, Browser]

    async def commands(self, many: int) -> Measures:
        return await at_once(self.client, [self.asking.enrolled(uuid4()) for _ in range(many)], IN_FLIGHT)

    async def pages(self, many: int) -> Measures:
        took = []
        for n in range(many):
            for who, paths in PATHS.items():
                begun = perf_counter()
                await self.browsers[who].get(f"{paths[n % len(paths)]}?n={next(NEW)}")
                took.append(perf_counter() - begun)
        return waits(took)


async def measure(ground: Ground) -> Rounds:
    cases: dict[str, Go] = {}
    async with contextlib.AsyncExitStack() as running:
        for facts, name in NAMES.items():
            house = await grown(running, ground, name, min(facts, ground.size.most))
            cases[f"commands at {name} facts"] = partial(house.commands, ground.size.commands)
            cases[f"pages at {name} facts"] = partial(house.pages, ground.size.pages // 8)
        return await interleaved(cases, ground.size.rounds)


async def grown(running: contextlib.AsyncExitStack, ground: Ground, name: str, facts: int) -> Grown:
    begun = perf_counter()
    data = await ground.demo(name)
    shutil.rmtree(data / "nats")
    shutil.rmtree(data / "read", ignore_errors=True)
    settings = await running.enter_async_context(courier(data))
    many = await filled(settings, facts)
    for module in PROCESSES:
        await running.enter_async_context(process(module, settings))
    client = await running.enter_async_context(client_of(settings, "frontend"))
    print(f"a house of {many:,} facts, built in {perf_counter() - begun:.0f} s", flush=True)
    return Grown(client, Asking(settings, MARTA.id), await entered(data))


async def filled(settings: Settings, facts: int) -> int:
    """Stores, then streams; the one service that will run has heard all of it already."""
    stores = stores_in(settings.data)
    try:
        many = await asyncio.to_thread(grow, stores, facts)
        for store in stores:
            await relayed(settings, store)
        network = next(it for it in stores if it.name == "network")
        async with client_of(settings, network.name) as client:
            network.append([], [await heard(client, network, it) for it in stores])
        return many
    finally:
        for store in stores:
            store.close()


async def heard(client: Client, network: Store, it: Store) -> tuple[str, dict[str, object]]:
    info = await client.jetstream().stream_info(stream(it.name))
    return network.sql(tables.CURSOR), {
        "context": it.name, "epoch": it.epoch, "position": it.position,
        "sequence": info.state.last_seq, "created": str(info.created),
    }  # fmt: skip


async def entered(data: Path) -> dict[str, Browser]:
    place = json.loads((data / signed_in.PLACE).read_text())
    found = {}
    for who, cookie in place["cookies"].items():
        found[who] = await Browser(place["url"]).open()
        found[who].cookie = cookie
        for path in PATHS[who]:
            assert "<main" in await found[who].get(path)
    return found
