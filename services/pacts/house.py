"""What is so about a cohabitation: who lives there on which days, in trial or active, suspended or closed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.message import Fact
from events.pacts.cohabitation import (
    CohabitationActivated,
    CohabitationClosed,
    CohabitationFormed,
    CohabitationResumed,
    CohabitationSuspended,
    MemberJoined,
    MemberLeft,
    TrialStarted,
)

# Two young people to a flat (the call of Lucca); five to a unit otherwise (decree 23/11/2016, law 112/2016).
PEOPLE_AT_MOST = {"youth": 2}
PEOPLE_AT_MOST_OTHERWISE = 5


@dataclass(frozen=True)
class Span:
    """From ``since`` up to but not including ``until``; without ``until``, for good."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, other: "Span") -> bool:
        """Some day belongs to both."""
        first = max(self.since, other.since)
        return self.covers(first) and other.covers(first)


@dataclass(frozen=True)
class Membership:
    person: UUID
    span: Span


@dataclass(frozen=True)
class Cohabitation:
    id: UUID | None = None
    since: date = date.max
    solution_type: str = ""
    places: int = 0
    expected: frozenset[UUID] = frozenset()
    members: tuple[Membership, ...] = ()
    trial: Span | None = None
    active_since: date | None = None
    pauses: tuple[Span, ...] = ()
    closed: date | None = None

    @property
    def capacity(self) -> int:
        return min(self.places, PEOPLE_AT_MOST.get(self.solution_type, PEOPLE_AT_MOST_OTHERWISE))

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].until is None

    def present(self, day: date) -> frozenset[UUID]:
        return frozenset(member.person for member in self.members if member.span.covers(day))

    def most_at_once(self, span: Span) -> int:
        """The crowd only ever grows on a day someone joins, so those days are enough to look at."""
        starts = {span.since} | {member.span.since for member in self.members}
        return max(len(self.present(day)) for day in starts if span.covers(day))

    def living_after(self, day: date) -> frozenset[UUID]:
        return frozenset(member.person for member in self.members if member.span.meets(Span(day)))

    def in_trial(self, day: date) -> bool:
        active = self.active_since is not None and self.active_since <= day
        return self.trial is not None and self.trial.covers(day) and not active

    def leavable(self, person: UUID, until: date) -> bool:
        """There is a stay of theirs that would end earlier than now known."""
        return any(shortens(member, person, until) for member in self.members)


def shortens(member: Membership, person: UUID, until: date) -> bool:
    span = member.span
    return member.person == person and span.since <= until and (span.until is None or until < span.until)


def evolve(house: Cohabitation, fact: Fact) -> Cohabitation:
    match fact:
        case CohabitationFormed():
            return formed(house, fact)
        case MemberJoined():
            joined = Membership(fact.person, Span(fact.since))
            return replace(house, members=(*house.members, joined))
        case MemberLeft():
            return replace(house, members=tuple(left(member, fact) for member in house.members))
        case CohabitationClosed():
            return replace(house, closed=fact.until)
        case _:
            return staged(house, fact)


def formed(house: Cohabitation, fact: CohabitationFormed) -> Cohabitation:
    return replace(
        house,
        id=fact.cohabitation,
        since=fact.since,
        solution_type=fact.solution_type,
        places=fact.places,
        expected=frozenset(fact.expected),
    )


def left(member: Membership, fact: MemberLeft) -> Membership:
    if not shortens(member, fact.person, fact.until):
        return member
    return replace(member, span=Span(member.span.since, fact.until))


def staged(house: Cohabitation, fact: Fact) -> Cohabitation:
    match fact:
        case TrialStarted():
            return replace(house, trial=Span(fact.since, fact.until))
        case CohabitationActivated():
            return replace(house, active_since=fact.since)
        case CohabitationSuspended():
            return replace(house, pauses=(*house.pauses, Span(fact.since)))
        case CohabitationResumed():
            return replace(house, pauses=(*house.pauses[:-1], Span(house.pauses[-1].since, fact.since)))
        case _:
            return house
