"""A world under load in a process of its own, that is killed: it says each answer it got as soon as it has it."""

import asyncio
import sys
from pathlib import Path

from events.access import COMMANDS
from services.kernel import runtime
from tests.faults.world import World, world
from tests.services.kernel import alarm, shelf
from tests.services.kernel.words import known


async def main(data: Path, store: str) -> None:
    async with world(data, store) as it, it.load():
        await asyncio.gather(tell_accepted(it), tell_streamed(it))


async def tell_accepted(it: World) -> None:
    told: set[str] = set()
    while True:
        for command in it.accepted - told:
            sys.stdout.write(f"accepted {command}\n")
            told.add(command)
        sys.stdout.flush()
        await asyncio.sleep(0.005)


async def tell_streamed(it: World) -> None:
    """How many messages the message server has acknowledged."""
    before = 0
    while True:
        if (now := it.shop.relay.sequence) > before and not it.shop.relay.trouble:
            sys.stdout.write(f"streamed {now}\n")
            before = now
        await asyncio.sleep(0.005)


if __name__ == "__main__":
    runtime.COMMANDS = {**COMMANDS, **shelf.GRANTS, **alarm.GRANTS}  # type: ignore[attr-defined]
    with known():
        asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
