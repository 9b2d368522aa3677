"""The whole house as its owner starts it: how long until it is ready, how much memory it takes."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from services.kernel.settings import Settings
from tests.system.house import House, start

MIB = 1024 * 1024


@dataclass
class Whole:
    """A running house; ``seconds`` is what its start took."""

    house: House
    seconds: float

    @property
    def memory(self) -> dict[str, float]:
        """MiB resident, by process."""
        return {it.name(): it.memory_info().rss / MIB for it in self.house.family()}

    def settings(self) -> Settings:
        server = self.house.family()[1]
        ports = self.house.data / "nats" / f"nats-server_{server.pid}.ports"
        return Settings(data=self.house.data, nats=json.loads(ports.read_text())["nats"][0])


@contextlib.asynccontextmanager
async def demo(data: Path) -> AsyncIterator[Whole]:
    """All in one, with the demo played."""
    begun = perf_counter()
    house = start("demo", data)
    try:
        await asyncio.to_thread(house.wait_until_ready)
        seconds = perf_counter() - begun
        await asyncio.to_thread(wait_until_healthy, house)
        yield Whole(house, seconds)
    finally:
        await asyncio.to_thread(house.interrupt)


def wait_until_healthy(house: House) -> None:
    """The read model of another release is built anew first."""
    while not house.health()["ready"]:
        sleep(0.1)
