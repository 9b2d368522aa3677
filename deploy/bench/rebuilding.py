"""All read models built anew from the streams, beside usual runners on the same facts; and many facts at once."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from nats.aio.client import Client
from pydantic_core import from_json

from deploy.bench.facts import multiplied
from deploy.bench.ground import Ground
from deploy.bench.growing import grow, states, stores_in
from deploy.bench.parts import client_of, courier
from deploy.bench.relaying import drained
from deploy.bench.rounds import Go, Measures, Rounds, interleaved
from deploy.bench.runner import Runner, runner
from frontend import tables
from frontend.applying import Applying
from frontend.pages import projections
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from services.kernel.courier import CONTEXTS
from services.kernel.following import Arrival
from services.kernel.relay import Relay
from services.kernel.settings import Settings
from services.kernel.store import Store

SECTION = 10  # what the library's own runner reads at a time
EVENTS = 800  # a round of the library's runner


class Parked(RuntimeError):
    """A fact could not be applied, so that less was done than is claimed."""


async def measure(ground: Ground) -> Rounds:
    """The facts of a played demo, some times over under other ids."""
    demo = await ground.demo()
    stores = [multiplied(context, demo, ground.data, ground.size.copies) for context in CONTEXTS]
    async with streamed(ground.data, stores) as site:
        with runner() as library:
            found = await interleaved(cases(site, ground.data, library), ground.size.rounds)
    return found if library else found.skip("no PostgreSQL of a wheel", "R1")


async def measure_many(ground: Ground) -> Rounds:
    """The main thing a rebuild is: 200,000 facts read, applied, indexed, on disk, and pointed to."""
    stores = stores_in(await ground.demo())
    grow(stores, ground.size.grown)
    async with streamed(ground.data / "demo", stores) as site:
        return await interleaved(
            {
                "rebuild of 200,000 facts": site.rebuilt,
                "read and decode 200,000 facts": lambda: decoded(stores),
            },
            ground.size.rounds,
        )


def cases(site: "Site", data: Path, library: Runner | None) -> dict[str, Go]:
    every: dict[str, Go] = {
        "rebuild of all read models": site.rebuilt,
        "one transaction a fact": lambda: one_by_one(site.stores, data / "runner.sqlite", site.many),
    }
    if library is not None:
        every["the library's ProjectionRunner"] = lambda: library.go(EVENTS)
    return every


@dataclass
class Site:
    """Stores, a message server whose streams hold all their facts, and a web node's client."""

    stores: list[Store]
    client: Client
    model: ReadModel

    @property
    def many(self) -> int:
        return sum(store.position for store in self.stores)

    async def rebuilt(self) -> Measures:
        """Until the pointer names the new file, which is on disk by then."""
        many = self.many
        started = perf_counter()
        path = await Projector(lambda: self.client, self.model).build()
        seconds = perf_counter() - started
        check(path, many)
        return {"rate": many / seconds}


@contextlib.asynccontextmanager
async def streamed(data: Path, stores: list[Store]) -> AsyncIterator[Site]:
    try:
        async with courier(data / "site") as settings, client_of(settings, "frontend") as client:
            for store in stores:
                await relayed(settings, store)
            yield Site(stores, client, ReadModel(data / "site" / "read", projections(), Pulse()))
    finally:
        for store in stores:
            store.close()


async def relayed(settings: Settings, store: Store) -> None:
    async with client_of(settings, store.name) as client:
        await drained(Relay(store, client))


async def decoded(stores: list[Store]) -> Measures:
    """As plain as it gets: bytes from the disk, parsed, and nothing checked."""
    started, many = perf_counter(), 0
    for state in states(stores):
        from_json(state)
        many += 1
    return {"rate": many / (perf_counter() - started)}


async def one_by_one(stores: list[Store], path: Path, many: int) -> Measures:
    """The same functions on the same tables, live: WAL, synchronous=FULL, indexes there from the start."""
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()
    db = tables.writing(path)
    db.execute("PRAGMA synchronous = FULL")
    tables.create(db, projections())
    tables.index(db, projections())
    started = perf_counter()
    applying = Applying(db, projections())
    for store in stores:
        for arrival in sections(store):
            applying.take([arrival])
    seconds = perf_counter() - started
    db.close()
    check(path, many)
    return {"rate": many / seconds}


def sections(store: Store) -> Iterator[Arrival]:
    position = 0
    while found := store.waiting(position, SECTION):
        for it in found:
            yield Arrival(store.name, store.epoch, it.id, it.id, "", it.state)
        position = found[-1].id


def check(path: Path, many: int) -> None:
    db = tables.writing(path)
    taken = db.execute("SELECT sum(position) FROM cursors").fetchone()[0]
    parked = db.execute("SELECT count(*) FROM parked").fetchone()[0]
    db.close()
    if taken != many or parked:
        raise Parked(f"{taken} of {many} taken, {parked} dossiers parked")
