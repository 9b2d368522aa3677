"""Where a command arrives: bytes in, an answer out, whatever was in the bytes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pydantic import ValidationError

from events.envelope import Ask, Reply
from events.message import Unknown
from services.kernel import clock
from services.kernel.answers import BROKEN
from services.kernel.claims import Forged, verify
from services.kernel.orders import Job, Order, asked
from services.kernel.settings import Settings
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)
NOBODY = "00000000-0000-0000-0000-000000000000"
AHEAD = timedelta(minutes=5)
YEARS = range(1900, 2200)


class Desk:
    """``caught_up`` waits until rights from facts the asker has already seen are known here too."""

    def __init__(
        self,
        context: str,
        settings: Settings,
        writer: Writer,
        caught_up: Callable[[dict[str, int]], Awaitable[None]],
    ) -> None:
        self.context = context
        self.settings = settings
        self.writer = writer
        self.caught_up = caught_up

    async def receive(self, subject: str, body: bytes) -> Reply:
        """Never raises: an asker without an answer could not tell a slow house from a broken one."""
        try:
            return await self.read(subject, body)
        except Exception as error:
            log.error("desk", context=self.context, error=type(error).__name__)
            return self.no(NOBODY, BROKEN, outcome="unavailable")

    async def read(self, subject: str, body: bytes) -> Reply:
        """Malformed and unauthenticated words get an answer and leave no row."""
        try:
            ask = Ask.model_validate_json(body)
        except ValidationError:
            return self.no(NOBODY, "command.malformed")
        if subject != f"casa.commands.{ask.topic}":
            return self.no(ask.command_id, "command.malformed")
        if not possible(ask):
            return self.no(ask.command_id, "command.malformed", "occurred_at")
        try:
            order = self.order(ask)
        except Forged:
            return self.no(ask.command_id, "access.sign-in-again")
        except Unknown:
            return self.no(ask.command_id, "command.unknown")
        except ValidationError as error:
            return self.no(ask.command_id, "command.malformed", field_of(error))
        if ask.occurred_at - ask.received_at > AHEAD:
            return self.no(ask.command_id, "command.in-the-future", "occurred_at")
        await self.caught_up(ask.seen)
        return await self.put(order)

    def order(self, ask: Ask) -> Order:
        claim = verify(ask.claim, self.settings.claim_key, clock.now())
        if claim.context not in (None, self.context):
            raise Forged("another service's")
        return asked(ask, ask.revived(), claim, self.settings.zone, self.settings.digest_key)

    async def put(self, order: Order) -> Reply:
        try:
            return (await asyncio.wrap_future(self.writer.put(Job((order,))).done))[0]
        except Exception as error:  # the store could not be reached; the writer has said so in the log
            return self.no(order.command_id, type(error).__name__, outcome="unavailable")

    def no(
        self, command_id: object, reason: str, field: str | None = None, outcome: str = "refused"
    ) -> Reply:
        body = {"outcome": outcome, "context": self.context, "command_id": command_id, "reason": reason}
        return Reply.model_validate({**body, "field": field})


def possible(ask: Ask) -> bool:
    """Days near the ends of the calendar cannot be told in every zone."""
    return all(moment.year in YEARS for moment in (ask.occurred_at, ask.received_at))


def field_of(error: ValidationError) -> str | None:
    """Which field was wrong; never what was in it."""
    location = error.errors(include_input=False, include_context=False)[0]["loc"]
    return str(location[0]) if location else None
