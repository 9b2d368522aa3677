"""A backlog goes from a store to its stream, beside publishing the same bytes one by one."""

import asyncio
from pathlib import Path
from time import perf_counter

from nats.aio.client import Client

from deploy.bench.facts import point_opened
from deploy.bench.parts import client_of, courier
from deploy.bench.rounds import Measures, Rounds, interleaved
from services.kernel.relay import MOST, Relay
from services.kernel.store import Store

ELSEWHERE = "casa.events.lucca.intake.bench.PointOpened"


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    """``size`` facts a round; the server syncs after each write or batch, as the house runs it."""
    async with (
        courier(data) as settings,
        client_of(settings, "network") as ours,
        client_of(settings, "intake") as another,
    ):
        store = Store("network", "sqlite", data)
        state = point_opened().to_bytes()
        try:
            return await interleaved(
                {
                    "relay, backlog": lambda: relayed(store, ours, size),
                    "publish one by one": lambda: published(another, state, size // 4),
                },
                rounds,
            )
        finally:
            store.close()


async def relayed(store: Store, client: Client, many: int) -> Measures:
    """A relay that starts with a backlog, its search for the place to go on included."""
    store.append([point_opened() for _ in range(many)])
    started = perf_counter()
    await drained(Relay(store, client))
    return {"rate": many / (perf_counter() - started)}


async def drained(relay: Relay) -> None:
    await relay.find_place()
    while waiting := await asyncio.to_thread(relay.store.waiting, relay.position, MOST):
        await relay.send(waiting)


async def published(client: Client, state: bytes, many: int) -> Measures:
    js = client.jetstream(timeout=10)
    started = perf_counter()
    for _ in range(many):
        await js.publish(ELSEWHERE, state)
    return {"rate": many / (perf_counter() - started)}
