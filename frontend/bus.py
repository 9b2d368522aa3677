"""The way to the services: a command goes out under a signed claim, and what became of it comes back."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

import structlog
from litestar.exceptions import NotFoundException
from nats.aio.client import Client
from nats.errors import Error as NatsError
from pydantic import ValidationError

from events.access import COMMANDS
from events.envelope import Ask, Reply
from events.message import Command
from events.role import Role
from frontend.reader import Reader
from frontend.scope.queries import taken_by_another
from services.kernel import clock, telemetry
from services.kernel.claims import Claim, sign
from services.kernel.courier import connect
from services.kernel.settings import Settings

PATIENCE = 5.0
GLANCE = 0.1
CLAIM_LASTS = timedelta(minutes=5)

log = structlog.get_logger()


class Unreachable(Exception):
    """Nobody answered: it is not known what became of the command, and the same one may be sent again."""


class Bus:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: Client | None = None
        self._signed = lru_cache(maxsize=1_000)(partial(sign, key=settings.claim_signing_key))
        self._heard = datetime.now(UTC)

    async def open(self, password: str | None = None) -> Client:
        """Waits until the message server is there."""
        self._client = await connect(self._settings, "frontend", password)
        return self._client

    async def close(self) -> None:
        if self._client and not self._client.is_closed:
            await self._client.close()

    @property
    def client(self) -> Client:
        """Raises Unreachable while the message server is away."""
        if self._client is None or not self._client.is_connected:
            raise Unreachable("message server")
        self._heard = datetime.now(UTC)
        return self._client

    @property
    def lost_at(self) -> datetime | None:
        """When the message server was last seen; None while it is there."""
        try:
            _ = self.client
        except Unreachable:
            return self._heard
        return None

    async def ask(
        self,
        reader: Reader,
        command: Command,
        command_id: UUID,
        after: UUID | None = None,
        seen: Mapping[str, int] | None = None,
        when: datetime | None = None,
    ) -> Reply:
        """What became of it; `when` it happened, if that is not now.

        Raises Unreachable, or NotFoundException for an id that is something else's.
        """
        if reader.db is not None and taken_by_another(reader.db, command.stream, command.context()):
            raise NotFoundException
        now = clock.now()
        ask = Ask(
            command_id=command_id,
            topic=command.TOPIC,
            version=command.VERSION,
            body=command.model_dump(mode="json"),
            claim=self.claim(reader, command, now),
            occurred_at=when or now,
            zone=self._settings.zone,
            received_at=now,
            after=after,
            seen=dict(seen or {}),
        )
        return await self.send(f"casa.commands.{command.TOPIC}", ask)

    def claim(self, reader: Reader, command: Command, now: datetime) -> str:
        said = Claim(
            person=reader.looker.person,
            role=role_for(reader, command),
            partnership=reader.partnership,
            organisation=reader.looker.organisation,
            on_behalf_of=reader.on_behalf_of,
            context=command.context(),
            # To the minute, so that services need not check a new signature for every command.
            until=(now + CLAIM_LASTS).replace(second=0, microsecond=0),
        )
        return self._signed(said)

    async def send(self, subject: str, ask: Ask) -> Reply:
        try:
            with telemetry.span("command", command=ask.topic):
                message = await answered(self.client, subject, ask.model_dump_json().encode())
            return Reply.model_validate_json(message)
        except (NatsError, OSError, ValidationError) as error:  # OSError includes TimeoutError
            log.warning("no answer", command=ask.topic, error=type(error).__name__)
            raise Unreachable(ask.topic) from error


def role_for(reader: Reader, command: Command) -> Role:
    """The active role where the command knows it; else everyone may ask what is theirs to ask.

    Who acts for another asks as one close to them: as the person themselves only where no such way is known.
    """
    known = {grant.role for grant in COMMANDS.get(command.TOPIC, ())}
    own = Role.FAMILY if reader.holder else reader.role
    return next((role for role in (own, Role.SELF, Role.PUBLIC) if role in known), own)


async def answered(client: Client, subject: str, body: bytes) -> bytes:
    """Gives up at once when the connection breaks: the client itself would wait the whole time."""
    request = client.request(subject, body, timeout=PATIENCE, headers=telemetry.carried())
    asking: asyncio.Task[Any] = asyncio.create_task(request)
    while not asking.done():
        await asyncio.wait((asking,), timeout=GLANCE)
        if not asking.done() and not client.is_connected:
            asking.cancel()
            raise Unreachable(subject)
    return bytes(asking.result().data)
