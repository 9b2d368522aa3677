"""A cohabitation: formed for a home, tried, active, closed; and who lives there, from when until when."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from events.matching.home import SolutionType
from events.message import Command, Fact
from events.role import Role
from events.standing import Ends, Standing, Stands

Suspension = Literal["works", "health", "safety", "other"]
Closing = Literal["end-of-term", "notice", "incompatibility", "breach", "home-lost", "other"]
Outcome = Literal["own-home", "family", "another-cohabitation", "another-service", "unknown"]


class CohabitationFormed(Fact):
    """``places`` are the home's; ``expected`` those the match was decided for."""

    ABOUT: ClassVar[tuple[str, ...]] = ("expected",)

    cohabitation: UUID
    home: UUID
    solution_type: SolutionType
    places: int
    expected: tuple[UUID, ...]
    since: date
    proposal: UUID | None = None

    def standings(self) -> tuple[Standing, ...]:
        """They may read and sign their pact before they live there."""
        return tuple(
            Stands("subject", person, Role.SELF, self.since, over=self.cohabitation)
            for person in self.expected
        )


class TrialStarted(Fact):
    since: date
    until: date


class CohabitationActivated(Fact):
    since: date


class MemberJoined(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    cohabitation: UUID
    person: UUID
    since: date

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("membership", self.person, Role.COHABITANT, self.since, over=self.cohabitation),)


class MemberLeft(Fact):
    """From ``until`` on they live there no longer; with a notice this is known before the day comes."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    cohabitation: UUID
    person: UUID
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("membership", self.person, Role.COHABITANT, self.until, over=self.cohabitation),)


class CohabitationSuspended(Fact):
    reason: Suspension
    since: date


class CohabitationResumed(Fact):
    since: date


class CohabitationClosed(Fact):
    reason: Closing
    outcome: Outcome
    until: date
    keys_returned: bool
    follow_up_until: date


class FormCohabitation(Command):
    home: UUID
    solution_type: SolutionType
    places: int = Field(ge=1, le=10)
    expected: tuple[UUID, ...] = Field(min_length=1, max_length=10)
    since: date
    proposal: UUID | None = None


class StartTrial(Command):
    since: date
    until: date


class ActivateCohabitation(Command):
    since: date


class AdmitMember(Command):
    person: UUID
    since: date


class RemoveMember(Command):
    person: UUID
    until: date


class SuspendCohabitation(Command):
    reason: Suspension
    since: date


class ResumeCohabitation(Command):
    since: date


class CloseCohabitation(Command):
    reason: Closing
    outcome: Outcome
    until: date
    keys_returned: bool
    follow_up_until: date
