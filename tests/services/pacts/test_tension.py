from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from events.access import COMMANDS, VISIBILITY
from events.category import Category
from events.pacts.pact import PactActivated, PactAmended, PactSigned
from events.pacts.tension import (
    CloseTension,
    CoolingEnded,
    DismissMediator,
    EndCooling,
    HoldMediation,
    InviteMediator,
    MediationHeld,
    MediatorDismissed,
    MediatorInvited,
    OpenTension,
    RemindReview,
    ReviewFellDue,
    SideTold,
    TensionClosed,
    TensionLetGo,
    TensionOpened,
    TrialRuleAccepted,
    TrialRuleAgreed,
    TrialRuleDropped,
    TrialRuleKept,
    TrialRuleProposed,
    TrialRuleRated,
    tensions_of,
)
from events.role import Role
from events.sealed import seal
from events.standing import Ends, Stands
from tests.people import AHMED, AMINA, COOPERATIVE, MARCO, MARTA, PAOLO, SARA
from tests.services.pacts.house import HOME, on, opened, sign, themselves
from tests.services.pacts.talking import (
    ELEVEN,
    HIS,
    MINE,
    MONDAY,
    PROPOSAL,
    TENSION,
    ask,
    both_told,
    by,
    later,
    on_trial,
    open_it,
    rate,
    rule,
    tell,
    text,
    yes,
)


def told(person, words, need="", cools=None):
    return SideTold(
        tension=TENSION, person=person.id, happened=seal(words, person.id, Category.TENSION_SIDE),
        need=seal(need, person.id, Category.TENSION_SIDE), cools_until=cools,
    )  # fmt: skip


def test_opening_tells_ones_own_side_and_says_nothing_of_who_opened_it():
    facts = open_it(opened(MONDAY))

    people = tuple(sorted((AHMED.id, MARCO.id)))
    assert facts == [
        TensionOpened(tension=TENSION, cohabitation=HOME, people=people, on=ELEVEN.date()),
        told(MARCO, HIS, "Dormire.", later(hours=12)),
    ]


def test_two_who_open_one_in_the_same_minute_talk_about_the_same():
    house = opened(MONDAY)
    open_it(house)
    mine = OpenTension(
        stream=tensions_of(HOME),
        dossier=HOME,
        tension=uuid5(TENSION, "ahmed"),
        person=AHMED.id,
        happened=MINE,
    )

    assert house.tell(mine, by(AHMED)) == [told(AHMED, MINE, cools=later(hours=12))]


def test_who_accompanies_opens_one_without_words_and_never_in_anothers_name():
    house = opened(MONDAY)
    sara = by(SARA, role="operator")

    assert house.refusal(ask(OpenTension, person=MARCO.id, happened=HIS), sara) == "tension.only-oneself"
    assert [type(it) for it in house.tell(ask(OpenTension), sara)] == [TensionOpened]


def test_what_is_added_to_ones_own_side_starts_no_second_night():
    house = both_told()

    assert tell(house, AHMED, later(hours=5), "E poi la cucina.") == [told(AHMED, "E poi la cucina.")]
    assert house.refusal(rule(), by(MARCO, later(hours=12))) is None


@pytest.mark.parametrize(
    ("hours", "reason"), [(0, "tension.cooling"), (11.99, "tension.cooling"), (12, None)]
)
def test_no_rule_before_the_night_has_passed(hours, reason):
    assert both_told().refusal(rule(), by(MARCO, later(hours=hours))) == reason


def test_no_rule_while_a_side_is_missing_unless_somebody_sat_down_with_them():
    house = opened(MONDAY)
    open_it(house)
    tomorrow = by(MARCO, later(hours=30))
    assert house.refusal(rule(), tomorrow) == "tension.not-all-told"

    house.tell(ask(InviteMediator, person=MARCO.id, mediator=SARA.id), tomorrow)
    held = house.tell(ask(HoldMediation), by(SARA, later(hours=31), "operator"))

    people = tuple(sorted((AHMED.id, MARCO.id)))
    assert held == [MediationHeld(tension=TENSION, mediator=SARA.id, people=people, on=date(2026, 3, 14))]
    assert house.refusal(rule(), by(MARCO, later(hours=31))) is None


