"""The duties of a home: weighed by those who live there, turned week by week, done, undone, swapped."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact
from events.pacts.duty import Duty, DutyCode, Weight

Mark = Literal["qr", "tap"]


def duties_of(cohabitation: UUID) -> UUID:
    return uuid5(cohabitation, "duties")


def turn_of(cohabitation: UUID, duty: str, day: date) -> UUID:
    """The same duty on the same day is the same turn, whoever plans it and however often."""
    return uuid5(duties_of(cohabitation), f"{duty}/{day.isoformat()}")


class DutiesSet(Fact):
    """What a version of the pact asks for, from ``since``. ``next_week``: the next Monday to plan."""

    cohabitation: UUID
    version: int
    since: date
    duties: tuple[Duty, ...]
    next_week: date


class DutyWeighed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    weights: dict[DutyCode, Weight]


class TurnAssigned(Fact):
    """``points``: the weight agreed when it was first assigned; weighing again does not rewrite it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    turn: UUID
    duty: DutyCode
    person: UUID
    day: date
    points: float


class TurnReleased(Fact):
    """Nobody's turn any more: its owner is not there that day, and nobody else is needed or present."""

    turn: UUID
    duty: DutyCode
    day: date


class WeekPlanned(Fact):
    """``week`` is its Monday, ``next_week`` that of the week after the last one planned so far."""

    cohabitation: UUID
    week: date
    next_week: date


class DutyDone(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    turn: UUID
    duty: DutyCode
    day: date
    person: UUID
    by: Mark
    on: date


class DutyUndone(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    turn: UUID
    duty: DutyCode
    day: date
    person: UUID


class SwapAsked(Fact):
    """``asker`` offers their turn of ``duty`` on ``day`` to ``other``, taking ``exchange`` in return where there is one."""

    ABOUT: ClassVar[tuple[str, ...]] = ("asker", "other")

    turn: UUID
    duty: DutyCode
    day: date
    asker: UUID
    other: UUID
    exchange: UUID | None


class SwapAgreed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("asker", "other")

    turn: UUID
    duty: DutyCode
    day: date
    asker: UUID
    other: UUID
    exchange: UUID | None


class SwapDeclined(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("asker", "other")

    turn: UUID
    duty: DutyCode
    day: date
    asker: UUID
    other: UUID


class AbsenceNoted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    since: date
    until: date


class SetDuties(Command):
    version: int = Field(ge=1)
    since: date
    duties: tuple[Duty, ...] = Field(max_length=8)


class WeighDuties(Command):
    person: UUID
    weights: dict[DutyCode, Weight] = Field(min_length=1, max_length=8)

    def whose(self) -> UUID:
        return self.person


class AssignTurns(Command):
    week: date


class ReleaseTurns(Command):
    """The turns of people who live there no longer, from ``since`` on, pass to the others."""

    persons: tuple[UUID, ...] = Field(min_length=1, max_length=10)
    since: date


class DoDuty(Command):
    turn: UUID
    person: UUID
    by: Mark = "tap"

    def whose(self) -> UUID:
        return self.person


class UndoDuty(Command):
    turn: UUID
    person: UUID

    def whose(self) -> UUID:
        return self.person


class AskSwap(Command):
    turn: UUID
    person: UUID
    other: UUID
    exchange: UUID | None = None

    def whose(self) -> UUID:
        return self.person


class AgreeSwap(Command):
    turn: UUID
    person: UUID

    def whose(self) -> UUID:
        return self.person


class DeclineSwap(Command):
    turn: UUID
    person: UUID

    def whose(self) -> UUID:
        return self.person


class NoteAbsence(Command):
    person: UUID
    since: date
    until: date

    def whose(self) -> UUID:
        return self.person
