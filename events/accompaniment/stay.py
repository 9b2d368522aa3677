"""Short stays in a home for practising or for relief: the rules, who asks, who agrees, who gets the bed and why."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact, Message
from events.role import Role
from events.sealed import Sealed
from events.standing import Ends, Standing, Stands

StayType = Literal["gym", "respite"]
AskedBy = Literal["person", "family", "operator"]
NotThisTime = Literal["given-to-another", "no-operator", "too-soon", "home-closed"]
OutOfTurn = Literal["emergency", "families-agreed"]
CancelReason = Literal["person-asked", "family-asked", "illness", "home-closed"]

FAIRNESS = "fewest-nights-first-2026-1"
"""Which of two requests for one bed comes first: fewest nights in this home that year, then whoever asked first.

Our own proposal: the seeds ask for fair nights and give no rule, respite services ration their peaks. Another order
is another edition; each fact names the one it used.
"""


def stays_of(home: UUID) -> UUID:
    """The book of a home: all its stays are decided in one place, so that no bed is given twice."""
    return uuid5(home, "stays")


class OfAStay(Message):
    """``stream`` is ``stays_of`` the home, ``dossier`` the home; ``stay`` is client-made, ``person`` who sleeps there."""

    stay: UUID
    person: UUID

    def whose(self) -> UUID:
        return self.person


class OpenBook(Command):
    """Asked by the house when a home is given a type whose stays are short."""

    type: StayType


class PublishStayRules(Command):
    """Numbers come from somewhere: ``source`` names the act, public like the text of a call."""

    edition: str = Field(min_length=1, max_length=60)
    beds: int = Field(ge=1, le=5)
    longest: int = Field(ge=1, le=60)
    yearly: int = Field(ge=1, le=365)
    source: str = Field(min_length=1, max_length=300)


class RequestStay(OfAStay, Command):
    """``until`` is the day of leaving. Whoever asks for themselves agrees by asking."""

    since: date
    until: date
    asked_by: AskedBy


class AgreeToStay(OfAStay, Command):
    """The person's own yes; with ``tell_arrival`` their family reads once that they have arrived."""

    POWER: ClassVar[str] = "housing"

    tell_arrival: bool = False


class ConfirmStay(OfAStay, Command):
    """``out_of_turn`` where another request would come first."""

    out_of_turn: OutOfTurn | None = None


class DeclineStay(OfAStay, Command):
    reason: NotThisTime
    words: str = Field(default="", max_length=500)


class CancelStay(OfAStay, Command):
    reason: CancelReason


class BookOpened(Fact):
    type: StayType


class StayRulesPublished(Fact):
    """Nights: ``longest`` in a row, ``yearly`` of one person in a calendar year."""

    edition: str
    beds: int
    longest: int
    yearly: int
    source: str


class StayRequested(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    since: date
    until: date
    asked_by: AskedBy


class StayAgreed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    tell_arrival: bool


class StayConfirmed(Fact):
    """Nights in this home that year: ``own_nights`` before this stay, ``next_nights`` of who would be next (if any).

    From ``on`` the home's operators know whom they wait for, until a week after.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    home: UUID
    on: date
    known_until: date
    rule: str
    own_nights: int
    next_nights: int | None
    out_of_turn: OutOfTurn | None

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("subject", self.person, Role.SELF, self.on, over=self.home, until=self.known_until),)


class StayDeclined(Fact):
    """Where another got the bed: nights in this home that year, their own and of who got it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    reason: NotThisTime
    rule: str | None
    own_nights: int | None
    other_nights: int | None
    words: Sealed[str] | None


class StayCancelled(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    home: UUID
    on: date
    reason: CancelReason

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("subject", self.person, Role.SELF, self.on, over=self.home),)
