"""The event-store library the house is built on, with its documented defaults."""

from itertools import count
from pathlib import Path
from time import perf_counter
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from deploy.bench.facts import point_opened
from deploy.bench.library import settings
from deploy.bench.rounds import Measures

STREAMS, LONG, SECTION = 20, 100, 10


class Points(Aggregate):
    def __init__(self) -> None:
        self.states: list[str] = []

    @event("Opened")
    def open_point(self, state: str) -> None:
        self.states.append(state)


class Library:
    def __init__(self, store: str, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.app: Application[UUID] = Application(settings(store, data))
        self.state = point_opened().to_bytes().decode()

    async def go(self, appends: int) -> Measures:
        return {"append": self.appended(appends), "load": self.loaded(appends // 10), "read": self.read()}

    def appended(self, many: int) -> float:
        streams = [Points() for _ in range(STREAMS)]
        self.app.save(*streams)
        begun = perf_counter()
        for n in range(many):
            streams[n % STREAMS].open_point(self.state)
            self.app.save(streams[n % STREAMS])
        return many / (perf_counter() - begun)

    def loaded(self, many: int) -> float:
        long = Points()
        for _ in range(LONG - 1):
            long.open_point(self.state)
        self.app.save(long)
        begun = perf_counter()
        for _ in range(many):
            found: Points = self.app.repository.get(long.id)
            assert found.version == LONG
        return many / (perf_counter() - begun)

    def read(self) -> float:
        """Ten at a time, as its runner does; nothing done with it."""
        begun, many = perf_counter(), 0
        for start in count(1, SECTION):
            found = self.app.notification_log.select(start, SECTION)
            many += len(list(map(self.app.mapper.to_domain_event, found)))
            if len(found) < SECTION:
                return many / (perf_counter() - begun)
        return 0

    def close(self) -> None:
        self.app.close()
