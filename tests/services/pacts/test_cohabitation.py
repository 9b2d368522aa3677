from datetime import date, timedelta

import pytest

from events.message import Command
from events.pacts.cohabitation import (
    ActivateCohabitation,
    AdmitMember,
    CloseCohabitation,
    CohabitationActivated,
    CohabitationClosed,
    CohabitationFormed,
    CohabitationResumed,
    CohabitationSuspended,
    MemberJoined,
    MemberLeft,
    RemoveMember,
    ResumeCohabitation,
    StartTrial,
    SuspendCohabitation,
)
from events.pacts.duties import TurnAssigned
from events.pacts.pact import EndPact, PactEnded, pact_of
from events.pacts.residence import ResidenceLeft, ResidenceTaken, residence_of
from events.role import Role
from events.standing import Ends, Stands
from services.pacts.deciders import COHABITATION, DUTIES, RESIDENCE
from tests.people import AHMED, AMINA, COHABITATION_PONTETETTO, GIULIA, HOME_SAN_VITO, MARCO
from tests.services.pacts.house import HOME, House, form, on, opened
from tests.services.story import given

DAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)


def home(kind: type[Command], **said) -> Command:
    return kind(stream=HOME, dossier=HOME, **said)


def close(until: date = LATER, **more) -> Command:
    said = {"reason": "end-of-term", "outcome": "own-home", "keys_returned": True}
    return home(CloseCohabitation, until=until, **{**said, "follow_up_until": until, **more})


def test_those_expected_may_read_their_pact_before_they_live_there():
    house = House()
    (formed,) = house.tell(form(DAY, AHMED, MARCO), on(DAY))

    assert formed.standings()[0] == Stands("subject", AHMED.id, Role.SELF, DAY, over=HOME)


@pytest.mark.parametrize(
    ("said", "reason"),
    [({}, "cohabitation.already-formed"), ({"stream": HOME_SAN_VITO}, "cohabitation.wrong-stream")],
)
def test_a_home_is_formed_once_under_its_own_id(said, reason):
    house = House()
    house.tell(form(DAY, AHMED, MARCO), on(DAY))

    assert house.refusal(form(DAY, AHMED, MARCO).model_copy(update=said), on(DAY)) == reason


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ({"places": 4}, (AHMED, MARCO, AMINA)),
        ({"places": 1}, (AHMED, MARCO)),
        ({"places": 2, "solution_type": "stable"}, (AHMED, MARCO, AMINA)),
    ],
    ids=["three young people", "one place", "fewer places than the law allows people"],
)
def test_more_people_than_a_home_takes_are_refused(said, people):
    assert House().refusal(form(DAY, *people, **said), on(DAY)) == "cohabitation.full"


def test_joining_takes_residence_and_leaving_gives_it_up():
    house = opened(DAY)
    house.tell(home(RemoveMember, person=MARCO.id, until=LATER), on(LATER))

    assert [taken.person for taken in house.of(ResidenceTaken)] == [AHMED.id, MARCO.id]
    assert house.of(ResidenceLeft) == [ResidenceLeft(person=MARCO.id, cohabitation=HOME, until=LATER)]


def test_membership_is_a_title_for_exactly_its_days():
    joined = MemberJoined(cohabitation=HOME, person=AHMED.id, since=DAY)
    left = MemberLeft(cohabitation=HOME, person=AHMED.id, until=LATER)

    assert joined.standings() == (Stands("membership", AHMED.id, Role.COHABITANT, DAY, over=HOME),)
    assert left.standings() == (Ends("membership", AHMED.id, Role.COHABITANT, LATER, over=HOME),)


def test_nobody_joins_without_a_pact_they_are_in():
    house = House()
    house.tell(form(DAY, AHMED, MARCO), on(DAY))
    admit = home(AdmitMember, person=AHMED.id, since=DAY)

    assert house.refusal(admit, on(DAY)) == "cohabitation.no-pact-in-force"
    assert opened(DAY).refusal(admit.model_copy(update={"person": GIULIA.id}), on(DAY)) == (
        "cohabitation.not-in-the-pact"
    )
    early = admit.model_copy(update={"since": DAY - timedelta(days=1)})
    assert opened(DAY).refusal(early, on(DAY)) == "cohabitation.no-pact-in-force"


def test_who_resides_elsewhere_does_not_join_and_nothing_is_half_done():
    house = opened(DAY)
    house.facts = [(where, fact) for where, fact in house.facts if not isinstance(fact, MemberJoined)]
    elsewhere = ResidenceTaken(person=AHMED.id, cohabitation=COHABITATION_PONTETETTO, since=DAY)
    house.facts = [it for it in house.facts if not isinstance(it[1], ResidenceTaken)]
    house.facts.append((residence_of(AHMED.id), elsewhere))
    before = list(house.facts)

    assert house.refusal(home(AdmitMember, person=AHMED.id, since=LATER), on(LATER)) == "residence.elsewhere"
    assert house.facts == before


