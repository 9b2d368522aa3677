import json
from itertools import product
from pathlib import Path

import pytest

from events.matching.profile import Profile
from services.matching.rules import CRITERIA, VETOES, explain
from tests.services.matching.cast import EARLY_BIRD, MUSICIAN, SMOKER

WORDS = Path(__file__).parents[3] / "frontend" / "sentences" / "explanations" / "matching.json"


def about(criterion, mine, theirs):
    return next(it for it in explain(mine, theirs).findings if it.criterion == criterion)


def test_a_veto_is_found_from_the_side_that_stated_it():
    assert about("smoking", EARLY_BIRD, SMOKER).kind == "veto"
    assert about("smoking", SMOKER, EARLY_BIRD).kind == "wish"
    assert explain(EARLY_BIRD, SMOKER).vetoed
    assert not explain(SMOKER, EARLY_BIRD).vetoed


@pytest.mark.parametrize("veto", VETOES)
def test_every_veto_someone_may_state_is_honoured(veto):
    worst = Profile(smoking="yes", pets="some", guests="often", rhythm="late")

    assert about(VETOES[veto], Profile(vetoes=(veto,)), worst).kind == "veto"


def test_what_was_wished_for_counts_double():
    near = MUSICIAN.model_copy(update={"quiet": 5})

    assert about("quiet", EARLY_BIRD, near).score == 2
    assert about("quiet", EARLY_BIRD.model_copy(update={"wishes": ()}), near).score == 1


def test_what_nobody_said_is_unknown_and_counts_for_nothing():
    explanation = explain(EARLY_BIRD, Profile())

    assert {it.kind for it in explanation.findings} == {"unknown"}
    assert (explanation.total, explanation.unknowns, explanation.vetoed) == (0, len(CRITERIA), False)


def test_every_sentence_the_rules_can_say_has_words_in_both_languages():
    words = json.loads(WORDS.read_text())
    habits = (Profile(), EARLY_BIRD, MUSICIAN, SMOKER, Profile(languages=("fr",), vetoes=tuple(VETOES)))
    habits += (Profile(pets="some", guests="often", rhythm="late", quiet=1, tidiness=1, smoking="yes"),)
    habits += (Profile(pets="none", guests="sometimes", rhythm="shifts", quiet=3, tidiness=3, smoking="no"),)

    findings = [it for mine, theirs in product(habits, repeat=2) for it in explain(mine, theirs).findings]

    for finding in findings:
        for language in ("it", "en"):
            assert words["sentences"][finding.sentence][language].format_map(finding.parameters)
        value = finding.parameters.get("theirs")
        assert (
            value is None
            or finding.criterion in ("languages", "quiet", "tidiness")
            or value in words["values"]
        )
