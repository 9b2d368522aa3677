"""The days of a stay: how much support, who is there, arriving, leaving, staying longer, one sentence about it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from events.accompaniment.stay import OfAStay
from events.message import Command, Fact
from events.role import Role
from events.sealed import Sealed
from events.standing import Standing, Stands


class SetSupportLevel(OfAStay, Command):
    """``level``: the help ladder's five words, from 1 (done by others) to 5 (alone)."""

    level: int = Field(ge=1, le=5)


class PlaceOperator(OfAStay, Command):
    operator: UUID
    days: tuple[date, ...] = Field(min_length=1, max_length=60)


class AttachCoverage(OfAStay, Command):
    """Hours a structured service answers for; ``provider`` is an organisation."""

    provider: UUID
    since: AwareDatetime
    until: AwareDatetime


class LoseCoverage(OfAStay, Command):
    since: AwareDatetime
    until: AwareDatetime


class CheckIn(OfAStay, Command):
    """Occurred when the asking says so: a late entry keeps its own hour."""


class CheckOut(OfAStay, Command):
    pass


class ExtendStay(OfAStay, Command):
    until: date
    reason: str = Field(max_length=500)
    authoriser: UUID | None = None


class SumUpStay(OfAStay, Command):
    """One sentence, for the person and for whom they show their stays."""

    words: str = Field(min_length=1, max_length=240)


class SupportLevelSet(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    level: Sealed[int]


class OperatorPlaced(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    operator: UUID
    days: tuple[date, ...]


class CoverageAttached(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    provider: UUID
    since: AwareDatetime
    until: AwareDatetime


class CoverageLost(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    since: AwareDatetime
    until: AwareDatetime


class CoverAlertRaised(Fact):
    """A confirmed stay has an hour nobody answers for, from ``since``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    since: AwareDatetime


class CheckedIn(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    at: AwareDatetime


class CheckedOut(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    on: date


class StayExtended(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    home: UUID
    known_since: date
    known_until: date
    until: date
    reason: Sealed[str]
    authoriser: UUID

    def standings(self) -> tuple[Standing, ...]:
        known = Stands(
            "subject", self.person, Role.SELF, self.known_since, over=self.home, until=self.known_until
        )
        return (known,)


class StaySummedUp(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    words: Sealed[str]
