"""All read models built anew from the streams, beside the usual runner: one transaction a fact, on the same facts."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from nats.aio.client import Client

from deploy.bench.facts import multiplied
from deploy.bench.parts import client_of, courier
from deploy.bench.relaying import drained
from deploy.bench.rounds import Measures, Rounds, interleaved
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


class Parked(RuntimeError):
    """A fact could not be applied, so that less was done than is claimed."""


async def measure(data: Path, demo: Path, times: int, rounds: int) -> Rounds:
    """The facts of a played demo, ``times`` over under other ids."""
    async with courier(data) as settings, client_of(settings, "frontend") as client:
        stores = [multiplied(context, demo, data, times) for context in CONTEXTS]
        for store in stores:
            await relayed(settings, store)
        many = sum(store.position for store in stores)
        model = ReadModel(data / "read", projections(), Pulse())
        try:
            return await interleaved(
                {
                    "rebuild of all read models": lambda: rebuilt(client, model, many),
                    "one transaction a fact": lambda: one_by_one(stores, data / "runner.sqlite", many),
                },
                rounds,
            )
        finally:
            for store in stores:
                store.close()


async def relayed(settings: Settings, store: Store) -> None:
    async with client_of(settings, store.name) as client:
        await drained(Relay(store, client))


async def rebuilt(client: Client, model: ReadModel, many: int) -> Measures:
    """Until the pointer names the new file, which is on disk by then."""
    started = perf_counter()
    path = await Projector(lambda: client, model).build()
    seconds = perf_counter() - started
    check(path, many)
    return {"rate": many / seconds}


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
