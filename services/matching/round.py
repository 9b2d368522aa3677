"""A round: the rules applied to every pair, whose order no arrival and no list can change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from uuid import UUID

from events.envelope import Refusal
from events.matching.candidate import PROFILE_CATEGORY, candidate_of
from events.matching.explanation import Explanation
from events.matching.round import CandidatesEvaluated, Considered, EvaluateCandidates, Pair
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider, Read
from services.matching.candidate import CANDIDATE, Candidate
from services.matching.rules import EDITION, explain


@dataclass(frozen=True)
class Round:
    """What a later proposal may ask of it: who was looked at, by which rules, and whose veto was found."""

    rule_version: str = ""
    editions: tuple[tuple[UUID, int], ...] = ()
    vetoes: tuple[tuple[UUID, UUID, tuple[UUID, ...]], ...] = ()


@dataclass(frozen=True)
class Look:
    """A pair in the making, totals still at hand for sorting."""

    one: UUID
    other: UUID
    for_one: Explanation
    for_other: Explanation


def decide(round: Round, command: Command, act: Act, **candidates: Candidate) -> Iterator[Fact | Command]:
    match command:
        case EvaluateCandidates():
            yield from evaluate(round, command, candidates)


def evaluate(
    round: Round, command: EvaluateCandidates, candidates: Mapping[str, Candidate]
) -> Iterator[CandidatesEvaluated]:
    if round.rule_version:
        raise Refusal("round.already-evaluated")
    people = {person: candidates[str(person)] for person in sorted(set(command.candidates), key=str)}
    must_be_waiting(people)
    yield CandidatesEvaluated(
        rule_version=EDITION,
        candidates=tuple(people),
        considered=tuple(Considered(person=person, edition=it.edition) for person, it in people.items()),
        pairs=tuple(sealed(look) for look in sorted(looks(people), key=standing)),
    )


def must_be_waiting(people: Mapping[UUID, Candidate]) -> None:
    if len(people) < 2:
        raise Refusal("round.needs-two", field="candidates")
    if not all(candidate.waiting for candidate in people.values()):
        raise Refusal("round.someone-not-waiting", field="candidates")


def looks(people: Mapping[UUID, Candidate]) -> Iterator[Look]:
    """Each pair once, the lower id first, looked at from both sides."""
    for one, other in combinations(people, 2):
        mine, theirs = people[one].profile, people[other].profile
        yield Look(one, other, explain(mine, theirs), explain(theirs, mine))


def standing(look: Look) -> tuple[bool, int, int, str, str]:
    """Vetoed pairs last, then the better total, then fewer unknowns, then ids: never the order of asking."""
    total = look.for_one.total + look.for_other.total
    unknowns = look.for_one.unknowns + look.for_other.unknowns
    return vetoed(look) != (), -total, unknowns, str(look.one), str(look.other)


def sealed(look: Look) -> Pair:
    return Pair(
        one=look.one,
        other=look.other,
        for_one=seal(look.for_one, look.one, PROFILE_CATEGORY),
        for_other=seal(look.for_other, look.other, PROFILE_CATEGORY),
        vetoed_by=vetoed(look),
    )


def vetoed(look: Look) -> tuple[UUID, ...]:
    sides = ((look.one, look.for_one), (look.other, look.for_other))
    return tuple(person for person, explanation in sides if explanation.vetoed)


def evolve(round: Round, fact: Fact) -> Round:
    match fact:
        case CandidatesEvaluated():
            return replace(
                round,
                rule_version=fact.rule_version,
                editions=tuple((it.person, it.edition) for it in fact.considered),
                vetoes=tuple((pair.one, pair.other, pair.vetoed_by) for pair in fact.pairs),
            )
    return round


def reads(command: EvaluateCandidates) -> dict[str, Read]:
    return {str(person): Read(CANDIDATE, candidate_of(person)) for person in command.candidates}


ROUND = Decider(Round(), decide, evolve, commands=(EvaluateCandidates,), reads=reads)
