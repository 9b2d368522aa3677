"""A web node of its own that lets someone try, again and again; prints how often it said yes."""

import asyncio
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from frontend.bus import Bus
from frontend.signing_in.buckets import Buckets, buckets
from frontend.signing_in.limits import allow
from services.kernel.settings import Settings


@dataclass
class Node:
    settings: Settings
    buckets: Buckets


async def trying(data: Path, nats: str, tries: int) -> int:
    bus = Bus(Settings(data=data, nats=nats))
    await bus.open()
    node = Node(bus._settings, buckets(lambda: bus.client))
    try:
        return sum([await allow(node, "code", "marta", 10, timedelta(minutes=1)) for _ in range(tries)])
    finally:
        await bus.close()


if __name__ == "__main__":
    print(asyncio.run(trying(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
