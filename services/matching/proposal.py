"""A proposal: a pair for a home, explained to each, answered by each, decided by a person with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.envelope import Refusal
from events.matching.candidate import PROFILE_CATEGORY, StandDown, candidate_of
from events.matching.explanation import Explanation
from events.matching.home import HoldPlaces
from events.matching.proposal import (
    AnswerProposal,
    ContactsDisclosed,
    DecideMatch,
    DropMatch,
    MakeProposal,
    MatchDecided,
    MatchDropped,
    MeetingHeld,
    PartyAnswered,
    ProposalMade,
    RecordMeeting,
)
from events.message import Command, Fact
from events.sealed import Open, seal
from services.kernel.deciding import Act, Decider, Read
from services.matching.candidate import CANDIDATE, Candidate
from services.matching.home import HOME, Home
from services.matching.proposable import must_be_proposable, must_suit_the_home
from services.matching.round import ROUND, Round
from services.matching.rules import explain


@dataclass(frozen=True)
class Proposal:
    made: ProposalMade | None = None
    met: bool = False
    answers: tuple[tuple[UUID, str], ...] = ()
    disclosed: bool = False
    decided: bool = False
    dropped: bool = False


def decide(proposal: Proposal, command: Command, act: Act, **seen: object) -> Iterator[Fact | Command]:
    match command:
        case MakeProposal():
            yield from propose(proposal, command, act, **seen)  # type: ignore[arg-type]
        case RecordMeeting():
            yield from record_meeting(proposal, command, act)
        case AnswerProposal():
            yield from answer(proposal, command)
        case DecideMatch():
            yield from decide_match(proposal, command, act, **seen)  # type: ignore[arg-type]
        case DropMatch():
            yield from drop(proposal, command, act)


def propose(
    proposal: Proposal,
    command: MakeProposal,
    act: Act,
    home: Home,
    round: Round,
    one: Candidate,
    other: Candidate,
) -> Iterator[Fact]:
    if proposal.made:
        raise Refusal("proposal.already-made")
    vetoes = must_be_proposable(command, home, round, one, other)
    yield ProposalMade(
        pair=(command.one, command.other),
        home=command.dossier,
        made_on=act.day,
        since=command.since,
        until=command.until,
        round=command.round,
        rule_version=round.rule_version,
        explanations=(explained(one, other, command.one), explained(other, one, command.other)),
        overrides=tuple(seal(command.override, person, PROFILE_CATEGORY) for person in vetoes),
    )


def explained(mine: Candidate, theirs: Candidate, reader: UUID) -> Open[Explanation]:
    return seal(explain(mine.profile, theirs.profile), reader, PROFILE_CATEGORY)


def record_meeting(proposal: Proposal, command: RecordMeeting, act: Act) -> Iterator[Fact]:
    made = open_one(proposal)
    if command.day > act.today:
        raise Refusal("proposal.meeting-in-the-future", field="day")
    if command.day < made.made_on:
        raise Refusal("proposal.meeting-before-proposal", field="day")
    yield MeetingHeld(pair=made.pair, day=command.day)


def answer(proposal: Proposal, command: AnswerProposal) -> Iterator[Fact]:
    """Anyone may change their mind until the decision; contacts, once disclosed, cannot be taken back."""
    if command.party not in open_one(proposal).pair:
        raise Refusal("proposal.not-a-party")
    if dict(proposal.answers).get(command.party) == command.answer and not command.reason:
        return
    reason = seal(command.reason, command.party, PROFILE_CATEGORY)
    yield PartyAnswered(party=command.party, answer=command.answer, reason=reason)
    after = replace(proposal, answers=answered(proposal, command.party, command.answer))
    if mutual_yes(after) and not proposal.disclosed:
        yield ContactsDisclosed(pair=open_one(proposal).pair)


def decide_match(
    proposal: Proposal, command: DecideMatch, act: Act, home: Home, one: Candidate, other: Candidate
) -> Iterator[Fact | Command]:
    made = decidable(proposal, command, act)
    solution_type, places = must_suit_the_home(home, (one, other), made.since, made.until)
    yield MatchDecided(
        pair=made.pair,
        home=made.home,
        cohabitation=command.cohabitation,
        solution_type=solution_type,
        places=places,
        since=made.since,
        until=made.until,
        decided_by=act.actor,
        reason=seal(command.reason.strip(), command.cohabitation, PROFILE_CATEGORY),
    )
    yield from kept(made, command.cohabitation)


def decidable(proposal: Proposal, command: DecideMatch, act: Act) -> ProposalMade:
    """I22: a human being, after a meeting and two yeses, with a reason in words."""
    made = open_one(proposal)
    if made.pair != (command.one, command.other):
        raise Refusal("proposal.not-a-party")
    if act.role == "system":
        raise Refusal("proposal.needs-a-human")
    if not command.reason.strip():
        raise Refusal("proposal.needs-a-reason", field="reason")
    if not proposal.met:
        raise Refusal("proposal.not-met-yet")
    if not mutual_yes(proposal):
        raise Refusal("proposal.no-mutual-yes")
    return made


def kept(made: ProposalMade, cohabitation: UUID) -> Iterator[Command]:
    """With the decision, in one save: the places are promised, and neither person waits any longer."""
    yield HoldPlaces(
        stream=made.home,
        dossier=made.home,
        cohabitation=cohabitation,
        places=len(made.pair),
        since=made.since,
        until=made.until,
    )
    for person in made.pair:
        yield StandDown(stream=candidate_of(person), dossier=person, reason="matched")


def drop(proposal: Proposal, command: DropMatch, act: Act) -> Iterator[Fact]:
    if proposal.dropped:
        return
    made = open_one(proposal)
    yield MatchDropped(pair=made.pair, home=made.home, dropped_on=act.day, reason=command.reason)


def open_one(proposal: Proposal) -> ProposalMade:
    if proposal.made is None:
        raise Refusal("proposal.not-made")
    if proposal.dropped or proposal.decided:
        raise Refusal("proposal.closed")
    return proposal.made


def mutual_yes(proposal: Proposal) -> bool:
    return [answer for _, answer in proposal.answers] == ["yes", "yes"]


def answered(proposal: Proposal, party: UUID, answer: str) -> tuple[tuple[UUID, str], ...]:
    return tuple({**dict(proposal.answers), party: answer}.items())


def evolve(proposal: Proposal, fact: Fact) -> Proposal:
    match fact:
        case ProposalMade():
            return replace(proposal, made=fact)
        case MeetingHeld():
            return replace(proposal, met=True)
        case PartyAnswered():
            return replace(proposal, answers=answered(proposal, fact.party, fact.answer))
        case ContactsDisclosed():
            return replace(proposal, disclosed=True)
        case MatchDecided():
            return replace(proposal, decided=True)
        case MatchDropped():
            return replace(proposal, dropped=True)
    return proposal


def reads(command: Command) -> dict[str, Read]:
    if not isinstance(command, (MakeProposal, DecideMatch)):
        return {}
    seen = {
        "home": Read(HOME, command.dossier),
        "one": Read(CANDIDATE, candidate_of(command.one)),
        "other": Read(CANDIDATE, candidate_of(command.other)),
    }
    if isinstance(command, MakeProposal):
        seen["round"] = Read(ROUND, command.round)
    return seen


PROPOSAL = Decider(
    Proposal(),
    decide,
    evolve,
    commands=(MakeProposal, RecordMeeting, AnswerProposal, DecideMatch, DropMatch),
    reads=reads,
)
