"""The cases by name, and how much of each a full and a quick run measures."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.bench import clicks, commands, pages, rebuilding, relaying, whole
from deploy.bench.rounds import Rounds


@dataclass(frozen=True)
class Size:
    """``rounds`` are counted after one to warm up; the rest is what one round holds."""

    rounds: int
    commands: int
    facts: int
    clicks: int
    copies: int
    pages: int


FULL = Size(rounds=5, commands=600, facts=4_000, clicks=40, copies=3, pages=400)
QUICK = Size(rounds=5, commands=120, facts=500, clicks=6, copies=1, pages=40)
Case = Callable[[Path, Size], Awaitable[Rounds]]


async def of_commands(data: Path, size: Size) -> Rounds:
    return await commands.measure(data, size.commands, size.rounds)


async def of_relay(data: Path, size: Size) -> Rounds:
    return await relaying.measure(data, size.facts, size.rounds)


async def of_house(data: Path, size: Size) -> Rounds:
    """The demo is played once; its facts are rebuilt, then it is started again and clicked in."""
    async with whole.demo(data / "demo") as first:
        print(f"start, setting up and playing the demo: {first.seconds:.1f} s")
    found = await rebuilding.measure(data / "rebuild", data / "demo", size.copies, size.rounds)
    async with whole.demo(data / "demo") as house:
        print(f"start, already set up: {house.seconds:.1f} s")
        found.figures |= (
            await clicks.measure(house.house.url, house.settings(), size.clicks, size.rounds)
        ).figures
        print("memory:", ", ".join(f"{name} {it:.0f} MiB" for name, it in house.memory.items()))
    return found


async def of_pages(data: Path, size: Size) -> Rounds:
    return await pages.measure(data, size.pages, size.rounds)


CASES: dict[str, Case] = {"relay": of_relay, "pages": of_pages, "house": of_house, "commands": of_commands}
