"""A stream of a hundred facts, read from its store and folded: ours, and the library's as its pages show it.

Time is of the processor, so that other work on the machine counts less.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from deploy.bench.core import HUNDRED, Core, enrolled, points
from deploy.bench.rounds import Measures, Rounds, interleaved
from events.network.organisation import OpenPoint
from services.kernel.sitting import Sitting

FACTS = 100


class Organisation(Aggregate):
    """The same words as our facts hold, in the library's own way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.points: dict[UUID, tuple[str, str]] = {}

    @event("PointOpened")
    def open_point(self, point: UUID, name: str, place: str, channels: list[str]) -> None:
        self.points[point] = (name, place)


async def hundred_facts(core: Core, data: Path, size: int, rounds: int) -> Rounds:
    await core.at_once([enrolled(HUNDRED)], 1)
    await core.at_once(points(FACTS - 1, (HUNDRED,)), 16)
    library, kept = kept_in_library(data / "library.sqlite")
    decider = core.writer.deciders[OpenPoint.TOPIC]

    def ours() -> Any:
        sitting = Sitting(core.store, core.writer.deciders, {}, core.keys)
        return sitting.load(decider, HUNDRED, {}).version

    def theirs() -> Any:
        found: Organisation = library.repository.get(kept)
        return found.version

    try:
        return await interleaved(
            {
                "load and fold 100 facts": lambda: loads(ours, size),
                "the library's load of 100": lambda: loads(theirs, size),
            },
            rounds,
        )
    finally:
        library.close()


def kept_in_library(file: Path) -> tuple[Application[UUID], UUID]:
    """Documented defaults: JSON transcoder, no cache, no snapshots."""
    app: Application[UUID] = Application(
        {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)}
    )
    kept = Organisation("Cooperativa La Soglia")
    for _ in range(FACTS - 1):
        kept.open_point(uuid4(), "Sportello di San Concordio", "Via Urbicciani 362, Lucca", ["desk", "phone"])
    app.save(kept)
    return app, kept.id


async def loads(load: Callable[[], Any], many: int) -> Measures:
    begun = process_time()
    for _ in range(many):
        assert load() == FACTS
    return {"rate": many / (process_time() - begun)}
