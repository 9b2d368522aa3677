"""The core of a service beside its raw parts: one client's commands, a stream folded, facts sealed and chained."""

from pathlib import Path

from deploy.bench.core import Core, points
from deploy.bench.facts import point_opened
from deploy.bench.loading import hundred_facts
from deploy.bench.rounds import Rounds, interleaved
from deploy.bench.sealed import Batches
from deploy.bench.stores import committed, in_sqlite


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    """``size`` commands a round, half as many sealed facts."""
    core, state = Core(data / "core"), point_opened().to_bytes()
    keep, batches = in_sqlite(data / "plain.sqlite"), Batches(data / "sealed")
    await core.begin()
    try:
        found = await interleaved(
            {
                "the core, 1 client": lambda: core.at_once(points(size), 1),
                "one fact a commit, alone": lambda: committed(keep, state, size),
            },
            rounds,
        )
        found.join(await interleaved(batches.cases(size // 2), rounds))
        return found.join(await hundred_facts(core, data, size // 8, rounds))
    finally:
        core.close()
        batches.close()
