"""A home in a minute, and its story."""

from datetime import date

from events.pacts.cohabitation import CohabitationClosed
from events.pacts.pact import PactActivated, PactAmended, pact_of
from events.role import Role
from frontend.pages.case.brief import to_decide
from frontend.pages.case.queries import case, cases, visits
from frontend.pages.case.story import Moment, in_short, story
from frontend.pages.goals.queries import goals_of
from tests.frontend.pages.house_of_two import BOTH, HERE, at, chosen, held, house, planned, rated
from tests.people import AHMED, MARCO, SARA, UGO

TODAY = date(2026, 9, 30)


def told(it, kind=""):
    return story(it.db, case(it.db, HERE, TODAY), TODAY, kind)


def test_who_lives_where_since_when_and_how_far_along():
    found = case(house().db, HERE, TODAY)

    assert [(member.person, member.since) for member in found.members] == sorted(
        (person, date(2026, 9, 1)) for person in BOTH
    )
    assert (found.where, found.plan.phase, found.plan.cadence_days) == ("Casa San Vito", "settling-in", 7)


def test_the_pact_in_force_stays_while_another_version_waits_for_signatures():
    it = house()
    version = {
        "cohabitation": HERE,
        "hash": "a" * 64,
        "starts": TODAY,
        "on": TODAY,
        "clauses": (),
        "parties": (),
    }
    active = PactActivated(
        cohabitation=HERE, version=1, hash="b" * 64, since=date(2026, 9, 1), first=True, members=BOTH, trial_days=30,
        trial_notice_days=7, notice_days=30, review_months=6, duties=(),
    )  # fmt: skip
    it.tell(pact_of(HERE), active, at(1), SARA.id, HERE)
    it.tell(pact_of(HERE), PactAmended(**version, version=2, from_hash="b" * 64), at(20), SARA.id, HERE)
    found = case(it.db, HERE, TODAY)

    assert (found.pact.version, found.pact.notice_days, found.pact.pending) == (1, 30, 2)
    assert "signatures" in to_decide(found, visits(it.db, HERE, TODAY), TODAY)


def test_three_voices_stand_side_by_side_and_the_team_draws_a_line():
    it = house()
    chosen(it)
    rated(it, 2, "operator", SARA.id, at(10))
    rated(it, 4, "person", AHMED.id, at(11))
    rated(it, 3, "operator", SARA.id, at(17))
    (goal,) = goals_of(it.db, HERE)

    assert [(one.voice, one.day) for one in goal.voices] == [
        ("person", date(2026, 9, 11)),
        ("operator", date(2026, 9, 17)),
    ]
    assert len(goal.ratings) == 2


async def test_the_story_is_told_in_names_for_who_may_know_them_and_for_nobody_else():
    it = house()
    chosen(it)
    (set_,) = [one for one in told(it, "goal") if one.topic.endswith("GoalSet")]
    sara, ugo = it.reader(SARA, Role.OPERATOR, TODAY), it.reader(UGO, Role.SELF, TODAY)

    assert await it.printed(sara, set_.title) == ["Ahmed ha un obiettivo: Pagare la bolletta."]
    (seen,) = await it.printed(ugo, set_.title)
    assert "Ahmed" not in seen
    assert "bolletta" not in seen


def test_silences_longer_than_the_agreed_pace_are_drawn_among_the_visits():
    it = house()
    held(it, "a", at(5))
    held(it, "b", at(25))
    gaps = [one for one in told(it, "visit") if isinstance(one, dict)]

    assert [(gap["day"], gap["until"], gap["days"]) for gap in gaps] == [
        (date(2026, 9, 6), date(2026, 9, 25), 19)
    ]
    assert in_short(case(it.db, HERE, TODAY), told(it)) == (
        "2 visite finora. Il periodo più lungo senza visite: 19 giorni."
    )


def test_a_late_entry_stands_on_its_own_day_and_says_when_it_was_written():
    it = house()
    held(it, "a", at(5), days_late=9)
    (entry,) = [one for one in told(it, "visit") if isinstance(one, Moment)]

    assert entry.day == date(2026, 9, 5)
    assert entry.late == "Scritto il 14 set, 9 giorni dopo"


async def test_what_several_marked_on_one_day_is_one_moment_unless_asked_by_kind():
    it = house()
    chosen(it)
    rated(it, 2, "operator", SARA.id, at(10))
    rated(it, 4, "person", AHMED.id, at(10))
    rated(it, 4, "person", AHMED.id, at(20))
    sara = it.reader(SARA, Role.OPERATOR, TODAY)
    folded = [one for one in told(it) if isinstance(one, Moment) and one.topic.endswith("LadderRated")]

    assert (await it.printed(sara, folded[1].title)) == ["Quanto aiuto serve, segnato da Sara e Ahmed"]
    assert len(folded) == 2
    assert len([one for one in told(it, "goal") if one.topic.endswith("LadderRated")]) == 3


def test_a_closed_home_asks_for_nothing_and_comes_last():
    it = house()
    closed = CohabitationClosed(
        reason="end-of-term", outcome="own-home", until=date(2026, 9, 20), keys_returned=True,
        follow_up_until=date(2026, 10, 20),
    )  # fmt: skip
    it.tell(HERE, closed, at(20), SARA.id)
    found = case(it.db, HERE, TODAY)

    assert to_decide(found, visits(it.db, HERE, TODAY), TODAY) == []
    assert cases(it.db, (HERE,), TODAY) == (found,)


def test_next_visit_is_the_nearest_one_still_to_come():
    it = house()
    planned(it, "past", date(2026, 9, 20))
    coming = planned(it, "next", date(2026, 10, 2))
    planned(it, "later", date(2026, 10, 9))

    assert visits(it.db, HERE, TODAY).next.id == coming
    assert MARCO.id in visits(it.db, HERE, TODAY).next.people
