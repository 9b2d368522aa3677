"""What sealing a word and chaining its record cost beside appending alone, a hundred facts a transaction."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from eventsourcing.persistence import StoredEvent

from deploy.bench.core import OwnKeys
from deploy.bench.facts import point_opened
from deploy.bench.rounds import Go, Measures
from events.accompaniment.own_days import MoodTold
from events.category import Category
from events.envelope import Recorded
from events.message import Fact
from events.sealed import seal
from services.history import chain
from services.kernel.stamping import closed
from services.kernel.store import Store

TOGETHER = 100
Said = tuple[Fact, Recorded]


class Batches:
    """Both stores take records of the same shape and length; in one case boxes and links are made on the clock."""

    def __init__(self, data: Path) -> None:
        self.sealed, self.plain = (Store("network", "sqlite", data / name) for name in ("sealed", "plain"))
        self.keys = OwnKeys()

    def cases(self, size: int) -> dict[str, Go]:
        return {
            "sealed, chained, appended": lambda: self.go(size, sealing=True),
            "appended only": lambda: self.go(size, sealing=False),
        }

    async def go(self, size: int, sealing: bool) -> Measures:
        work = self.seal_and_append if sealing else self.append_only
        took = 0.0
        for _ in range(max(1, size // TOGETHER)):
            said = [mood_told() for _ in range(TOGETHER)]
            for fact, it in said:
                self.shut(fact, it)  # lends the person's key: in the house it is at hand, too
            took += work(said)
            await asyncio.sleep(0)
        return {"rate": max(1, size // TOGETHER) * TOGETHER / took}

    def seal_and_append(self, said: list[Said]) -> float:
        begun = perf_counter()
        records = [(self.shut(fact, it), it) for fact, it in said]
        stored = [put(fact, it) for fact, it in records]
        for it in stored:
            chain.link(chain.start(it.originator_id), it.state)  # type: ignore[arg-type]
        insert(self.sealed, stored)
        return perf_counter() - begun

    def append_only(self, said: list[Said]) -> float:
        records = [(self.shut(fact, it), it) for fact, it in said]
        begun = perf_counter()
        insert(self.plain, [put(fact, it) for fact, it in records])
        return perf_counter() - begun

    def shut(self, fact: Fact, it: Recorded) -> Fact:
        return closed(fact, it.event_id, it.dossier, self.keys)

    def close(self) -> None:
        self.sealed.close()
        self.plain.close()


def mood_told() -> Said:
    """A fact with one private value, and the record it will stand in."""
    person = uuid4()
    fact = MoodTold(person=person, face=seal(3, person, Category.GOALS))
    about = {"topic": fact.TOPIC, "version": fact.VERSION, "subjects": fact.about()}
    return fact, point_opened(person).model_copy(update=about)


def put(fact: Fact, it: Recorded) -> StoredEvent:
    state = it.model_copy(update={"fact": fact.model_dump(mode="json")}).to_bytes()
    return StoredEvent(it.stream, it.stream_version, it.topic, state)


def insert(store: Store, stored: Sequence[StoredEvent]) -> None:
    store.recorder.insert_events(stored, also=[])