def test_nobody_mediates_who_was_not_called():
    assert both_told().refusal(ask(HoldMediation), by(PAOLO, role="operator")) == "tension.not-invited"


def test_a_mediator_is_shown_the_side_of_who_called_them_until_it_is_over():
    house = both_told()
    asked = ask(InviteMediator, person=MARCO.id, mediator=SARA.id)
    day = ELEVEN.date()
    until = day + timedelta(days=60)

    (invited,) = house.tell(asked, by(MARCO))
    assert house.tell(asked, by(MARCO)) == []

    share = Stands(
        "share", SARA.id, Role.OPERATOR, day, over=MARCO.id, until=until, categories=(Category.TENSION_SIDE,)
    )
    assert invited == MediatorInvited(
        tension=TENSION, person=MARCO.id, mediator=SARA.id, since=day, until=until
    )
    assert invited.standings() == (share,)
    house.tell(ask(CloseTension, person=MARCO.id), by(MARCO))
    (closed,) = house.tell(ask(CloseTension, person=AHMED.id), by(AHMED))
    assert closed.standings() == (Ends("share", SARA.id, Role.OPERATOR, day, over=MARCO.id),)


def test_a_call_may_be_taken_back_and_made_again():
    house = both_told()
    asked = {"person": MARCO.id, "mediator": SARA.id}
    house.tell(ask(InviteMediator, **asked), by(MARCO))

    (gone,) = house.tell(ask(DismissMediator, **asked), by(MARCO))

    assert gone == MediatorDismissed(tension=TENSION, person=MARCO.id, mediator=SARA.id, on=ELEVEN.date())
    assert gone.standings() == (Ends("share", SARA.id, Role.OPERATOR, ELEVEN.date(), over=MARCO.id),)
    assert house.tell(ask(DismissMediator, **asked), by(MARCO)) == []
    assert house.refusal(ask(HoldMediation), by(SARA, role="operator")) == "tension.not-invited"
    assert [type(it) for it in house.tell(ask(InviteMediator, **asked), by(MARCO))] == [MediatorInvited]


def test_a_rule_is_tried_from_the_last_yes_for_two_weeks():
    house = both_told()
    words = seal("Ospiti fino alle 23.", HOME, Category.TENSION_AGREEMENT)
    people = tuple(sorted((AHMED.id, MARCO.id)))

    proposed = house.tell(rule(), by(MARCO, later(hours=13)))
    agreed = house.tell(yes(), by(AHMED, later(hours=14)))

    assert proposed == [
        TrialRuleProposed(
            tension=TENSION, proposal=PROPOSAL, person=MARCO.id, words=words, change=None, days=14
        )
    ]
    assert agreed == [
        TrialRuleAccepted(tension=TENSION, proposal=PROPOSAL, person=AHMED.id),
        TrialRuleAgreed(
            tension=TENSION, cohabitation=HOME, proposal=PROPOSAL, people=people, since=date(2026, 3, 13),
            review=date(2026, 3, 27),
        ),
    ]  # fmt: skip


def test_another_proposal_takes_the_place_of_the_first_and_nobody_says_yes_to_what_they_did_not_read():
    house = both_told()
    house.tell(rule(), by(MARCO, later(hours=13)))
    house.tell(rule(AHMED, uuid5(PROPOSAL, "24")), by(AHMED, later(hours=14)))

    assert house.refusal(yes(), by(AHMED, later(hours=14))) == "tension.rule-has-changed"
    assert house.refusal(yes(MARCO, uuid5(PROPOSAL, "24")), by(MARCO, later(hours=15))) is None
    assert (
        house.refusal(rule(proposal=uuid5(PROPOSAL, "x")), by(MARCO, later(hours=15)))
        == "tension.rule-on-trial"
    )


def test_it_is_rated_from_the_day_that_was_agreed():
    house = on_trial()

    assert house.refusal(rate(MARCO), by(MARCO, later(days=14))) == "tension.too-early"
    assert house.tell(rate(MARCO), by(MARCO, later(days=15))) == [
        TrialRuleRated(tension=TENSION, proposal=PROPOSAL, person=MARCO.id, verdict="works")
    ]


