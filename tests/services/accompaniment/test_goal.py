from datetime import timedelta

import pytest

from events.accompaniment.goal import (
    CloseGoal,
    GoalClosed,
    GoalReviewed,
    GoalSet,
    LadderRated,
    RateLadder,
    ReviewGoal,
    SetGoal,
)
from events.category import Category
from events.sealed import seal
from services.accompaniment.goal import GOAL, Goal
from tests.people import AHMED, COHABITATION_SAN_VITO, MARCO, ROSA, SARA, id_of
from tests.services.accompaniment.cast import TEN_O_CLOCK, TENTH, told_late
from tests.services.story import act, given, refused, when

HERE = {"stream": id_of("goal"), "dossier": COHABITATION_SAN_VITO}
SET = GoalSet(
    person=AHMED.id,
    wording=seal("Pagare le bollette da solo", AHMED.id, Category.GOALS),
    whose_wish="person",
    area="home-life",
)
CLOSED = GoalClosed(person=AHMED.id, outcome="reached", closed_on=TENTH)


def setting(**more):
    words = {"person": AHMED.id, "wording": "Pagare le bollette da solo", "whose_wish": "person"}
    return SetGoal(**{**HERE, **words, "area": "home-life", **more})


def rating(voice, level=4, person=AHMED.id):
    return RateLadder(**HERE, person=person, level=level, voice=voice)


def test_a_goal_is_in_the_persons_words_and_theirs():
    assert when(GOAL, setting(), Goal(), act(AHMED)) == [SET]
    assert when(GOAL, setting(), Goal(), act(SARA)) == [SET]
    assert refused(GOAL, setting(), given(GOAL, SET), act(AHMED)) == "goal.already-set"


def test_a_cohabitant_sets_goals_for_nobody_else():
    assert refused(GOAL, setting(), Goal(), act(MARCO)) == "goal.only-for-oneself"


@pytest.mark.parametrize(
    ("by", "voice"), [(act(AHMED), "person"), (act(ROSA), "family"), (act(SARA), "operator")]
)
def test_each_voice_rates_the_same_ladder(by, voice):
    assert when(GOAL, rating(voice), given(GOAL, SET), by) == [
        LadderRated(person=AHMED.id, level=seal(4, AHMED.id, Category.GOALS), voice=voice)
    ]


@pytest.mark.parametrize(
    ("by", "voice"),
    [
        (act(MARCO), "person"),
        (act(ROSA), "person"),
        (act(ROSA, on_behalf_of=AHMED.id), "person"),
        (act(SARA), "family"),
        (act(AHMED), "operator"),
        (act(AHMED, "family"), "family"),
    ],
)
def test_no_voice_speaks_for_another(by, voice):
    assert refused(GOAL, rating(voice), given(GOAL, SET), by) == "goal.not-your-voice"


def test_a_goal_is_reviewed_on_the_attainment_scale():
    review = ReviewGoal(**HERE, gas=1)

    assert when(GOAL, review, given(GOAL, SET), act(SARA)) == [
        GoalReviewed(person=AHMED.id, gas=seal(1, AHMED.id, Category.GOALS))
    ]
    assert refused(GOAL, review, Goal(), act(SARA)) == "goal.not-set"


def test_a_late_word_counts_where_the_goal_was_still_open():
    closed = given(GOAL, SET, CLOSED)

    assert len(when(GOAL, rating("operator"), closed, told_late())) == 1
    after = told_late(at=TEN_O_CLOCK + timedelta(days=1))
    assert refused(GOAL, rating("operator"), closed, after) == "goal.closed"


def test_a_goal_closes_once_and_only_for_its_person():
    close = CloseGoal(**HERE, person=AHMED.id, outcome="reached")

    assert when(GOAL, close, given(GOAL, SET), act(AHMED, at=TEN_O_CLOCK)) == [CLOSED]
    assert when(GOAL, close, given(GOAL, SET, CLOSED), act(AHMED)) == []
    other = close.model_copy(update={"person": MARCO.id})
    assert refused(GOAL, other, given(GOAL, SET), act(MARCO)) == "goal.of-someone-else"
