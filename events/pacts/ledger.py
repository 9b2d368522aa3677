"""The money of a home: what someone paid for all, what was given back; nothing edited, only entered against."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from events.message import Command, Fact
from events.sealed import Sealed

Split = Literal["equal", "by-room"]
WhyCountered = Literal["wrong-amount", "not-shared", "twice", "other"]
Cents = Annotated[int, Field(ge=1, le=1_000_000)]


def ledger_of(cohabitation: UUID) -> UUID:
    return uuid5(cohabitation, "ledger")


class Part(BaseModel):
    """What of an expense falls to someone, in euro cents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    cents: int


class ExpenseRecorded(Fact):
    """``payer`` advanced ``cents``; ``parts`` add up to exactly that. ``split``: the rule of the pact that day."""

    ABOUT: ClassVar[tuple[str, ...]] = ("payer", "people")

    entry: UUID
    cohabitation: UUID
    payer: UUID
    cents: int
    parts: tuple[Part, ...]
    split: Split
    on: date
    label: Sealed[str]

    @property
    def people(self) -> tuple[UUID, ...]:
        return tuple(part.person for part in self.parts)


class ExpenseCountered(Fact):
    """``entry`` no longer counts; it stays to be read. ``instead``: the entry that says it right, if there is one."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    entry: UUID
    person: UUID
    reason: WhyCountered
    instead: UUID | None


class Settled(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("payer", "payee")

    entry: UUID
    cohabitation: UUID
    payer: UUID
    payee: UUID
    cents: int
    on: date


class RecordExpense(Command):
    """``person`` paid it. ``entry`` is made by the client."""

    entry: UUID
    person: UUID
    cents: Cents
    on: date
    label: str = Field(min_length=1, max_length=120)

    def whose(self) -> UUID:
        return self.person


class CounterExpense(Command):
    """``cents``: what it really was, entered anew as ``instead`` under ``label``; without, it simply falls away."""

    entry: UUID
    person: UUID
    reason: WhyCountered
    instead: UUID | None = None
    cents: Cents | None = None
    label: str = Field(default="", max_length=120)

    def whose(self) -> UUID:
        return self.person


class Settle(Command):
    """``person`` has given, or has been given, ``cents``."""

    entry: UUID
    person: UUID
    payer: UUID
    payee: UUID
    cents: Cents

    def whose(self) -> UUID:
        return self.person
