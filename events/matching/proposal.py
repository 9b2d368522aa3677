"""A proposal of two people and a home: shown, met, answered by each, decided by a human being."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from events.category import Category
from events.matching.explanation import Explanation
from events.matching.home import SolutionType
from events.message import Command, Fact
from events.role import Role
from events.sealed import Sealed
from events.standing import Ends, Standing, Stands

DropReason = Literal["declined", "home-not-available", "candidate-left", "other-proposal", "not-suitable"]


class MakeProposal(Command):
    """``stream`` is client-made, ``dossier`` is the home. ``override`` says why a veto is set aside."""

    one: UUID
    other: UUID
    round: UUID
    since: date
    until: date | None = None
    override: str = Field(default="", max_length=500)


class RecordMeeting(Command):
    day: date


class AnswerProposal(Command):
    """A ``reason`` stays with who gave it and the coordinator: the other never learns it."""

    POWER: ClassVar[str] = "housing"

    party: UUID
    answer: Literal["yes", "no"]
    reason: str = Field(default="", max_length=500)

    def whose(self) -> UUID:
        return self.party


class DecideMatch(Command):
    """``cohabitation`` is the client-made id of what begins here; the pair is said again, to be sure."""

    one: UUID
    other: UUID
    cohabitation: UUID
    reason: str = Field(max_length=1000)


class DropMatch(Command):
    reason: DropReason


class ProposalMade(Fact):
    """``explanations`` stand in the order of ``pair``, each its reader's own; one override a veto."""

    ABOUT: ClassVar[tuple[str, ...]] = ("pair",)

    pair: tuple[UUID, UUID]
    home: UUID
    made_on: date
    since: date
    until: date | None
    round: UUID
    rule_version: str
    explanations: tuple[Sealed[Explanation], Sealed[Explanation]]
    overrides: tuple[Sealed[str], ...] = ()

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Stands("subject", person, Role.SELF, since=self.made_on, over=self.home) for person in self.pair
        )


class MeetingHeld(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("pair",)

    pair: tuple[UUID, UUID]
    day: date


class PartyAnswered(Fact):
    """Always with a box for the reason, empty or not: its presence tells nothing."""

    ABOUT: ClassVar[tuple[str, ...]] = ("party",)

    party: UUID
    answer: Literal["yes", "no"]
    reason: Sealed[str]


class ContactsDisclosed(Fact):
    """I21: from now on each may know who the other is. It is never taken back, and says so from no set day."""

    ABOUT: ClassVar[tuple[str, ...]] = ("pair",)

    pair: tuple[UUID, UUID]

    def standings(self) -> tuple[Standing, ...]:
        one, other = self.pair
        return tuple(
            Stands("share", reader, Role.SELF, date.min, over=shown, categories=(Category.IDENTITY,))
            for reader, shown in ((one, other), (other, one))
        )


class MatchDecided(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("pair",)

    pair: tuple[UUID, UUID]
    home: UUID
    cohabitation: UUID
    solution_type: SolutionType
    places: int
    since: date
    until: date | None
    decided_by: UUID
    reason: Sealed[str]


class MatchDropped(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("pair",)

    pair: tuple[UUID, UUID]
    home: UUID
    dropped_on: date
    reason: DropReason

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Ends("subject", person, Role.SELF, until=self.dropped_on, over=self.home) for person in self.pair
        )
