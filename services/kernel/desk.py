"""Where a command arrives: bytes in, an answer out, whatever was in the bytes."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol

import structlog
from pydantic import ValidationError

from events.envelope import Ask, Reply
from events.message import Unknown
from services.kernel import clock, telemetry
from services.kernel.answers import BROKEN
from services.kernel.claims import Forged, verify
from services.kernel.letters import Answer, Letter, Postbag
from services.kernel.orders import Order, asked
from services.kernel.settings import Settings
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)
NOBODY = "00000000-0000-0000-0000-000000000000"
AHEAD = timedelta(minutes=5)
YEARS = range(1900, 2200)
MOST = 4_096
"""Letters that may wait: more would only grow old in memory, since whoever asks waits five seconds."""


class Sight(Protocol):
    """What this service knows of other contexts, by position."""

    def knows_all(self, seen: Mapping[str, int]) -> bool:
        """Callable from any thread."""

    async def caught_up(self, seen: Mapping[str, int]) -> None:
        """Waits a little until it does."""


class Busy(RuntimeError):
    """Too many wait already; nothing was decided."""


class Desk:
    """``send`` is called on the loop with all answers of a batch; the writer tells when there are some.

    Rights from facts the asker has already seen must be known here too: until then a letter waits outside.
    """

    def __init__(
        self,
        context: str,
        settings: Settings,
        writer: Writer,
        sight: Sight,
        send: Callable[[list[Answer]], object],
    ) -> None:
        self.context = context
        self.settings = settings
        self.writer = writer
        self.sight = sight
        self.loop = asyncio.get_running_loop()
        self.bag = Postbag(self.loop, send)
        self.outside: set[asyncio.Task[None]] = set()
        writer.answered = self.bag.leave

    def hear(self, subject: str, body: bytes, reply_to: str, trace: str = "") -> None:
        """From the loop, in the order of arrival."""
        letter = Letter(self, subject, body, reply_to, trace)
        if self.writer.jobs.qsize() < MOST:
            self.writer.put(letter)
            return
        letter.fail(Busy())
        self.bag.leave()

    def opened(self, letter: Letter) -> bool:
        """Whether it may be decided now; else it was answered, or comes back as soon as enough is known here.

        Never raises: an asker without an answer could not tell a slow house from a broken one.
        """
        try:
            if letter.orders:
                return True
            if no := self.read(letter):
                self.answer(letter, no)
                return False
            if self.sight.knows_all(letter.seen) or len(self.outside) >= MOST:
                return True
            self.loop.call_soon_threadsafe(self.wait, letter)
        except Exception as error:
            log.error("desk", context=self.context, error=type(error).__name__)
            self.answer(letter, self.no(NOBODY, BROKEN, outcome="unavailable"))
        return False

    def wait(self, letter: Letter) -> None:
        task = asyncio.create_task(self.come_back(letter))
        self.outside.add(task)
        task.add_done_callback(self.outside.discard)

    async def come_back(self, letter: Letter) -> None:
        await self.sight.caught_up(letter.seen)
        self.writer.put(letter)

    def read(self, letter: Letter) -> Reply | None:
        """Malformed and unauthenticated words get an answer and leave no row; others become the letter's order."""
        try:
            ask = Ask.model_validate_json(letter.body)
        except ValidationError:
            return self.no(NOBODY, "command.malformed")
        if letter.subject != f"casa.commands.{ask.topic}":
            return self.no(ask.command_id, "command.malformed")
        if not possible(ask):
            return self.no(ask.command_id, "command.malformed", "occurred_at")
        try:
            letter.orders, letter.seen = (self.order(ask),), ask.seen
        except Forged:
            return self.no(ask.command_id, "access.sign-in-again")
        except Unknown:
            return self.no(ask.command_id, "command.unknown")
        except ValidationError as error:
            return self.no(ask.command_id, "command.malformed", field_of(error))
        if ask.occurred_at - ask.received_at > AHEAD:
            return self.no(ask.command_id, "command.in-the-future", "occurred_at")
        return None

    def order(self, ask: Ask) -> Order:
        claim = verify(ask.claim, self.settings.claim_key, clock.now())
        if claim.context not in (None, self.context):
            raise Forged("another service's")
        return asked(ask, ask.revived(), claim, self.settings.zone, self.settings.digest_key)

    def answer(self, letter: Letter, reply: Reply) -> None:
        if telemetry.on():
            command = letter.orders[0].command.TOPIC if letter.orders else telemetry.UNREAD
            telemetry.commanded(self.context, command, reply.outcome)
            telemetry.keep(self.context, reply.position, letter.trace)
        self.bag.put(letter.reply_to, reply)

    def failed(self, letter: Letter, error: Exception) -> None:
        """The store could not be reached, which the writer has said in the log; or it has ended."""
        whose = letter.orders[0].command_id if letter.orders else NOBODY
        self.answer(letter, self.no(whose, type(error).__name__, outcome="unavailable"))

    def no(
        self, command_id: object, reason: str, field: str | None = None, outcome: str = "refused"
    ) -> Reply:
        body = {"outcome": outcome, "context": self.context, "command_id": command_id, "reason": reason}
        return Reply.model_validate({**body, "field": field})


def possible(ask: Ask) -> bool:
    """Days near the ends of the calendar cannot be told in every zone."""
    return ask.occurred_at.year in YEARS and ask.received_at.year in YEARS


def field_of(error: ValidationError) -> str | None:
    """Which field was wrong; never what was in it."""
    location = error.errors(include_input=False, include_context=False)[0]["loc"]
    return str(location[0]) if location else None
