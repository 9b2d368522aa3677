from events.matching.candidate import CandidateStoodDown
from events.matching.round import EvaluateCandidates
from services.matching.round import ROUND, Round
from services.matching.rules import EDITION, explain
from tests.people import AHMED, AMINA, CALL, GIULIA, MARCO
from tests.services.matching.cast import EARLY_BIRD, MUSICIAN, ROUND_ID, SMOKER, round_facts, waiting
from tests.services.story import refused

FOUR = {
    AHMED.id: waiting(AHMED, EARLY_BIRD),
    MARCO.id: waiting(MARCO, MUSICIAN),
    GIULIA.id: waiting(GIULIA, SMOKER),
    AMINA.id: waiting(AMINA),
}


def test_every_pair_is_looked_at_once_and_explained_to_each_in_their_own_box():
    (fact,) = round_facts(FOUR)

    assert fact.rule_version == EDITION
    assert len(fact.pairs) == 6
    for pair in fact.pairs:
        assert (pair.for_one.owner, pair.for_other.owner) == (pair.one, pair.other)
        assert pair.for_one.value == explain(FOUR[pair.one].profile, FOUR[pair.other].profile)
        assert pair.for_other.value == explain(FOUR[pair.other].profile, FOUR[pair.one].profile)


def test_a_vetoed_pair_stands_last_and_says_by_whom():
    (fact,) = round_facts(FOUR)

    assert {fact.pairs[-1].one, fact.pairs[-1].other} == {AHMED.id, GIULIA.id}
    assert fact.pairs[-1].vetoed_by == (AHMED.id,)
    assert all(not pair.vetoed_by for pair in fact.pairs[:-1])


def test_someone_not_described_yet_is_looked_at_as_unknown():
    (fact,) = round_facts(FOUR)

    assert {it.person: it.edition for it in fact.considered}[AMINA.id] == 0


def test_nobody_who_stood_down_is_looked_at():
    gone = waiting(MARCO, MUSICIAN, CandidateStoodDown(person=MARCO.id, reason="found-home"))

    assert asked({**FOUR, MARCO.id: gone}) == "round.someone-not-waiting"


def test_a_round_takes_two_different_people_and_happens_once():
    assert asked({AHMED.id: FOUR[AHMED.id]}) == "round.needs-two"
    assert asked(FOUR, ROUND.fold(round_facts(FOUR))) == "round.already-evaluated"


def asked(people, round=Round()):  # noqa: B008
    twice = tuple(people) * (2 if len(people) == 1 else 1)
    command = EvaluateCandidates(stream=ROUND_ID, dossier=CALL, candidates=twice)
    return refused(ROUND, command, round, **{str(person): it for person, it in people.items()})
