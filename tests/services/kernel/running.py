"""Services that run on a real message server, and a web node of three lines that asks them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from nats.aio.client import Client

from deploy import secrets
from deploy.nats.server import NatsServer
from events.envelope import Ask, Recorded, Reply
from events.message import Command, Fact
from services.kernel import clock
from services.kernel.claims import Claim, sign
from services.kernel.runtime import App, Service
from services.kernel.settings import Settings
from services.kernel.stamping import stamp
from tests.people import PARTNERSHIP, UGO
from tests.services.kernel.conftest import Pocket, order
from tests.services.kernel.shelf import PlaceBook
from tests.services.story import act


def settings_for(nats: NatsServer, data: Path, store: str = "sqlite") -> Settings:
    secrets.make(data)
    return Settings(data=data, nats=nats.url, store=store)


@asynccontextmanager
async def running(settings: Settings, *apps: App) -> AsyncIterator[None]:
    """Ended within five seconds each, or the test fails."""
    begun: list[App] = []
    try:
        for app in apps:
            await app.start(settings)
            begun.append(app)
        yield
    finally:
        for app in reversed(begun):
            await asyncio.wait_for(app.stop(), 8)


async def eventually(holds: Callable[[], Any], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


@dataclass
class Web:
    """Signs who asks and sends it, as a web node would."""

    client: Client
    settings: Settings

    def asking(self, command: Command, by: UUID = UGO.id, role: str = "public", **more: Any) -> Ask:
        until = clock.now() + timedelta(minutes=5)
        claim = Claim(person=by, role=role, partnership=PARTNERSHIP, until=until)
        now: datetime = clock.now()
        said = {
            "command_id": uuid4(), "topic": command.TOPIC, "body": command.model_dump(mode="json"),
            "claim": sign(claim, self.settings.claim_signing_key), "occurred_at": now, "received_at": now,
        }  # fmt: skip
        return Ask.model_validate({**said, **more})

    async def send(self, ask: Ask, subject: str | None = None, timeout: float = 5) -> Reply:
        subject = subject or f"casa.commands.{ask.topic}"
        answer = await self.client.request(subject, ask.model_dump_json().encode(), timeout=timeout)
        return Reply.model_validate_json(answer.data)

    async def ask(self, command: Command, **more: Any) -> Reply:
        return await self.send(self.asking(command, **more))


@dataclass
class Neighbour:
    """Publishes facts on a context's stream, as its relay would."""

    client: Client
    context: str
    epoch: str = "epoch-one"
    said: list[tuple[str, bytes]] = field(default_factory=list)

    async def say(self, fact: Fact, /, **changed: Any) -> Recorded:
        stream = uuid4()
        asked = order(PlaceBook(stream=stream, dossier=stream, reader=stream), by=act(UGO, "public"))
        record, _ = stamp(fact, asked, 0, stream, 1, stream, clock.now(), Pocket())
        record = record.model_copy(update=changed)
        await self.say_bytes(record.subject, record.to_bytes())
        return record

    async def say_bytes(self, subject: str, data: bytes) -> None:
        self.said.append((subject, data))
        await self.publish(len(self.said))

    async def say_all_again(self) -> None:
        for position in range(1, len(self.said) + 1):
            await self.publish(position)

    async def publish(self, position: int) -> None:
        subject, data = self.said[position - 1]
        headers = {"Casa-Epoch": self.epoch, "Casa-Position": str(position)}
        stream = f"CASA_{self.context.upper()}"
        await self.client.jetstream().publish(subject, data, stream=stream, headers=headers)


def stored(service: Service, topic: str = "") -> list[dict[str, Any]]:
    found = [json.loads(it.state) for it in service.store.waiting(0, 10_000)]
    return [record for record in found if topic in record["topic"]]
