"""A candidate: entered by an admission, described in their own terms, stood down with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.envelope import Refusal
from events.matching.candidate import (
    PROFILE_CATEGORY,
    CandidateDescribed,
    CandidateEntered,
    CandidateStoodDown,
    DescribeCandidate,
    EnterCandidate,
    StandDown,
)
from events.matching.profile import Profile
from events.message import Command, Fact
from events.sealed import Open, seal
from services.kernel.deciding import Act, Decider

NOTHING_SAID = Profile()


@dataclass(frozen=True)
class Candidate:
    applications: tuple[UUID, ...] = ()
    waiting: bool = False
    edition: int = 0
    profile: Profile = NOTHING_SAID


def decide(candidate: Candidate, command: Command, act: Act) -> Iterator[Fact | Command]:
    match command:
        case EnterCandidate():
            yield from enter(candidate, command)
        case DescribeCandidate():
            yield from describe(candidate, command)
        case StandDown():
            yield from stand_down(candidate, command)


def enter(candidate: Candidate, command: EnterCandidate) -> Iterator[Fact]:
    """The same admission heard twice changes nothing, also after the person stood down."""
    if command.application not in candidate.applications:
        yield CandidateEntered(person=command.dossier, application=command.application, call=command.call)


def describe(candidate: Candidate, command: DescribeCandidate) -> Iterator[Fact]:
    if not candidate.waiting:
        raise Refusal("candidate.not-waiting")
    if command.profile != candidate.profile or not candidate.edition:
        yield CandidateDescribed(
            person=command.dossier,
            edition=candidate.edition + 1,
            profile=seal(command.profile, command.dossier, PROFILE_CATEGORY),
        )


def stand_down(candidate: Candidate, command: StandDown) -> Iterator[Fact]:
    withdrawn_before = command.application not in (None, *candidate.applications[-1:])
    if candidate.waiting and not withdrawn_before:
        yield CandidateStoodDown(person=command.dossier, reason=command.reason)


def evolve(candidate: Candidate, fact: Fact) -> Candidate:
    match fact:
        case CandidateEntered():
            applications = (*candidate.applications, fact.application)
            return replace(candidate, applications=applications, waiting=True)
        case CandidateDescribed():
            return replace(candidate, edition=fact.edition, profile=opened(candidate, fact))
        case CandidateStoodDown():
            return replace(candidate, waiting=False)
    return candidate


def opened(candidate: Candidate, fact: CandidateDescribed) -> Profile:
    """A box whose key was destroyed stays shut: then nothing is known, and nothing is guessed from before."""
    if isinstance(fact.profile, Open):
        return Profile.model_validate(fact.profile.value)
    return NOTHING_SAID


CANDIDATE = Decider(
    Candidate(),
    decide,
    evolve,
    commands=(EnterCandidate, DescribeCandidate, StandDown),
    opens=(PROFILE_CATEGORY,),
)
