"""What is so about a tension: who has told their side, when heads are cool, which rule is proposed or tried."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from events.message import Fact
from events.pacts.tension import (
    MediationHeld,
    MediatorDismissed,
    MediatorInvited,
    SideTold,
    TensionClosed,
    TensionLetGo,
    TensionOpened,
    TrialRuleAccepted,
    TrialRuleAgreed,
    TrialRuleDropped,
    TrialRuleProposed,
    TrialRuleRated,
)
from events.pacts.trial import Invitation, Verdict
from services.pacts.house import Span


@dataclass(frozen=True)
class Rule:
    """A proposal, with those who said yes; ``trial`` once all have, ``ratings`` once it is over."""

    proposal: UUID
    days: int
    yes: frozenset[UUID]
    trial: Span | None = None
    ratings: tuple[tuple[UUID, Verdict], ...] = ()

    @property
    def rated_by(self) -> frozenset[UUID]:
        return frozenset(person for person, _ in self.ratings)


@dataclass(frozen=True)
class Talk:
    """``told``: who told their side → until when it cools."""

    id: UUID
    people: frozenset[UUID]
    told: tuple[tuple[UUID, datetime], ...] = ()
    invitations: tuple[Invitation, ...] = ()
    mediated: bool = False
    rule: Rule | None = None
    let_go: frozenset[UUID] = frozenset()

    @property
    def tellers(self) -> frozenset[UUID]:
        return frozenset(person for person, _ in self.told)

    def cool_at(self) -> datetime | None:
        """The first instant at which everybody's side has had its night."""
        return max((until for _, until in self.told), default=None)


@dataclass(frozen=True)
class Talks:
    """At most one is open."""

    open: Talk | None = None
    closed: frozenset[UUID] = frozenset()


def evolve(talks: Talks, fact: Fact) -> Talks:
    match fact:
        case TensionOpened():
            return replace(talks, open=Talk(fact.tension, frozenset(fact.people)))
        case TensionClosed():
            return Talks(None, talks.closed | {fact.tension})
        case _ if talks.open is not None:
            return replace(talks, open=heard(talks.open, fact))
        case _:
            return talks


def heard(talk: Talk, fact: Fact) -> Talk:
    match fact:
        case SideTold() if fact.cools_until is not None:
            return replace(talk, told=(*talk.told, (fact.person, fact.cools_until)))
        case MediatorInvited() | MediatorDismissed() | MediationHeld():
            return mediated(talk, fact)
        case TensionLetGo():
            return replace(talk, let_go=talk.let_go | {fact.person})
        case TrialRuleProposed():
            rule = Rule(fact.proposal, fact.days, frozenset({fact.person}))
            return replace(talk, rule=rule, let_go=frozenset())
        case _:
            return replace(talk, rule=tried(talk.rule, fact) if talk.rule else None)


def mediated(talk: Talk, fact: MediatorInvited | MediatorDismissed | MediationHeld) -> Talk:
    match fact:
        case MediatorInvited():
            asked = Invitation(person=fact.person, mediator=fact.mediator)
            return replace(talk, invitations=(*talk.invitations, asked))
        case MediatorDismissed():
            left = tuple(it for it in talk.invitations if not recalled(it, fact))
            return replace(talk, invitations=left)
        case _:
            return replace(talk, mediated=True)


def recalled(it: Invitation, fact: MediatorDismissed) -> bool:
    return (it.person, it.mediator) == (fact.person, fact.mediator)


def tried(rule: Rule, fact: Fact) -> Rule | None:
    match fact:
        case TrialRuleDropped():
            return None
        case TrialRuleAccepted():
            return replace(rule, yes=rule.yes | {fact.person})
        case TrialRuleAgreed():
            return replace(rule, trial=Span(fact.since, fact.review))
        case TrialRuleRated():
            return replace(rule, ratings=(*rule.ratings, (fact.person, fact.verdict)))
        case _:
            return rule
