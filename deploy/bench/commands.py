"""Commands to one service, from request to durable commit and reply, beside stores without a house around them."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from nats.aio.client import Client

from deploy.bench import bare
from deploy.bench.asks import ORGANISATIONS, Asking
from deploy.bench.facts import point_opened
from deploy.bench.goals import POSTGRES, of_commands
from deploy.bench.library import Threads
from deploy.bench.parts import client_of, courier, process
from deploy.bench.postgres import durable
from deploy.bench.rounds import Measures, Rounds, interleaved, waits
from deploy.bench.stores import committed, plain

IN_FLIGHT = 64
PROCESSES = ("services.vault.service", "services.network.service", bare.__name__)


class Refused(RuntimeError):
    """The service said no to a command of the bench: what was measured would not count."""


async def measure(data: Path, size: int, rounds: int) -> Rounds:
    """On SQLite; ``size`` commands a round."""
    return await on("sqlite", data / "sqlite", size, rounds, "")


async def measure_postgres(data: Path, size: int, rounds: int) -> Rounds:
    with durable() as address:
        if address is None:
            return Rounds().skip("no PostgreSQL of a wheel", *(it.name for it in of_commands(POSTGRES, 0)))
        return await on(address, data / "postgres", size, rounds, POSTGRES)


async def on(store: str, data: Path, size: int, rounds: int, where: str) -> Rounds:
    async with contextlib.AsyncExitStack() as running:
        settings = await running.enter_async_context(courier(data, store))
        client = await running.enter_async_context(client_of(settings, "frontend"))
        for module in PROCESSES:
            await running.enter_async_context(process(module, settings))
        asking, state = Asking(settings), point_opened().to_bytes()
        await at_once(client, asking.beginning(), 1)
        await at_once(client, map(asking.enrolled, ORGANISATIONS), IN_FLIGHT)
        threads = Threads(store, data, state)
        running.callback(threads.close)
        keep = plain(store, data)
        few = size // 4
        return await interleaved(
            {
                f"64 in flight{where}": lambda: at_once(client, asking.points(size), IN_FLIGHT),
                f"one fact a commit{where}": lambda: committed(keep, state, size),
                f"Application.save in 64 threads{where}": lambda: threads.go(few),
                f"one by one{where}": lambda: at_once(client, asking.points(few), 1),
                f"bare request and commit{where}": lambda: at_once(client, [(bare.SUBJECT, state)] * few, 1),
            },
            rounds,
        )


async def at_once(client: Client, asks: Iterable[tuple[str, bytes]], flying: int) -> Measures:
    """Everything is signed before the clock starts; each of ``flying`` askers waits for its answer."""
    waiting, took = iter(list(asks)), list[float]()

    async def ask() -> None:
        for subject, body in waiting:
            begun = perf_counter()
            await asked(client, subject, body)
            took.append(perf_counter() - begun)

    started = perf_counter()
    await asyncio.gather(*(ask() for _ in range(flying)))
    return {"rate": len(took) / (perf_counter() - started), **waits(took)}


async def asked(client: Client, subject: str, body: bytes) -> None:
    answer = (await client.request(subject, body, timeout=30)).data
    if subject != bare.SUBJECT and b'"outcome":"accepted"' not in answer:
        raise Refused(answer.decode())
