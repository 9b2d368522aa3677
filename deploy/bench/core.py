"""A service's core with nothing around it: its writer, on a store of its own, asked as the desk asks it."""

import asyncio
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4, uuid5

from deploy.bench.asks import COORDINATOR, LONG_AGO, ORGANISATIONS, SPACE
from deploy.bench.rounds import Measures, waits
from events.access import COMMANDS
from events.category import Category
from events.message import Command
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.organisation import EnrolPartner, OpenPoint
from events.network.person import RegisterPerson
from events.role import Role
from services.kernel.deciding import Act
from services.kernel.orders import Job, Order, digest
from services.kernel.rights import HOUSE, Rights
from services.kernel.store import Store
from services.kernel.writer import Writer
from services.network.service import app as network

DIGESTS = b"digests of the bench"


class Refused(RuntimeError):
    """The core said no to a command of the bench: what was measured would not count."""


class OwnKeys:
    """Keys at hand, as they are once the vault has lent them."""

    def __init__(self) -> None:
        self.kept: dict[tuple[UUID, UUID, Category], tuple[UUID, bytes]] = {}

    def borrow(self, owner: UUID, dossier: UUID, category: Category) -> tuple[UUID, bytes]:
        return self.kept.setdefault((owner, dossier, category), (uuid4(), os.urandom(32)))


class Core:
    """The network service's deciders, rights, writer and store in this process."""

    def __init__(self, data: Path) -> None:
        self.store = Store("network", "sqlite", data)
        self.keys = OwnKeys()
        self.writer = Writer(self.store, network.deciders, Rights(self.store, COMMANDS), self.keys)
        self.writer.start()

    async def begin(self) -> None:
        """A coordinator, and the organisations commands will go to."""
        identity = PersonalData(first_name="Marta", last_name="Lenzi", birth_date=LONG_AGO.replace(year=1975))
        role = GrantRole(
            stream=member_of(COORDINATOR), dossier=COORDINATOR, role=Role.COORDINATOR, since=LONG_AGO
        )
        person = RegisterPerson(stream=COORDINATOR, dossier=COORDINATOR, identity=identity)
        await self.ask(order(person, role=Role.PUBLIC))
        await self.ask(order(role, HOUSE, Role.SYSTEM))
        await self.at_once(map(enrolled, ORGANISATIONS), 64)

    async def ask(self, it: Order) -> None:
        (reply,) = await asyncio.wrap_future(self.writer.put(Job((it,))).done)
        if not reply.accepted:
            raise Refused(reply.reason)

    async def at_once(self, orders: Iterable[Order], clients: int) -> Measures:
        """Every order is made before the clock starts; each of ``clients`` waits for its answer."""
        waiting, took = iter(list(orders)), list[float]()

        async def client() -> None:
            for it in waiting:
                begun = perf_counter()
                await self.ask(it)
                took.append(perf_counter() - begun)

        started = perf_counter()
        await asyncio.gather(*(client() for _ in range(clients)))
        return {"rate": len(took) / (perf_counter() - started), **waits(took)}

    def close(self) -> None:
        self.writer.stop()
        self.store.close()


def enrolled(organisation: UUID) -> Order:
    return order(EnrolPartner(
        stream=organisation, dossier=organisation, name="Cooperativa La Soglia", legal_form="social-cooperative",
        competences=("cohousing", "youth"), since=LONG_AGO,
    ))  # fmt: skip


def points(many: int, organisations: tuple[UUID, ...] = ORGANISATIONS) -> Iterator[Order]:
    for n in range(many):
        organisation = organisations[n * 7 % len(organisations)]
        yield order(OpenPoint(
            stream=organisation, dossier=organisation, point=uuid4(), name="Sportello di San Concordio",
            place="Via Urbicciani 362, Lucca", channels=("desk", "phone"), since=LONG_AGO,
        ))  # fmt: skip


def order(command: Command, by: UUID = COORDINATOR, role: Role = Role.COORDINATOR) -> Order:
    now = datetime.now(UTC)
    act = Act(by, role, None, None, "lucca", now, now)
    return Order(uuid4(), command, act, digest(command, DIGESTS))


HUNDRED = uuid5(SPACE, "an organisation of a hundred facts")
