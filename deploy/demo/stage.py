"""Where the demo is played: asks commands as a web node would, on the day they are supposed to happen."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from nats.aio.client import Client

from events.envelope import Ask, Reply
from events.message import Command
from services.kernel import clock, courier
from services.kernel.claims import Claim, sign
from services.kernel.runtime import Service
from services.kernel.settings import Settings
from tests.people import CAST_NAMESPACE, PARTNERSHIP, Person

PATIENCE = 30


@dataclass(frozen=True)
class Line:
    """One thing somebody did: ``by`` None is the house itself at its first start; ``late``: days until it was entered."""

    at: datetime
    by: Person | None
    command: Command
    role: str = ""
    organisation: UUID | None = None
    late: int = 0

    @property
    def entered(self) -> datetime:
        return self.at + timedelta(days=self.late)

    @property
    def id(self) -> UUID:
        """The same line is the same command, however often the story is taken up again."""
        said = self.command.model_dump_json()
        return uuid5(CAST_NAMESPACE, f"{self.at.isoformat()}/{self.command.TOPIC}/{said}")


class Refused(RuntimeError):
    """A line of the story broke a rule: the story is wrong, never the rule."""


class Stage:
    """``services`` are asked only whether they have come to rest; commands go over the message server."""

    def __init__(self, settings: Settings, services: Iterable[Service], client: Client) -> None:
        self.settings = settings
        self.services = tuple(services)
        self.client = client
        self.seen: dict[str, int] = {}

    async def say(self, line: Line) -> Reply:
        """Raises Refused. Said again after an interruption, a line gets the answer it got."""
        command = line.command
        at = line.at
        ask = Ask(
            command_id=line.id,
            topic=command.TOPIC,
            version=command.VERSION,
            body=command.model_dump(mode="json"),
            claim=self.claim(line),
            occurred_at=at,
            zone=self.settings.zone,
            received_at=max(at, clock.now()),
            seen=dict(self.seen),
        )
        return await self.answer(ask, command)

    async def answer(self, ask: Ask, command: Command) -> Reply:
        subject = f"casa.commands.{command.context()}.{command.TOPIC.partition('.')[2]}"
        answer = await self.client.request(subject, ask.model_dump_json().encode(), timeout=PATIENCE)
        reply = Reply.model_validate_json(answer.data)
        if not reply.accepted:
            raise Refused(f"{ask.occurred_at:%d.%m %H:%M} {command.TOPIC}: {reply.reason} ({reply.field})")
        self.seen[reply.context] = max(reply.position, self.seen.get(reply.context, 0))
        return reply

    def claim(self, line: Line) -> str:
        by = line.by
        claim = Claim(
            person=by.id if by else UUID(int=0),
            role=line.role or (by.role if by else "system"),
            partnership=PARTNERSHIP,
            organisation=line.organisation,
            until=clock.now() + timedelta(hours=1),
        )
        return sign(claim, self.settings.claim_signing_key)

    async def tick(self) -> None:
        """Lets happen whatever fell due by the pretended hour, and all that follows from it."""
        while sum([await service.ticker.tick() for service in self.services]):
            await self.come_to_rest()

    async def come_to_rest(self) -> None:
        """Until every service has heard all facts and none of them has made a new one since."""
        async with asyncio.timeout(PATIENCE):
            before: tuple[int, ...] = ()
            while before != (before := self.positions()) or not self.heard():  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def positions(self) -> tuple[int, ...]:
        return tuple(service.store.position for service in self.services)

    def heard(self) -> bool:
        upto = {service.name: service.store.position for service in self.services}
        return all(
            following.position >= upto[context]
            for service in self.services
            for context, following in service.reactions.followings.items()
        )


async def open_stage(settings: Settings, services: Iterable[Service]) -> Stage:
    return Stage(settings, services, await courier.connect(settings, "frontend"))
