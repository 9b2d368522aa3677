"""Whether the relay slows down as dossiers grow in number: a stream with 10⁶ subjects beside one with 10³."""

import contextlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from nats.aio.client import Client

from deploy.bench.facts import point_opened
from deploy.bench.ground import Ground
from deploy.bench.parts import client_of, courier
from deploy.bench.relaying import drained
from deploy.bench.rounds import Measures, Rounds, interleaved
from services.kernel.courier import stream
from services.kernel.relay import MOST, Relay
from services.kernel.store import Store

CONTEXT = "network"
FEW = 1_000
TOGETHER = 1_000  # the server takes no more in one batch


@dataclass
class Line:
    """A store, its relay's client, and a stream that was filled beforehand."""

    store: Store
    client: Client

    async def fill(self, subjects: int) -> None:
        """Small messages, each for a dossier of its own; the last is a fact of this store, as a relay leaves it."""
        for _ in range(0, subjects, TOGETHER):
            await batch(self.client, min(subjects, TOGETHER))
        self.store.append([point_opened() for _ in range(10)])
        relay = Relay(self.store, self.client)
        relay.sequence = (await relay.js.stream_info(stream(CONTEXT))).state.last_seq
        await relay.send(self.store.waiting(0, MOST))

    async def go(self, facts: int) -> Measures:
        self.store.append([point_opened() for _ in range(facts)])
        started = perf_counter()
        await drained(Relay(self.store, self.client))
        return {"rate": facts / (perf_counter() - started)}


async def measure(ground: Ground) -> Rounds:
    many, size = ground.size.subjects, ground.size.facts
    async with contextlib.AsyncExitStack() as running:
        small = await line(running, ground.data / "few", FEW)
        large = await line(running, ground.data / "many", many)
        cases = {
            "relay at 10⁶ subjects": partial(large.go, size),
            "relay at 10³ subjects": partial(small.go, size),
        }
        return await interleaved(cases, ground.size.rounds)


async def line(running: contextlib.AsyncExitStack, data: Path, subjects: int) -> Line:
    settings = await running.enter_async_context(courier(data))
    client = await running.enter_async_context(client_of(settings, CONTEXT))
    found = Line(Store(CONTEXT, "sqlite", data), client)
    running.callback(found.store.close)
    await found.fill(subjects)
    return found


async def batch(client: Client, many: int) -> None:
    """One atomic batch, as the relay sends them."""
    name = uuid4().hex
    for n in range(1, many + 1):
        subject = f"casa.events.lucca.{CONTEXT}.{uuid4()}.PointOpened"
        headers = {"Nats-Batch-Id": name, "Nats-Batch-Sequence": str(n)}
        if n in (1, many):
            end = {"Nats-Batch-Commit": "1"} if n == many else {}
            answer = await client.request(subject, b"{}", timeout=30, headers=headers | end)
            assert b"error" not in answer.data, answer.data
        else:
            await client.publish(subject, b"{}", headers=headers)
