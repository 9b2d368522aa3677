"""The whole house, started as its owner starts it: rebuilt, then clicked in; how long it takes to start, its memory."""

from deploy.bench import clicks, rebuilding, whole
from deploy.bench.ground import Ground
from deploy.bench.rounds import Rounds

# Gross breakage only: a shared machine must not fail a sound house.
START, MEMORY = 60.0, 600.0


class Gross(RuntimeError):
    """Far beyond what a house may take."""


async def measure(ground: Ground) -> Rounds:
    """The demo was played once; its facts are rebuilt, then it is started again and clicked in."""
    found = await rebuilding.measure(ground)
    async with whole.demo(ground.data / "demo") as house:
        asked = await clicks.measure(
            house.house.url, house.settings(), ground.size.clicks, ground.size.rounds
        )
        memory = house.memory
    found.join(asked)
    found.notes = {
        "start_with_demo_s": round(ground.stage.seconds, 1),
        "start_set_up_s": round(house.seconds, 1),
        **{f"memory_mib_{name}": round(it) for name, it in memory.items()},
    }
    guard(house.seconds, memory)
    return found


def guard(seconds: float, memory: dict[str, float]) -> None:
    if seconds > START or sum(memory.values()) > MEMORY:
        raise Gross(f"start {seconds:.0f} s, memory {sum(memory.values()):.0f} MiB")