def test_the_trial_is_no_longer_than_the_pact_says_and_starts_once():
    house = opened(DAY)
    house.facts = [it for it in house.facts if type(it[1]).__name__ != "TrialStarted"]

    def start(days: int) -> Command:
        return home(StartTrial, since=DAY, until=DAY + timedelta(days=days))

    assert house.refusal(start(31), on(DAY)) == "cohabitation.trial-too-long"
    assert house.refusal(start(0), on(DAY)) == "cohabitation.trial-too-long"
    assert len(house.tell(start(30), on(DAY))) == 1
    assert house.tell(start(30), on(DAY)) == []
    assert house.refusal(start(20), on(DAY)) == "cohabitation.trial-already-started"


def test_when_the_trial_ends_the_home_becomes_active_by_itself():
    house = opened(DAY)
    due = house.due[f"trial-ends/{HOME}"]

    house.tell(due.command, on(DAY + timedelta(days=30), role="system"))

    assert due.at.date() == DAY + timedelta(days=30)
    assert house.of(CohabitationActivated) == [CohabitationActivated(since=DAY + timedelta(days=30))]
    assert house.tell(due.command, on(LATER, role="system")) == []


def test_an_empty_home_does_not_become_active():
    house = opened(DAY)
    for person in (AHMED, MARCO):
        house.tell(home(RemoveMember, person=person.id, until=DAY + timedelta(days=9)), on(DAY))

    assert (
        house.refusal(home(ActivateCohabitation, since=LATER), on(LATER)) == "cohabitation.nobody-lives-there"
    )


def test_closing_lets_everyone_leave_and_ends_the_pact():
    house = opened(DAY)
    house.tell(close(follow_up_until=LATER + timedelta(days=90)), on(LATER))

    assert {left.person for left in house.of(MemberLeft)} == {AHMED.id, MARCO.id}
    assert house.of(CohabitationClosed)[0].outcome == "own-home"
    assert house.of(PactEnded)[0].ends == LATER
    assert house.refusal(close(), on(LATER)) == "cohabitation.closed"


def test_closing_takes_away_the_turns_that_were_still_ahead():
    house = opened(DAY)
    week = house.due[next(kind for kind in house.due if kind.startswith("week/"))].command
    house.tell(week, on(DAY))
    assert house.of(TurnAssigned)

    house.tell(close(DAY + timedelta(days=3), follow_up_until=LATER), on(DAY))

    rota = house.state(DUTIES, week.stream)
    assert all(turn.owner is None for turn in rota.turns.values() if turn.day >= DAY + timedelta(days=3))


def test_closing_says_when_the_follow_up_ends():
    assert opened(DAY).refusal(close(follow_up_until=DAY), on(LATER)) == "cohabitation.follow-up-too-early"


def test_suspended_and_resumed():
    house = opened(DAY)
    house.tell(home(SuspendCohabitation, reason="works", since=LATER), on(LATER))
    assert house.tell(home(SuspendCohabitation, reason="works", since=LATER), on(LATER)) == []
    early = home(ResumeCohabitation, since=DAY)
    assert house.refusal(early, on(LATER)) == "cohabitation.resumes-before-suspension"
    house.tell(home(ResumeCohabitation, since=LATER + timedelta(days=7)), on(LATER))

    assert len(house.of(CohabitationSuspended)) == len(house.of(CohabitationResumed)) == 1


def test_leaving_earlier_than_known_is_possible_later_is_not():
    house = opened(DAY)
    for until in (LATER, LATER - timedelta(days=5)):
        house.tell(home(RemoveMember, person=MARCO.id, until=until), on(LATER))

    assert house.state(COHABITATION, HOME).present(LATER - timedelta(days=5)) == {AHMED.id}
    later = home(RemoveMember, person=MARCO.id, until=LATER + timedelta(days=5))
    assert house.refusal(later, on(LATER)) == "cohabitation.not-a-member"


def test_folding_ignores_what_it_does_not_know():
    formed = CohabitationFormed(
        cohabitation=HOME,
        home=HOME_SAN_VITO,
        solution_type="youth",
        places=2,
        expected=(AHMED.id,),
        since=DAY,
    )

    assert given(COHABITATION, formed, PactEnded(reason="notice", ends=DAY)) == given(COHABITATION, formed)
    assert given(RESIDENCE, formed) == RESIDENCE.initial


def test_nobody_joins_in_the_days_before_a_pact_that_has_ended():
    house = opened(DAY)
    for person in (AHMED, MARCO):
        house.tell(home(RemoveMember, person=person.id, until=LATER), on(LATER))
    house.tell(EndPact(stream=pact_of(HOME), dossier=HOME, reason="agreement", ends=LATER), on(LATER))

    late = home(AdmitMember, person=AHMED.id, since=LATER - timedelta(days=1))
    again = home(AdmitMember, person=AHMED.id, since=LATER)
    assert house.tell(late, on(LATER)) == []
    assert house.refusal(again, on(LATER)) == "cohabitation.no-pact-in-force"


def test_a_late_arrival_would_outlive_the_pact_and_is_refused():
    house = opened(DAY)
    for person in (AHMED, MARCO):
        house.tell(home(RemoveMember, person=person.id, until=DAY + timedelta(days=20)), on(LATER))
    house.tell(EndPact(stream=pact_of(HOME), dossier=HOME, reason="agreement", ends=LATER), on(LATER))

    late = home(AdmitMember, person=AHMED.id, since=DAY + timedelta(days=40))
    assert house.refusal(late, on(LATER)) == "cohabitation.no-pact-in-force"
