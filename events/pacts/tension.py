"""Parliamone: each tells their side in private, a night passes, one rule is tried; only the rule is shared."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field

from events.category import Category
from events.message import Command, Fact
from events.pacts.pact import Wanted
from events.pacts.trial import Change, Invitation, OnesOwn, Outcome, Verdict
from events.role import Role
from events.sealed import Sealed
from events.standing import Ends, Standing, Stands


def tensions_of(cohabitation: UUID) -> UUID:
    """One stream a home: so two who open one in the same minute talk about the same."""
    return uuid5(cohabitation, "tensions")


class TensionOpened(Fact):
    """``people``: who lives there that day. Who opened it is no part of it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("people",)

    tension: UUID
    cohabitation: UUID
    people: tuple[UUID, ...]
    on: date


class SideTold(Fact):
    """``cools_until``: before that instant no rule is proposed; None for what is added later to one's own side."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    person: UUID
    happened: Sealed[str]
    need: Sealed[str]
    cools_until: AwareDatetime | None


class CoolingEnded(Fact):
    tension: UUID


class MediatorInvited(Fact):
    """A share of one's own side, and of nothing else, from ``since`` up to ``until`` or the end of the matter."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    person: UUID
    mediator: UUID
    since: date
    until: date

    def standings(self) -> tuple[Standing, ...]:
        share = Stands(
            "share", self.mediator, Role.OPERATOR, self.since, over=self.person, until=self.until,
            categories=(Category.TENSION_SIDE,),
        )  # fmt: skip
        return (share,)


class MediatorDismissed(Fact):
    """From then on they read nothing of this person's side any more."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    person: UUID
    mediator: UUID
    on: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("share", self.mediator, Role.OPERATOR, self.on, over=self.person),)


class MediationHeld(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("people",)

    tension: UUID
    mediator: UUID
    people: tuple[UUID, ...]
    on: date


class TrialRuleProposed(Fact):
    """``days``: how long it would be tried before it is looked at again. Proposing it is saying yes to it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    proposal: UUID
    person: UUID
    words: Sealed[str]
    change: Sealed[Change] | None
    days: int


class TrialRuleAccepted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    proposal: UUID
    person: UUID


class TrialRuleAgreed(Fact):
    """Everyone has said yes to ``proposal``: it holds from ``since`` and is looked at on ``review``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("people",)

    tension: UUID
    cohabitation: UUID
    proposal: UUID
    people: tuple[UUID, ...]
    since: date
    review: date


class ReviewFellDue(Fact):
    tension: UUID
    proposal: UUID


class TrialRuleRated(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    proposal: UUID
    person: UUID
    verdict: Verdict


class TrialRuleKept(Fact):
    """All said it works: it is asked for as ``version`` of the pact, in the same breath."""

    tension: UUID
    cohabitation: UUID
    proposal: UUID
    version: int


class TrialRuleDropped(Fact):
    """It did not work for everyone: another one may be proposed."""

    tension: UUID
    proposal: UUID


class TensionLetGo(Fact):
    """For this person it may end here; it ends when that holds for all."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    tension: UUID
    person: UUID


class TensionClosed(Fact):
    """No mediator reads anything of it any more."""

    tension: UUID
    outcome: Outcome
    on: date
    invitations: tuple[Invitation, ...]

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Ends("share", it.mediator, Role.OPERATOR, self.on, over=it.person) for it in self.invitations
        )


class OpenTension(Command):
    """``tension`` is made by the client. Who accompanies the home opens one without a person and without words."""

    tension: UUID
    person: UUID | None = None
    happened: str = Field(default="", max_length=3000)
    need: str = Field(default="", max_length=1000)

    def whose(self) -> UUID | None:
        return self.person


class TellSide(OnesOwn, Command):
    happened: str = Field(min_length=1, max_length=3000)
    need: str = Field(default="", max_length=1000)


class EndCooling(Command):
    tension: UUID


class InviteMediator(OnesOwn, Command):
    mediator: UUID


class DismissMediator(OnesOwn, Command):
    mediator: UUID


class HoldMediation(Command):
    tension: UUID


class ProposeTrialRule(OnesOwn, Command):
    proposal: UUID
    words: str = Field(min_length=1, max_length=500)
    change: Change | None = None
    days: int = Field(default=14, ge=3, le=60)


class AgreeTrialRule(OnesOwn, Command):
    proposal: UUID


class RemindReview(Command):
    tension: UUID
    proposal: UUID


class ReviewTrialRule(OnesOwn, Command):
    """``pact``: the whole text that would hold with the rule in it; asked for when this answer is the last yes."""

    proposal: UUID
    verdict: Verdict
    pact: Wanted | None = None


class CloseTension(OnesOwn, Command):
    outcome: Literal["cleared-up", "dropped"] = "cleared-up"
