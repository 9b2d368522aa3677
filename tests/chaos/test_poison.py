"""A fact that always breaks one projection, in one of twenty homes, while facts of all of them keep coming."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from statistics import quantiles
from time import monotonic
from uuid import UUID

import pytest

from events.message import FACTS
from frontend.projecting import Projection
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from services.history.service import History
from services.kernel import courier
from tests.frontend.records import BeadThreaded, forget, id_of, record
from tests.services.kernel.running import Neighbour, eventually, settings_for

HOMES, ROUNDS, PACE = 20, 12, 0.2
"""A round is a fact of each home; a pause of PACE between two rounds."""
LAG, VISIBLE = 2.0, 60.0
POISONED = id_of("home 7")


class Beads:
    """A projection that breaks on one home, or no more; and when each of the others' facts was applied."""

    def __init__(self, name: str, poisoned: UUID | None) -> None:
        self.applied: dict[UUID, float] = {}
        self.projection = Projection(
            name, 1, f"CREATE TABLE {name} (stream TEXT, n INTEGER, PRIMARY KEY (stream, n));"
        )

        @self.projection.on(BeadThreaded)
        def thread(db, fact, recorded):
            if recorded.dossier == poisoned:
                raise ValueError("always")
            row = (recorded.stream, recorded.stream_version)
            db.execute(f"INSERT INTO {name} VALUES (?, ?)", row)
            self.applied[recorded.event_id] = monotonic()


@pytest.fixture(autouse=True)
def known_here():
    FACTS[BeadThreaded.TOPIC] = BeadThreaded
    yield
    forget()


@pytest.fixture
async def settings(fresh_nats, tmp_path):
    found = settings_for(fresh_nats, tmp_path)
    history = History()
    await history.start(found)
    yield found
    await history.stop()


@asynccontextmanager
async def projecting(settings, *beads: Beads):
    client = await courier.connect(settings, "frontend")
    model = ReadModel(settings.data / "read", [it.projection for it in beads], Pulse())
    task = asyncio.create_task(Projector(lambda: client, model).run())
    try:
        yield model
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await client.close()


def rows(model: ReadModel, sql: str) -> list[tuple[object, ...]]:
    path = model.current()
    if path is None:
        return []
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


async def test_it_parks_its_own_home_in_that_projection_others_do_not_wait_and_nothing_is_lost(
    settings, fresh_nats, connect_as, capsys
):
    network = Neighbour(await connect_as("network", fresh_nats), "network")
    said: dict[UUID, float] = {}

    async def facts(first: int, last: int) -> None:
        for n in range(first, last + 1):
            for home in range(HOMES):
                it = record(f"home {home}", n)
                said[it.event_id] = monotonic()
                await network.say_bytes(it.subject, it.to_bytes())
            await asyncio.sleep(PACE)

    poisoned, well = Beads("poisoned", POISONED), Beads("well", None)
    async with projecting(settings, poisoned, well) as model:
        await facts(1, ROUNDS)
        await eventually(lambda: len(well.applied) == HOMES * ROUNDS, VISIBLE)
        parked = rows(model, "SELECT projection, dossier, left_out FROM parked")
        assert parked == [("poisoned", str(POISONED), ROUNDS)]

    lags = [poisoned.applied[it] - said[it] for it in poisoned.applied]
    assert len(lags) == (HOMES - 1) * ROUNDS
    with capsys.disabled():
        print(
            f"\n19 homes beside a poisoned one: lag p99 {quantiles(lags, n=100)[98] * 1000:.0f} ms (goal {LAG} s)"
        )

    mended = Beads("poisoned", None)
    async with projecting(settings, mended, Beads("well", None)) as model:
        await facts(ROUNDS + 1, ROUNDS + 2)
        await eventually(lambda: not rows(model, "SELECT * FROM parked"), VISIBLE)
        await eventually(lambda: len(rows(model, "SELECT * FROM well")) == HOMES * (ROUNDS + 2), VISIBLE)
        assert sorted(rows(model, "SELECT * FROM poisoned")) == sorted(rows(model, "SELECT * FROM well"))
