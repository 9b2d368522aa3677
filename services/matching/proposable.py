"""What must hold before two people and a home are proposed, and again when the match is decided."""

from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.matching.home import SolutionType
from events.matching.proposal import MakeProposal
from services.matching.candidate import Candidate
from services.matching.home import Home, known, must_have_room
from services.matching.round import Round
from services.matching.solution_types import allows


def must_be_proposable(
    command: MakeProposal, home: Home, round: Round, one: Candidate, other: Candidate
) -> tuple[UUID, ...]:
    """Whose vetoes the proposal sets aside (mostly nobody's). Raises the first reason against it."""
    if command.one == command.other:
        raise Refusal("proposal.needs-two", field="other")
    must_suit_the_home(home, (one, other), command.since, command.until)
    must_be_evaluated(command, round, one, other)
    vetoes = vetoed_by(round, command.one, command.other)
    if vetoes and not command.override.strip():
        raise Refusal("proposal.veto-needs-a-reason", field="override")
    return vetoes


def must_suit_the_home(
    home: Home, people: tuple[Candidate, ...], since: date, until: date | None
) -> tuple[SolutionType, int]:
    """I4: still waiting, a type its traits allow, every declared need met, free and with room in those dates.

    Returns the home's solution type and its places.
    """
    places = known(home).places
    if not all(candidate.waiting for candidate in people):
        raise Refusal("proposal.someone-not-waiting")
    if home.solution_type is None or not allows(home.solution_type.type, places):
        raise Refusal("proposal.home-without-type")
    if unmet(home, people):
        raise Refusal("proposal.home-not-accessible")
    must_have_room(home, len(people), since, until)
    return home.solution_type.type, places


def unmet(home: Home, people: tuple[Candidate, ...]) -> bool:
    offered = set(known(home).accessibility)
    return any(not offered.issuperset(candidate.profile.needs) for candidate in people)


def must_be_evaluated(command: MakeProposal, round: Round, one: Candidate, other: Candidate) -> None:
    """By the round that is named, on what both say of themselves today."""
    editions = dict(round.editions)
    if command.one not in editions or command.other not in editions:
        raise Refusal("proposal.not-evaluated", field="round")
    if (editions[command.one], editions[command.other]) != (one.edition, other.edition):
        raise Refusal("proposal.evaluation-outdated", field="round")


def vetoed_by(round: Round, one: UUID, other: UUID) -> tuple[UUID, ...]:
    """In the order the proposal names them."""
    found = {frozenset((a, b)): vetoes for a, b, vetoes in round.vetoes}.get(frozenset((one, other)), ())
    return tuple(person for person in (one, other) if person in found)