def test_a_rule_that_works_for_both_is_asked_for_as_the_next_version_of_the_pact():
    house, day = on_trial(), later(days=15)
    house.tell(rate(MARCO), by(MARCO, day))

    *said, amended = house.tell(rate(AHMED), by(AHMED, day))

    assert said == [
        TrialRuleRated(tension=TENSION, proposal=PROPOSAL, person=AHMED.id, verdict="works"),
        TrialRuleKept(tension=TENSION, cohabitation=HOME, proposal=PROPOSAL, version=2),
        TensionClosed(tension=TENSION, outcome="in-the-pact", on=day.date(), invitations=()),
    ]
    assert isinstance(amended, PactAmended)
    assert (amended.version, amended.clauses, amended.starts) == (2, text().clauses, text().starts)


def test_without_the_text_nothing_is_decided():
    house, day = on_trial(), later(days=15)
    house.tell(rate(MARCO, pact=None), by(MARCO, day))

    assert house.refusal(rate(AHMED, pact=None), by(AHMED, day)) == "tension.pact-text-missing"


def test_a_rule_that_does_not_work_for_everyone_ends_and_another_may_be_proposed():
    house, day = on_trial(), later(days=15)
    house.tell(rate(MARCO), by(MARCO, day))

    *_, last = house.tell(rate(AHMED, "partly"), by(AHMED, day))

    assert last == TrialRuleDropped(tension=TENSION, proposal=PROPOSAL)
    assert house.refusal(rule(proposal=uuid5(PROPOSAL, "24")), by(MARCO, day)) is None


def test_the_amendment_binds_nobody_before_all_have_signed_it():
    house, day = on_trial(), later(days=15)
    house.tell(rate(MARCO), by(MARCO, day))
    amended = house.tell(rate(AHMED), by(AHMED, day))[-1]
    house.facts = [it for it in house.facts if not isinstance(it[1], PactSigned) or it[1].version == 1]

    house.tell(sign(amended, MARCO.id), themselves(day.date(), MARCO))
    house.tell(sign(amended, AHMED.id), themselves(day.date(), AHMED))
    assert [it.version for it in house.of(PactActivated)] == [1]
    house.tell(sign(amended, COOPERATIVE), on(day.date(), MARTA))
    assert [it.version for it in house.of(PactActivated)] == [1, 2]


def test_it_may_end_alone_until_somebody_else_has_told_their_side():
    alone = opened(MONDAY)
    open_it(alone)
    together = both_told()
    end = ask(CloseTension, person=MARCO.id)

    assert [type(it) for it in alone.tell(end, by(MARCO))] == [TensionClosed]
    assert together.tell(end, by(MARCO)) == [TensionLetGo(tension=TENSION, person=MARCO.id)]
    assert together.tell(end, by(MARCO)) == []
    assert [type(it) for it in together.tell(ask(CloseTension, person=AHMED.id), by(AHMED))] == [
        TensionClosed
    ]
    assert together.refusal(rule(), by(MARCO, later(hours=13))) == "tension.over"


def test_a_stranger_and_who_moved_in_later_have_no_part_in_it():
    house = both_told()

    assert house.refusal(ask(CloseTension, person=AMINA.id), by(AMINA)) == "tension.not-living-here"


def test_what_falls_due_is_the_end_of_the_night_and_the_day_of_the_review():
    house = on_trial()
    by_itself = {due.kind: due for due in house.due.values()}

    cooled, reminder = by_itself["tension-cools"], by_itself["trial-rule-review"]
    assert (cooled.at, type(cooled.command)) == (later(hours=12), EndCooling)
    assert (reminder.at.astimezone(UTC), type(reminder.command)) == (
        datetime(2026, 3, 26, 23, tzinfo=UTC),
        RemindReview,
    )

    system = by(MARTA, later(days=15), "system")
    assert house.tell(reminder.command, system) == [ReviewFellDue(tension=TENSION, proposal=PROPOSAL)]
    assert both_told().tell(cooled.command, by(MARTA, later(hours=12), "system")) == [
        CoolingEnded(tension=TENSION)
    ]


def test_a_private_side_is_for_its_teller_and_whom_they_call_and_for_nobody_else():
    assert VISIBILITY[Category.TENSION_SIDE] == "o--C--------"
    assert all(grant.role in ("cohabitant", "operator", "system") for name in COMMANDS if "Tension" in name
               for grant in COMMANDS[name])  # fmt: skip
