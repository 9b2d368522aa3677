"""Eligibility: total, monotone at its boundaries, whatever the order; figures as the call says them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.rule import MOST_CENTS, YOUTH_CALL_2023, Between, Declared
from services.intake.eligibility import banded, check, isee, result_of, verdict

DAY = date(2026, 4, 30)
MONEY = st.none() | st.integers(0, MOST_CENTS)
DECLARED = st.builds(
    Declared,
    birth_date=st.none() | st.dates(date(1910, 1, 1), DAY),
    family_isee=MONEY,
    personal_isee=MONEY,
)


def judge(born=date(2000, 1, 1), family=None, personal=None):
    declared = Declared(birth_date=born, family_isee=family, personal_isee=personal)
    return verdict(check(YOUTH_CALL_2023, DAY, declared))


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2008, 4, 30), "passed"),  # eighteen on the closing day
        (date(2008, 5, 1), "failed"),
        (date(1990, 5, 1), "passed"),  # thirty-six tomorrow
        (date(1990, 4, 30), "failed"),
        (None, "unknown"),
    ],
)
def test_age_is_counted_in_completed_years_on_the_closing_day(born, expected):
    assert judge(born, family=12_000_00) == expected


def test_who_was_born_on_the_29th_of_february_comes_of_age_on_the_1st_of_march():
    leap = Declared(birth_date=date(2008, 2, 29))

    assert result_of("age", check(YOUTH_CALL_2023, date(2026, 2, 28), leap)) == "failed"
    assert result_of("age", check(YOUTH_CALL_2023, date(2026, 3, 1), leap)) == "passed"


@pytest.mark.parametrize(
    ("family", "personal", "expected"),
    [
        (6_000_00, None, "passed"),
        (20_000_00, None, "passed"),
        (5_999_99, None, "unknown"),
        (20_000_01, None, "unknown"),
        (20_000_01, 10_000_01, "failed"),
        (20_000_01, 10_000_00, "passed"),
        (None, 0, "passed"),
        (None, 10_000_01, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_one_isee_or_the_other_is_enough_to_the_cent(family, personal, expected):
    assert judge(family=family, personal=personal) == expected


@given(DECLARED)
def test_every_declaration_has_a_verdict(declared):
    outcomes = check(YOUTH_CALL_2023, DAY, declared)

    assert [one.criterion for one in outcomes] == ["age", "family-isee", "personal-isee"]
    assert verdict(outcomes) in ("passed", "failed", "unknown")


@given(DECLARED, st.permutations(range(3)))
def test_the_order_of_the_criteria_changes_nothing(declared, order):
    outcomes = check(YOUTH_CALL_2023, DAY, declared)

    assert verdict(tuple(outcomes[n] for n in order)) == verdict(outcomes)


@given(st.integers(0, MOST_CENTS), st.integers(0, MOST_CENTS), st.integers(0, 100), st.integers(0, 100))
def test_a_band_is_crossed_once_in_each_direction(low, high, least, width):
    between = Between(least=least, most=least + width)
    ladder = ("below", "within", "above")
    low, high = sorted((low, high))

    assert ladder.index(banded(low, between)) <= ladder.index(banded(high, between))
    assert (banded(low, between) == "within") == (least <= low <= least + width)


@given(DECLARED, st.sampled_from(["birth_date", "family_isee", "personal_isee"]))
def test_saying_less_never_turns_a_verdict_round(declared, hidden):
    full = verdict(check(YOUTH_CALL_2023, DAY, declared))
    less = verdict(check(YOUTH_CALL_2023, DAY, declared.model_copy(update={hidden: None})))

    assert less in (full, "unknown")


@given(DECLARED)
def test_a_second_isee_can_only_help(declared):
    without = isee(check(YOUTH_CALL_2023, DAY, declared.model_copy(update={"personal_isee": None})))

    if without == "passed":
        assert isee(check(YOUTH_CALL_2023, DAY, declared)) == "passed"


def test_a_criterion_nobody_judged_is_unknown():
    assert verdict(()) == "unknown"
