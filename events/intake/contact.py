"""Contacts at an Info Point: somebody asks, without a name; what was proposed, to whom they went on, whether it helped."""

from datetime import date
from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.intake.call import ONE_LINE
from events.intake.receipt import ALPHABET
from events.message import Command, Fact
from events.sealed import Sealed

Why = Literal["need", "whom", "when", "near", "language", "fresh"]
Channel = Literal["call", "message", "email"]
Purpose = Literal["call-back", "outcome"]
Outcome = Literal["helped", "partly", "not", "unreached"]
Teller = Literal["staff", "person"]
NotTaken = Literal["closed-that-day", "full", "not-ours"]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$")]
OneLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=ONE_LINE)
]


class Option(BaseModel):
    """An entry of the guide, and which of the answers spoke for it; what was answered is not kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: UUID
    why: tuple[Why, ...] = Field(default=(), max_length=6)


class Reachable(BaseModel):
    """A name and one way, as they are told: in commands only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: OneLine
    channel: Channel
    address: OneLine
    purpose: Purpose = "call-back"


class ContactOpened(Fact):
    """ "Guest ``number``" of that point on that day: no name, no description, nothing to tell them by."""

    point: UUID
    on: date
    number: int


class OptionsGiven(Fact):
    rule: str
    options: tuple[Option, ...]


class ContactHandedOver(Fact):
    """They are expected at ``to`` on ``on``, once somebody else than ``by`` accepts for that point."""

    from_point: UUID
    to: UUID
    on: date
    by: UUID


class HandoverAccepted(Fact):
    point: UUID


class HandoverDeclined(Fact):
    """They stay with the point that had handed them over."""

    point: UUID
    reason: NotTaken


class CallAgreed(Fact):
    """They let themselves be called: for that, until that day, and then it is erased."""

    name: Sealed[str]
    channel: Channel
    address: Sealed[str]
    purpose: Purpose
    until: date


class CallTakenBack(Fact):
    """They would rather not: it is erased at once."""

    on: date


class OutcomeReported(Fact):
    outcome: Outcome
    told_by: Teller
    entry: UUID | None = None


class OpenContact(Command):
    """``stream`` and ``dossier`` are the contact. All that is said in twenty seconds, in one go."""

    point: UUID
    options: tuple[Option, ...] = Field(default=(), max_length=5)
    rule: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9.-]*$")] = ""


class OpenContactToCall(OpenContact):
    """With a name and a way to be called: only for who has learnt to ask for them."""

    call: Reachable


class GiveOptions(Command):
    rule: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9.-]*$")]
    options: tuple[Option, ...] = Field(min_length=1, max_length=5)


class HandOverContact(Command):
    to: UUID
    on: date


class AcceptHandover(Command):
    pass


class DeclineHandover(Command):
    reason: NotTaken


class AgreeToCall(Command):
    call: Reachable


class TakeBackCall(Command):
    pass


class ReportOutcome(Command):
    """``code``: the one on their sheet, where they say it themselves without signing in."""

    outcome: Outcome
    entry: UUID | None = None
    code: Code | None = None


def code_of(contact: UUID) -> str:
    """Such as ``7K3F-Q9M2``: printed on the sheet, known before anything is sent. Forty bits of a SHA-256."""
    number = int.from_bytes(sha256(b"outcome" + contact.bytes).digest()[:5], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"
