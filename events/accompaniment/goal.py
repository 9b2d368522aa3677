"""A goal in someone's own words, and how far along it is in the eyes of three voices."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

Voice = Literal["person", "family", "operator"]
Outcome = Literal["reached", "changed", "let-go"]

# Our own plain codes: the four areas of DM 23/11/2016 with communication and learning, instrumental life and
# relations told apart; they fall into ICF chapters d5, d4, d3, d1, d6 and d7, whose texts are not reproduced.
Area = Literal["self-care", "mobility", "communication", "learning", "home-life", "relations"]


class SetGoal(Command):
    """``stream`` is client-made, ``dossier`` is the cohabitation. ``whose_wish`` is never merged."""

    person: UUID
    wording: str = Field(min_length=1, max_length=500)
    whose_wish: Voice
    area: Area

    def among(self) -> tuple[UUID, ...]:
        return (self.person,)


class RewordGoal(Command):
    """Other words for the same goal: those before stay readable in its story."""

    CLASHES: ClassVar[tuple[str, ...]] = ("GoalReworded", "GoalClosed")

    person: UUID
    wording: str = Field(min_length=1, max_length=500)

    def whose(self) -> UUID:
        return self.person


class RateLadder(Command):
    """``level``: 1 done by others · 2 physical help · 3 verbal help · 4 a reminder · 5 alone."""

    person: UUID
    level: int = Field(ge=1, le=5)
    voice: Voice

    def whose(self) -> UUID:
        return self.person


class ReviewGoal(Command):
    """``gas``: goal attainment from −2 (much less than hoped) to +2 (much more), 0 as hoped."""

    gas: int = Field(ge=-2, le=2)


class CloseGoal(Command):
    CLASHES: ClassVar[tuple[str, ...]] = ("GoalReworded", "GoalClosed")

    person: UUID
    outcome: Outcome

    def whose(self) -> UUID:
        return self.person


class GoalSet(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    wording: Sealed[str]
    whose_wish: Voice
    area: Area


class GoalReworded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    wording: Sealed[str]


class LadderRated(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    level: Sealed[int]
    voice: Voice


class GoalReviewed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    gas: Sealed[int]


class GoalClosed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    outcome: Outcome
    closed_on: date
