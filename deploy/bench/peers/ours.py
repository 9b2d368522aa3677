"""The house's own store and core, doing what the peers do: without its door, its relay and its pages."""

from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

from deploy.bench.core import Core, enrolled, points
from deploy.bench.facts import point_opened
from deploy.bench.rounds import Measures
from events.network.organisation import OpenPoint
from services.kernel.sitting import Sitting
from services.kernel.store import Store

STREAMS, LONG, SECTION = 20, 100, 500


class OurStore:
    """Appends with the expected version, one durable transaction each: what a store alone does."""

    def __init__(self, store: str, data: Path) -> None:
        self.store = Store("network", store, data)

    async def go(self, appends: int) -> Measures:
        streams = [uuid4() for _ in range(STREAMS)]
        records = [
            point_opened(streams[n % STREAMS]).model_copy(update={"stream_version": n // STREAMS + 1})
            for n in range(appends)
        ]
        begun = perf_counter()
        for it in records:
            self.store.append([it])
        took = perf_counter() - begun
        return {"append": appends / took, "load": self.loaded(appends // 10), "read": self.read()}

    def loaded(self, many: int) -> float:
        stream = uuid4()
        long = [point_opened(stream).model_copy(update={"stream_version": n + 1}) for n in range(LONG)]
        self.store.append(long)
        begun = perf_counter()
        for _ in range(many):
            assert len([it.revived() for it in self.store.history(stream)]) == LONG
        return many / (perf_counter() - begun)

    def read(self) -> float:
        """Everything from the start as the relay takes it: verbatim, nothing done with it."""
        position, many, begun = 0, 0, perf_counter()
        while found := self.store.waiting(position, SECTION):
            many, position = many + len(found), found[-1].id
        return many / (perf_counter() - begun)

    def close(self) -> None:
        self.store.close()


class OurCore:
    """One client's commands: rights, decision, remembered answer and commit; loads with the cache left out."""

    def __init__(self, data: Path) -> None:
        self.core = Core(data)

    async def begin(self) -> "OurCore":
        await self.core.begin()
        return self

    async def go(self, appends: int) -> Measures:
        done = await self.core.at_once(points(appends), 1)
        long = uuid4()
        await self.core.at_once([enrolled(long)], 1)
        await self.core.at_once(points(LONG - 1, (long,)), 16)
        return {"append": done["rate"], "load": self.loaded(long, appends // 10)}

    def loaded(self, stream: UUID, many: int) -> float:
        core, begun = self.core, perf_counter()
        decider = core.writer.deciders[OpenPoint.TOPIC]
        for _ in range(many):
            sitting = Sitting(core.store, core.writer.deciders, {}, core.keys)
            assert sitting.load(decider, stream, {}).version == LONG
        return many / (perf_counter() - begun)

    def close(self) -> None:
        self.core.close()
