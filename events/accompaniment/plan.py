"""The accompaniment of a cohabitation: from which day, in which phase, how often, until when."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

Phase = Literal["settling-in", "steady", "tapering"]


def plan_of(cohabitation: UUID) -> UUID:
    return uuid5(cohabitation, "plan")


class OpenAccompaniment(Command):
    since: date


class CloseAccompaniment(Command):
    """Visits go on until ``follow_up_until`` where that was agreed; both days are exclusive."""

    until: date
    follow_up_until: date | None = None


class AgreePlan(Command):
    CLASHES: ClassVar[tuple[str, ...]] = ("PlanAgreed", "PhaseChanged")

    phase: Phase
    cadence_days: int = Field(ge=1, le=180)


class ChangePhase(Command):
    """``evidence`` names the visits and goals that show it is time: no phase changes by calendar."""

    CLASHES: ClassVar[tuple[str, ...]] = ("PlanAgreed", "PhaseChanged")

    phase: Phase
    cadence_days: int = Field(ge=1, le=180)
    evidence: tuple[UUID, ...] = Field(max_length=20)
    reason: str = Field(max_length=1000)


class AccompanimentOpened(Fact):
    since: date


class AccompanimentClosed(Fact):
    until: date
    follow_up_until: date


class PlanAgreed(Fact):
    phase: Phase
    cadence_days: int


class PhaseChanged(Fact):
    phase: Phase
    cadence_days: int
    evidence: tuple[UUID, ...]
    reason: Sealed[str]
