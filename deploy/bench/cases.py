"""The parts of the bench by name: each measures the goals that name it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from deploy.bench import (
    appending,
    commands,
    growth,
    hops,
    house,
    mailbox,
    match,
    pages,
    rebuilding,
    relaying,
    slow_disk,
    subjects,
    swap,
    weight,
)
from deploy.bench.goals import POSTGRES
from deploy.bench.ground import Ground
from deploy.bench.rounds import Rounds


@dataclass(frozen=True)
class Case:
    """``quick``: whether it is part of the quick run. After ``limit`` seconds it is given up, and has failed."""

    measure: Callable[[Ground], Awaitable[Rounds]]
    quick: bool = False
    limit: float = 240


async def of_append(ground: Ground) -> Rounds:
    return await appending.measure(ground.data, ground.size.commands, ground.size.rounds)


async def of_slow_disk(ground: Ground) -> Rounds:
    return await slow_disk.measure(ground.data, ground.size.commands // 2, ground.size.rounds)


async def of_commands(ground: Ground) -> Rounds:
    return await commands.measure(ground.data, ground.size.commands, ground.size.rounds)


async def of_postgres(ground: Ground) -> Rounds:
    return await commands.measure_postgres(ground.data, ground.size.commands, ground.size.rounds)


async def of_relay(ground: Ground) -> Rounds:
    return await relaying.measure(ground.data, ground.size.facts, ground.size.rounds)


async def of_hops(ground: Ground) -> Rounds:
    return await hops.measure(ground.data, ground.size.facts, ground.size.rounds)


CASES = {
    "append": Case(of_append, quick=True),
    "commands": Case(of_commands, quick=True),
    f"commands{POSTGRES}": Case(of_postgres),
    "slow-disk": Case(of_slow_disk),
    "relay": Case(of_relay, quick=True),
    "hops": Case(of_hops, quick=True),
    "pages": Case(pages.measure, quick=True),
    "house": Case(house.measure),
    "mailbox": Case(mailbox.measure),
    "bytes": Case(weight.measure),
    "swap": Case(swap.measure),
    "match": Case(match.measure),
    "subjects": Case(subjects.measure),
    "rebuild": Case(rebuilding.measure_many, limit=600),
    "growth": Case(growth.measure, limit=1500),
}
