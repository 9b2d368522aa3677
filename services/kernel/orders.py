"""What is put before a service's writer: commands with who asked them, and what must be written with them."""

import hmac
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from events.envelope import Ask, Recorded, Reply
from events.message import Command
from events.role import Role
from events.standing import Standing
from services.kernel.claims import Claim
from services.kernel.deciding import Act
from services.kernel.rights import HOUSE
from services.kernel.store import Statement


@dataclass(frozen=True)
class Order:
    """One command to decide once. ``digest`` tells a repeat from another command under the same id.

    ``parked`` is written when its rule breaks, for a command nobody waits for: a person has to see it.
    """

    command_id: UUID
    command: Command
    act: Act
    digest: str
    caused_by: UUID | None = None
    after: UUID | None = None
    parked: tuple[Statement, ...] = ()


@dataclass
class Job:
    """Orders decided in turn and written in one transaction with ``also`` (which goes first) and ``standings``.

    A refusal of one order never touches another; ``done`` gets one reply per order.
    """

    orders: tuple[Order, ...]
    also: tuple[Statement, ...] = ()
    standings: tuple[Standing, ...] = ()
    done: "Future[list[Reply]]" = field(default_factory=Future)
    trace: str = ""

    def ready(self) -> bool:
        """Called once by the writer: whoever no longer waits has withdrawn it. Never raises."""
        return self.done.set_running_or_notify_cancel()

    def answer(self, replies: list[Reply]) -> None:
        self.done.set_result(replies)

    def fail(self, error: Exception) -> None:
        """Nothing was decided, and the same may be asked again."""
        with suppress(InvalidStateError):
            self.done.set_exception(error)


def asked(ask: Ask, command: Command, claim: Claim, zone: str, digest_key: bytes) -> Order:
    """``zone`` is the partnership's: legal days are days there, wherever the phone is."""
    act = Act(
        actor=claim.person,
        role=claim.role,
        organisation=claim.organisation,
        on_behalf_of=claim.on_behalf_of,
        partnership=claim.partnership,
        occurred_at=min(ask.occurred_at, ask.received_at),
        received_at=ask.received_at,
        zone=zone,
    )
    return Order(ask.command_id, command, act, digest(command, digest_key), after=ask.after)


def caused(
    command: Command, cause: Recorded, act: Act, purpose: str, digest_key: bytes, parked: Statement
) -> Order:
    """A policy's command: the same fact for the same purpose is always the same command."""
    command_id = uuid5(cause.event_id, purpose)
    said = digest(command, digest_key)
    return Order(command_id, command, act, said, caused_by=cause.event_id, parked=(parked,))


def by_the_house(partnership: str, zone: str, occurred_at: datetime, received_at: datetime) -> Act:
    """The house itself acts: a policy, or something that fell due."""
    return Act(HOUSE, Role.SYSTEM, None, None, partnership, occurred_at, received_at, zone)


def digest(command: Command, key: bytes) -> str:
    """Keyed, because what was asked may be short and guessable: a day, an amount, a yes."""
    # What was expected is no part of what was asked: a retry may know of a later version.
    asked = command if command.expects is None else command.model_copy(update={"expects": None})
    said = f"{command.TOPIC}/{command.VERSION}/{asked.model_dump_json()}".encode()
    return f"{command.TOPIC}/{command.VERSION}:{hmac.digest(key, said, 'sha256').hex()}"


def repeats(known: str, said: str) -> bool:
    """Whether an id comes again with the words it came with, as far as can be told.

    A new release may write the same words in another form: what an old one took, and never told the phone that it
    had, is not refused to it for that.
    """
    form, _, mac = said.partition(":")
    kept, _, before = known.rpartition(":")  # a release before this one kept the words alone
    topic, _, version = form.partition("/")
    of, _, at = kept.partition("/")
    return mac == before if not kept or (of, at) == (topic, version) else of == topic
