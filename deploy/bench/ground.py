"""What every part of the bench stands on: a folder of its own, how much to measure, and a demo played only once."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from deploy.bench import whole


@dataclass(frozen=True)
class Size:
    """``rounds`` are counted after one to warm up; what follows is held by one round, the last three by a store,
    a stream and a house."""

    rounds: int
    commands: int
    facts: int
    clicks: int
    copies: int
    pages: int
    items: int
    grown: int
    subjects: int
    most: int


FULL = Size(
    rounds=5, commands=600, facts=4_000, clicks=40, copies=3, pages=400, items=100, grown=200_000,
    subjects=1_000_000, most=1_000_000,
)  # fmt: skip
QUICK = Size(
    rounds=5, commands=120, facts=500, clicks=6, copies=1, pages=40, items=100, grown=5_000,
    subjects=20_000, most=20_000,
)  # fmt: skip


@dataclass
class Stage:
    """A demo played to its end and stopped; ``seconds`` is what setting up and playing took, 0 before."""

    folder: Path
    seconds: float = 0

    async def played(self) -> Path:
        if not self.seconds:
            async with whole.demo(self.folder) as first:
                self.seconds = first.seconds
        return self.folder


@dataclass(frozen=True)
class Ground:
    """``data`` is empty and goes away with the part that uses it."""

    data: Path
    size: Size
    stage: Stage = field(repr=False)

    async def demo(self, name: str = "demo") -> Path:
        """A copy of the played demo, to be started, filled or read."""
        source = await self.stage.played()
        return Path(shutil.copytree(source, self.data / name))
