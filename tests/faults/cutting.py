"""Power cuts: a world under load on a disk of its own loses its power, and is asked afterwards what it still knows."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.nats import server
from deploy.nats.server import NatsServer
from tests.faults.world import World, doubled, lost, world
from tests.parts.cluster import Cluster
from tests.parts.disk import Disk
from tests.parts.nats import connected, in_own_loop

ROOT = Path(__file__).parents[2]
ANSWERS = 40


@dataclass
class Told:
    """What was acknowledged to the outside, over all cuts."""

    accepted: set[str] = field(default_factory=set)
    streamed: int = 0
    forgotten: int = 0
    """Messages the server had acknowledged and no longer has."""

    def hear(self, line: str) -> None:
        kind, _, what = line.strip().partition(" ")
        if kind == "accepted":
            self.accepted.add(what)
        elif kind == "streamed":
            self.streamed = max(self.streamed, int(what))


def cut_once(disk: Disk, data: Path, cluster: Cluster | None, told: Told, dice: random.Random) -> None:
    if cluster:
        cluster.start()
    store = cluster.address if cluster else "sqlite"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.loaded", data, store],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    goal = len(told.accepted) + ANSWERS
    while len(told.accepted) < goal:
        line = process.stdout.readline()
        assert line, "the world ended by itself"
        told.hear(line)
    time.sleep(dice.uniform(0, 0.3))
    disk.cut()
    process.kill()
    if cluster:
        cluster.kill()
    for line in process.communicate()[0].splitlines():
        told.hear(line)
    disk.power_on()
    told.forgotten += max(0, told.streamed - still_streamed(data))


def still_streamed(data: Path) -> int:
    """Asked of the message server alone, before a relay could fill up what is missing."""
    running = server.start(data)
    try:
        return int(in_own_loop(last(running)))
    finally:
        running.stop()


async def last(running: NatsServer) -> int:
    client = await connected(running.options("pacts"))
    info = await client.jetstream(timeout=10).stream_info("CASA_PACTS")
    await client.close()
    return int(info.state.last_seq)


async def after_all(data: Path, cluster: Cluster | None, told: Told) -> tuple[int, int, float]:
    """Lost, doubled, and seconds until well again."""
    if cluster:
        cluster.start()
    async with world(data, cluster.address if cluster else "sqlite", told.accepted) as it:
        seconds = await it.well()
        figures = lost(it, it.stored()), doubled(await it.streamed()), seconds
        assert await in_order(it)
    if cluster:
        cluster.stop()
    return figures


async def in_order(it: World) -> bool:
    return await it.streamed() == it.stored()
