"""The event-store library as its own pages show it: ``Application.save`` from a pool of threads."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.utils import EnvType

from deploy.bench.rounds import Measures
from services.kernel.places import environment

THREADS = 64


class Kept(Aggregate):
    """One event, about as long as one of our facts."""

    def __init__(self, text: str) -> None:
        self.text = text


class Threads:
    """Documented defaults; the store lies beside ours and is as durable."""

    def __init__(self, store: str, data: Path, state: bytes) -> None:
        self.app: Application[UUID] = Application(env=settings(store, data))
        self.pool = ThreadPoolExecutor(THREADS)
        self.text = state.decode()

    async def go(self, many: int) -> Measures:
        loop = asyncio.get_running_loop()
        started = perf_counter()
        await asyncio.gather(*(loop.run_in_executor(self.pool, self.save) for _ in range(many)))
        return {"rate": many / (perf_counter() - started)}

    def save(self) -> None:
        self.app.save(Kept(self.text))

    def close(self) -> None:
        self.pool.shutdown()
        self.app.close()


def settings(store: str, data: Path) -> EnvType:
    if not store.startswith("postgresql"):
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(data / "library.sqlite")}
    ours = environment("public", store, data)
    defaults = ("POSTGRES_POOL_SIZE", "POSTGRES_MAX_OVERFLOW")
    return {
        **{name: value for name, value in ours.items() if name not in defaults},
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
    }
