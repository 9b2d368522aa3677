"""A service as a thing that runs: commands in, facts out, reactions and dues, watched over and able to say how it is."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import structlog
from eventsourcing.persistence import PersistenceError
from nats.errors import Error as NatsError

from events.access import COMMANDS
from services.kernel import courier, logs, telemetry
from services.kernel.deciding import Decider, Dues, Reaction
from services.kernel.desk import Desk
from services.kernel.edge import edge, sent
from services.kernel.health import told
from services.kernel.keyring import Keyring
from services.kernel.letters import Answer
from services.kernel.reactions import Reactions
from services.kernel.relay import Relay
from services.kernel.rights import Rights
from services.kernel.room import full
from services.kernel.settings import Settings
from services.kernel.store import Store
from services.kernel.ticker import Ticker
from services.kernel.watched import say_how_it_is, switched_on, watched
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)


class App(Protocol):
    """What the house runs: alone in a process, or all together on one loop."""

    name: str

    async def start(self, settings: Settings) -> None: ...
    async def stop(self) -> None: ...
    def health(self) -> dict[str, Any]: ...


class Service:
    """One context's deciders, policies and dues, from the same object in every way of running."""

    def __init__(
        self,
        name: str,
        deciders: tuple[Decider[Any], ...],
        react: Reaction | None,
        dues: Dues | None,
        listens: tuple[str, ...],
        errands: tuple["Errand", ...] = (),
    ) -> None:
        self.name = name
        self.errands = errands
        self.deciders = deciders
        self.react = react
        self.dues = dues
        self.listens = listens
        self.troubles: dict[str, str] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self.sending: set[asyncio.Task[None]] = set()
        self.ready = False

    async def start(self, settings: Settings) -> None:
        """Returns when the service hears commands."""
        self.troubles = {}
        self.settings = settings
        self.client = await courier.connect(settings, self.name)
        self.keyring = Keyring(self.client, self.name)
        self.store = await asyncio.to_thread(Store, self.name, settings.store, settings.data)
        self.build(settings)
        await self.relay.look_first()
        self.writer.start()
        self.tasks = [self.supervised(name, it) for name, it in self.parts()]
        self.app = edge(self.name, settings, self.desk)
        await self.app.start()
        await courier.settled(self.app.broker._connection)  # type: ignore[union-attr,arg-type]  # or the first commands are lost
        self.ready = True

    def build(self, settings: Settings) -> None:
        loop = asyncio.get_running_loop()
        self.relay = Relay(self.store, self.client)
        rights = Rights(self.store, COMMANDS)
        self.writer = Writer(
            self.store, self.deciders, rights, self.keyring, self.dues,
            committed=lambda: wake(loop, self.relay),
        )  # fmt: skip
        self.writer.halted = self.halted
        self.reactions = Reactions(self.store, settings, self.writer, self.client, self.react, self.listens)
        self.ticker = Ticker(self.store, settings, self.writer)
        self.desk = Desk(self.name, settings, self.writer, self.reactions, self.send)

    def send(self, answers: list[Answer]) -> None:
        """Over the connection that is closed last, so that what was decided while stopping is still told."""
        sending = asyncio.create_task(sent(self.client, answers))
        self.sending.add(sending)
        sending.add_done_callback(self.sending.discard)

    def halted(self) -> str | None:
        """Why nothing may be decided now, if so."""
        if self.relay.diverged:
            return "diverged"
        if self.store.gone:
            return "store"
        return "disk" if self.settings.store == "sqlite" and full(self.settings.data) else None

    def parts(self) -> list[tuple[str, Coroutine[Any, Any, None]]]:
        return [
            ("relay", self.relay.run()),
            ("reactions", self.reactions.run()),
            ("ticker", self.ticker.run()),
            *((name, run(self)) for name, run in self.errands),
        ]

    def supervised(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """A part that ends is never silent: health goes red and the log says which."""
        task = asyncio.create_task(work, name=f"{self.name}.{name}")

        def ended(task: asyncio.Task[None]) -> None:
            if not task.cancelled():
                error = task.exception()
                self.troubles[name] = type(error).__name__ if error else "ended"
                log.error("a part has died", context=self.name, part=name, error=self.troubles[name])

        task.add_done_callback(ended)
        return task

    async def stop(self) -> None:
        """Commands first, so that nothing is accepted that could not be finished."""
        self.ready = False
        with contextlib.suppress(Exception):
            await self.app.stop()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await asyncio.to_thread(self.writer.stop)
        await asyncio.gather(*self.sending, return_exceptions=True)
        with contextlib.suppress(NatsError, OSError):  # the server may be away, and then nobody waits
            await self.client.flush(timeout=1)
        with contextlib.suppress(NatsError, OSError):
            await self.client.close()
        self.store.close()

    def health(self) -> dict[str, Any]:
        if not self.ready:
            return {"ready": False, "lag": {}, "trouble": ["starting"]}
        followings = self.reactions.followings
        trouble = [f"{part}: {what}" for part, what in self.troubles.items()]
        trouble += [f"relay: {self.relay.trouble}"] if self.relay.trouble else []
        trouble += [f"following {each}: {it.trouble}" for each, it in followings.items() if it.trouble]
        trouble += ["disk: full"] if self.halted() == "disk" else []
        trouble += [] if self.writer.alive else ["writer: ended"]
        lag = {each: it.lag for each, it in followings.items()}
        try:
            self.store.reachable()
            lag["relay"] = self.relay.lag
            trouble += [f"parked: {self.store.parked}"] if self.store.parked else []
        except PersistenceError as error:
            trouble.append(f"store: {self.store.ailing or type(error).__name__}")
        waiting = {"queue": self.writer.jobs.qsize(), "leases": self.keyring.lent}
        return {"ready": not trouble, "lag": lag, "trouble": trouble, "measures": waiting}


Errand = tuple[str, Callable[[Service], Coroutine[Any, Any, None]]]
"""What a service does besides deciding, for as long as it lives: a name for health, and the work."""


def wake(loop: asyncio.AbstractEventLoop, relay: Relay) -> None:
    """From the writer's thread; at the very end the loop may already be closed, and then nobody listens."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(relay.wake)


def service(
    name: str,
    *,
    deciders: tuple[Decider[Any], ...],
    react: Reaction | None = None,
    dues: Dues | None = None,
    listens: tuple[str, ...] = (),
    errands: tuple[Errand, ...] = (),
) -> Service:
    """``listens`` names the contexts whose facts ``react`` wants to hear (its own among them, if it does)."""
    return Service(name, deciders, react, dues, listens, errands)


def run_alone(app: App) -> None:
    """One service as its own process, until SIGINT or SIGTERM."""
    asyncio.run(alone(app))


async def alone(app: App) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    settings = Settings()
    logs.configure(settings, app.name)
    switched_on(settings, app.name)
    telemetry.watch(app.name, app.health)
    async with watched(settings, lambda: told(app.health())):
        await app.start(settings)
        telling = asyncio.create_task(say_how_it_is(settings, app.name, app.health))
        sys.stdout.write(f"{app.name} is ready\n")
        sys.stdout.flush()
        await stop.wait()
        telling.cancel()
        await app.stop()
