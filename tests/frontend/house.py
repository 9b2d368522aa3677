"""A small real house for the web: message server, vault and network service, read model and app."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import httpx
from litestar import Litestar

from deploy import secrets
from deploy.nats.server import NatsServer
from events.envelope import Ask, Reply
from events.message import Command
from events.network.appointment import AppointAuditor
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.person import RecordRelation, RegisterPerson
from events.role import Role
from frontend.app import create_app
from frontend.app import running as node_running
from frontend.entrance import reader as reader_for
from frontend.node import Node
from frontend.reader import NOBODY, Reader
from frontend.templating import environment
from services.kernel.claims import Claim, sign
from services.kernel.runtime import service
from services.kernel.settings import Settings
from services.network.service import app as network
from services.vault.service import Vault
from tests.frontend.example import projection, views
from tests.people import DARIO, GIULIA, MARTA, PARTNERSHIP, ROSA, UGO, Person, id_of

LONG_AGO, FAR_AWAY = date(2024, 1, 1), date(2099, 1, 1)
APPOINTMENT = id_of("Incarico di controllo")
EXAMPLE = Path(__file__).parent / "example"


@dataclass
class House:
    settings: Settings
    app: Litestar
    nats: NatsServer

    @property
    def node(self) -> Node:
        node: Node = self.app.state.node
        return node

    async def ask(self, command: Command, role: str, by: UUID = NOBODY) -> Reply:
        """As a web node would, but without a browser."""
        now = datetime.now(UTC)
        claim = Claim(person=by, role=role, partnership=PARTNERSHIP, until=now + timedelta(minutes=5))
        ask = Ask(
            command_id=uuid4(), topic=command.TOPIC, body=command.model_dump(mode="json"),
            claim=sign(claim, self.settings.claim_signing_key), occurred_at=now, received_at=now,
        )  # fmt: skip
        return await self.node.bus.send(f"casa.commands.{command.TOPIC}", ask)

    async def caught_up(self, reply: Reply) -> None:
        assert reply.accepted, reply
        assert await self.node.readmodel.reached(reply.context, reply.position, 10)

    @asynccontextmanager
    async def browser(self, person: Person | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """A client with its own cookies, signed in as someone."""
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            if person:
                client.cookies.set("casa", await self.cookie(person))
            yield client

    async def cookie(self, person: Person) -> str:
        """Of someone who has given a second factor just now."""
        now = datetime.now(UTC)
        return (await self.node.sessions.begin(person.id, Role(person.role), "it", confirmed=now))[0]

    async def token(self, client: httpx.AsyncClient) -> str:
        if "casa" not in client.cookies:
            await client.get("/entra")
        return token_of(self.node, client.cookies["casa"])


async def reader_of(made: House, person: Person) -> Reader:
    """As a request of theirs would have it now."""
    session = await made.node.sessions.find(await made.cookie(person))
    return reader_for(made.node, session, "it")


def secret(path: Path, token: str) -> None:
    """The one-time link of an empty house, as its start would leave it."""
    path.write_text(json.dumps({"hash": sha256(token.encode()).hexdigest()}))


def token_of(node: Node, cookie: str) -> str:
    class Held:
        scope = {"state": {"cookie": cookie}}

    return node.guardian.token(Held())  # type: ignore[arg-type]


@asynccontextmanager
async def house(nats: NatsServer, data: Path, demo: bool = False) -> AsyncIterator[House]:
    """With Marta the coordinator, Dario the auditor, Giulia, her parent Rosa, and Ugo who has no right at all."""
    secrets.make(data)
    (data / "secrets" / "nats.json").write_text(json.dumps(nats.passwords))
    settings = Settings(data=data, nats=nats.url, partnership=PARTNERSHIP, demo=demo)
    loader = environment().loader
    if str(EXAMPLE) not in loader.searchpath:
        loader.searchpath.append(str(EXAMPLE))
    async with AsyncExitStack() as running:
        # Of their own, not the apps of the modules: two houses may stand side by side.
        for each in (Vault(), service("network", deciders=network.deciders)):
            await each.start(settings)
            running.push_async_callback(each.stop)
        app = create_app(
            settings, extra_pages=tuple(views.handlers), extra_projections=(projection.projection,)
        )
        await running.enter_async_context(node_running(app.state.node))
        made = House(settings, app, nats)
        await ready(made)
        await people(made)
        yield made


async def ready(made: House) -> None:
    async with asyncio.timeout(30):
        while not made.node.projector.alive:
            await asyncio.sleep(0.02)


async def people(made: House) -> None:
    for it in (MARTA, DARIO, GIULIA, ROSA, UGO):
        data = PersonalData(first_name=it.first_name, last_name=it.last_name, birth_date=it.born)
        await made.caught_up(
            await made.ask(RegisterPerson(stream=it.id, dossier=it.id, identity=data), "system")
        )
    for it, by in ((MARTA, "system"), (DARIO, "coordinator")):
        grant = GrantRole(stream=member_of(it.id), dossier=it.id, role=Role(it.role), since=LONG_AGO)
        await made.caught_up(await made.ask(grant, by, MARTA.id if by == "coordinator" else NOBODY))
    everything = AppointAuditor(
        stream=APPOINTMENT, dossier=APPOINTMENT, person=DARIO.id, period_from=LONG_AGO, period_to=FAR_AWAY,
        since=LONG_AGO, until=FAR_AWAY, act="DD 1/2024",
    )  # fmt: skip
    await made.caught_up(await made.ask(everything, "coordinator", MARTA.id))
    relation = RecordRelation(
        stream=GIULIA.id, dossier=GIULIA.id, relative=ROSA.id, kind="parent", since=LONG_AGO
    )
    await made.caught_up(await made.ask(relation, "self", GIULIA.id))
