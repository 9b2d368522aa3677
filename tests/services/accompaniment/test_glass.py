"""Breaking the glass: a reason, an hour, one case; somebody else reviews it, or an alarm says that nobody did."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError

from events.access import BREAKABLE, READERS, VISIBILITY
from events.accompaniment.glass import (
    BreakGlass,
    GlassBroken,
    GlassLeftUnreviewed,
    GlassReviewed,
    GlassShut,
    NoticeUnreviewedGlass,
    ReviewGlass,
)
from events.category import Category
from events.role import Role
from events.sealed import seal
from services.accompaniment.glass import GLASS
from services.accompaniment.plan import Plan
from services.accompaniment.policy import dues
from services.kernel.deciding import Due
from tests.people import COHABITATION_SAN_VITO, DARIO, MARTA, PAOLO, SARA
from tests.services.story import NOW, act, given, refused, when

WHY = "Il pronto soccorso chiede se qualcuno è sottoposto a misure."
AT = {"stream": uuid4(), "dossier": COHABITATION_SAN_VITO}
HOUR = timedelta(minutes=60)


def breaking(*categories: Category, **more):
    known = {"ground": "health", "categories": categories or (Category.JUDICIAL,), "reason": WHY}
    return BreakGlass(**{**AT, **known, **more})


BROKEN = GlassBroken(
    person=SARA.id, role=Role.OPERATOR, cohabitation=COHABITATION_SAN_VITO, categories=(Category.JUDICIAL,),
    ground="health", from_at=NOW, until_at=NOW + HOUR,
    reason=seal(WHY, COHABITATION_SAN_VITO, Category.INCIDENTS),
)  # fmt: skip
REVIEWED = GlassReviewed(by=MARTA.id, outcome="justified")
CASE = Plan(since=NOW.date())
OPEN, DONE = given(GLASS, BROKEN), given(GLASS, BROKEN, REVIEWED)


def review(outcome="justified", words=""):
    return ReviewGlass(**AT, outcome=outcome, words=words)


def test_it_opens_one_case_for_sixty_minutes():
    assert when(GLASS, breaking(), GLASS.initial, act(SARA), plan=CASE) == [BROKEN]
    (stands,) = BROKEN.standings()

    assert (stands.kind, stands.role, stands.over) == ("glass", Role.OPERATOR, COHABITATION_SAN_VITO)
    assert stands.until_at == NOW + HOUR
    assert stands.since < NOW.date() < stands.until


@pytest.mark.parametrize("reason", ["", "serve", "x" * 19, " " * 10 + "x" * 19 + " " * 10, "x" * 1001])
def test_without_twenty_characters_of_reason_nobody_can_even_ask(reason):
    with pytest.raises(ValidationError):
        breaking(reason=reason)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("category", list(Category))
def test_each_role_breaks_the_glass_before_what_the_table_says_and_nothing_else(role, category):
    by = act(SARA, role)
    if role in BREAKABLE.get(category, ()):
        assert len(when(GLASS, breaking(category), GLASS.initial, by, plan=CASE)) == 1
    else:
        assert refused(GLASS, breaking(category), GLASS.initial, by, plan=CASE) == "glass.not-for-this-role"


def test_every_b_of_the_matrix_can_be_broken():
    for category, letters in VISIBILITY.items():
        marked = {role for role, letter in zip(READERS, letters, strict=True) if letter == "B"}
        assert marked <= {*BREAKABLE.get(category, ())}


def test_only_now_and_only_in_ones_own_name():
    yesterday = act(SARA, at=NOW - timedelta(days=1), received_at=NOW)

    assert refused(GLASS, breaking(), GLASS.initial, yesterday, plan=CASE) == "glass.only-now"
    assert (
        refused(GLASS, breaking(), GLASS.initial, act(SARA, on_behalf_of=PAOLO.id), plan=CASE)
        == "glass.only-oneself"
    )


def test_the_hour_counts_from_when_the_house_heard_it():
    slow = act(SARA, at=NOW - timedelta(minutes=50), received_at=NOW)
    (fact,) = when(GLASS, breaking(), GLASS.initial, slow, plan=CASE)

    assert fact.until_at == NOW + HOUR


def test_asked_twice_it_is_one_and_the_hour_does_not_begin_again():
    assert when(GLASS, breaking(), OPEN, act(SARA, at=NOW + HOUR), plan=CASE) == []


def test_a_colleague_reviews_it_once_and_never_who_broke_it():
    assert when(GLASS, review(), OPEN, act(MARTA)) == [REVIEWED]
    assert when(GLASS, review(), DONE, act(MARTA)) == []
    assert refused(GLASS, review("not-justified"), DONE, act(MARTA)) == "glass.already-reviewed"
    assert refused(GLASS, review(), OPEN, act(SARA, "coordinator")) == "glass.not-ones-own"
    assert refused(GLASS, review(), GLASS.initial, act(MARTA)) == "glass.unknown"


def test_the_words_of_the_review_are_sealed():
    (fact,) = when(GLASS, review(words="Parlatone insieme."), OPEN, act(MARTA))

    assert fact.words == seal("Parlatone insieme.", COHABITATION_SAN_VITO, Category.INCIDENTS)


def test_after_three_days_without_a_review_there_is_an_alarm_once():
    late = NoticeUnreviewedGlass(**AT)

    assert when(GLASS, late, OPEN) == [GlassLeftUnreviewed(person=SARA.id)]
    assert when(GLASS, late, DONE) == []
    assert when(GLASS, late, given(GLASS, BROKEN, GlassLeftUnreviewed(person=SARA.id))) == []
    assert when(GLASS, late, GLASS.initial) == []


def test_the_alarm_falls_due_after_seventy_two_hours_and_a_review_takes_it_back():
    class Record:
        stream, dossier = AT["stream"], AT["dossier"]

    assert list(dues(BROKEN, Record)) == [
        Due("glass-review", AT["stream"], NOW + timedelta(hours=72), NoticeUnreviewedGlass(**AT))
    ]
    assert list(dues(REVIEWED, Record)) == [Due("glass-review", AT["stream"])]


def test_an_auditor_may_open_names_and_words_but_nothing_judicial():
    assert when(
        GLASS, breaking(Category.IDENTITY, Category.VISIT_PROFESSIONAL), GLASS.initial, act(DARIO), plan=CASE
    )
    assert (
        refused(GLASS, breaking(Category.JUDICIAL), GLASS.initial, act(DARIO), plan=CASE)
        == "glass.not-for-this-role"
    )


SHUT = GlassShut(person=SARA.id, role=Role.OPERATOR, cohabitation=COHABITATION_SAN_VITO, from_at=NOW)


def test_found_not_justified_within_its_hour_it_is_shut_at_once():
    said = when(GLASS, review("not-justified"), OPEN, act(MARTA))

    assert said == [GlassReviewed(by=MARTA.id, outcome="not-justified"), SHUT]


def test_shut_it_holds_on_no_day_and_can_be_broken_again():
    (stands,), (ends,) = BROKEN.standings(), SHUT.standings()

    assert (ends.kind, ends.person, ends.role, ends.over) == ("glass", SARA.id, Role.OPERATOR, stands.over)
    assert ends.until == stands.since


@pytest.mark.parametrize("outcome", ["justified", "to-be-clarified"])
def test_any_other_outcome_lets_the_hour_run(outcome: str):
    assert SHUT not in when(GLASS, review(outcome), OPEN, act(MARTA))
