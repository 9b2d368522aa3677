from datetime import date, timedelta
from uuid import UUID

import pytest

from events.pacts.clauses import Cleaning
from events.pacts.clauses import standard as standard_clauses
from events.pacts.duties import (
    AbsenceNoted,
    AgreeSwap,
    AskSwap,
    AssignTurns,
    DeclineSwap,
    DoDuty,
    DutyDone,
    DutyUndone,
    DutyWeighed,
    NoteAbsence,
    SetDuties,
    SwapAgreed,
    SwapAsked,
    SwapDeclined,
    TurnAssigned,
    TurnReleased,
    UndoDuty,
    WeekPlanned,
    WeighDuties,
    duties_of,
    turn_of,
)
from events.pacts.duty import Duty
from events.pacts.fairness import fairness
from services.pacts.deciders import DUTIES
from tests.people import AHMED, AMINA, MARCO
from tests.services.pacts.house import HOME, House, on, opened, themselves

MONDAY = date(2026, 3, 2)


def ask(kind: type, **said):
    return kind(stream=duties_of(HOME), dossier=HOME, **said)


def at(day: int) -> date:
    return MONDAY + timedelta(days=day)


def planned(weeks: int = 1) -> House:
    house = opened(MONDAY)
    for n in range(weeks):
        house.tell(ask(AssignTurns, week=at(7 * n)), on(MONDAY))
    return house


def owners(house: House) -> dict[UUID, UUID | None]:
    return {turn.id: turn.owner for turn in house.state(DUTIES, duties_of(HOME)).turns.values()}


def turn_for(house: House, person, after: int = 0):
    turns = house.state(DUTIES, duties_of(HOME)).turns.values()
    return next(turn for turn in turns if turn.owner == person.id and turn.day >= at(after))


def fair(house: House) -> dict[UUID, float]:
    return fairness(fact for _, fact in house.facts)


def test_a_week_has_a_turn_for_each_duty_on_each_of_its_days():
    house = planned()

    assert len(house.of(TurnAssigned)) == sum(len(duty.days) for duty in standard_duties())
    assert house.of(WeekPlanned)[0].next_week == at(7)


def standard_duties() -> tuple[Duty, ...]:
    return next(c for c in standard_clauses() if isinstance(c, Cleaning)).duties


def test_planning_again_changes_nothing():
    house = planned()

    assert house.tell(ask(AssignTurns, week=MONDAY), on(MONDAY)) == []


def test_the_work_of_four_weeks_is_shared_evenly_and_every_duty_goes_round():
    house = planned(4)
    points = {person.id: 0.0 for person in (AHMED, MARCO)}
    for turn in house.of(TurnAssigned):
        points[turn.person] += turn.points

    assert abs(points[AHMED.id] - points[MARCO.id]) <= 4
    for duty in standard_duties():
        assert {turn.person for turn in house.of(TurnAssigned) if turn.duty == duty.code} == {
            AHMED.id,
            MARCO.id,
        }


def test_ties_do_not_always_fall_to_the_same_person():
    firsts = {turn_of_first(week) for week in range(6)}

    assert firsts == {AHMED.id, MARCO.id}


def turn_of_first(week: int) -> UUID:
    house = opened(at(7 * week))
    house.tell(ask(AssignTurns, week=at(7 * week)), on(at(7 * week)))
    return house.of(TurnAssigned)[0].person


def test_weights_hold_once_everyone_has_weighed_and_are_the_middle_value():
    house = opened(MONDAY)
    house.tell(ask(WeighDuties, person=AHMED.id, weights={"bathroom": 5}), themselves(MONDAY, AHMED))
    house.tell(ask(AssignTurns, week=MONDAY), on(MONDAY))
    house.tell(ask(WeighDuties, person=MARCO.id, weights={"bathroom": 2}), themselves(MONDAY, MARCO))
    house.tell(ask(AssignTurns, week=at(7)), on(MONDAY))

    assert [turn.points for turn in house.of(TurnAssigned) if turn.duty == "bathroom"] == [4, 4, 3.5, 3.5]


def test_weighing_the_same_again_is_no_news():
    house = opened(MONDAY)
    weigh = ask(WeighDuties, person=AHMED.id, weights={"bathroom": 5})
    house.tell(weigh, themselves(MONDAY, AHMED))

    assert house.tell(weigh, themselves(MONDAY, AHMED)) == []
    assert len(house.of(DutyWeighed)) == 1


def test_a_duty_done_counts_and_undone_never_did():
    house = planned()
    turn = turn_for(house, AHMED)
    do, undo = (ask(kind, turn=turn.id, person=AHMED.id) for kind in (DoDuty, UndoDuty))

    house.tell(do, themselves(MONDAY, AHMED))
    assert fair(house) == {AHMED.id: turn.points}
    house.tell(undo, themselves(MONDAY, AHMED))
    assert fair(house) == {}
    house.tell(do, themselves(MONDAY, AHMED))
    assert fair(house) == {AHMED.id: turn.points}


@pytest.mark.parametrize(("first", "kind"), [(DoDuty, DutyDone), (UndoDuty, DutyUndone)])
def test_marking_twice_is_marking_once(first, kind):
    house = planned()
    turn = turn_for(house, AHMED)
    house.tell(ask(DoDuty, turn=turn.id, person=AHMED.id, by="qr"), themselves(MONDAY, AHMED))
    for _ in range(2):
        house.tell(ask(first, turn=turn.id, person=AHMED.id), themselves(MONDAY, AHMED))

    assert len(house.of(kind)) == 1


def test_two_who_did_it_are_both_recorded_and_share_its_points():
    house = planned()
    turn = turn_for(house, AHMED)
    for person in (AHMED, MARCO):
        house.tell(ask(DoDuty, turn=turn.id, person=person.id), themselves(MONDAY, person))

    assert fair(house) == {AHMED.id: turn.points / 2, MARCO.id: turn.points / 2}


def test_whoever_is_away_has_no_turns_also_when_they_say_so_late():
    house = planned()
    away = ask(NoteAbsence, person=AHMED.id, since=at(1), until=at(4))
    house.tell(away, themselves(at(6), AHMED))

    turns = house.state(DUTIES, duties_of(HOME)).turns.values()
    assert {turn.owner for turn in turns if at(1) <= turn.day < at(4)} == {MARCO.id}
    assert house.tell(away, themselves(at(6), AHMED)) == []
    assert len(house.of(AbsenceNoted)) == 1


def test_when_nobody_is_there_it_is_nobodys_turn():
    house = planned()
    for person in (AHMED, MARCO):
        house.tell(ask(NoteAbsence, person=person.id, since=at(1), until=at(2)), themselves(MONDAY, person))

    turns = house.state(DUTIES, duties_of(HOME)).turns.values()
    assert {turn.owner for turn in turns if turn.day == at(1)} == {None}
    assert house.of(TurnReleased)


def asked(exchange: bool = True) -> tuple[House, object, object]:
    house = planned()
    mine, theirs = turn_for(house, AHMED), turn_for(house, MARCO, 1)
    swap = ask(
        AskSwap, turn=mine.id, person=AHMED.id, other=MARCO.id, exchange=theirs.id if exchange else None
    )
    house.tell(swap, themselves(MONDAY, AHMED))
    assert house.tell(swap, themselves(MONDAY, AHMED)) == []
    return house, mine, theirs


def test_an_agreed_swap_exchanges_both_turns():
    house, mine, theirs = asked()

    house.tell(ask(AgreeSwap, turn=mine.id, person=MARCO.id), themselves(MONDAY, MARCO))

    assert (owners(house)[mine.id], owners(house)[theirs.id]) == (MARCO.id, AHMED.id)
    assert len(house.of(SwapAsked)) == len(house.of(SwapAgreed)) == 1


def test_a_declined_swap_changes_nothing():
    house, mine, theirs = asked()
    house.tell(ask(DeclineSwap, turn=mine.id, person=MARCO.id), themselves(MONDAY, MARCO))

    assert (owners(house)[mine.id], owners(house)[theirs.id]) == (AHMED.id, MARCO.id)
    assert house.of(SwapDeclined)
    again = ask(AgreeSwap, turn=mine.id, person=MARCO.id)
    assert house.refusal(again, themselves(MONDAY, MARCO)) == "duties.nothing-asked"


def test_a_swap_that_no_longer_fits_is_refused():
    house, mine, _ = asked(exchange=False)
    away = ask(NoteAbsence, person=MARCO.id, since=mine.day, until=mine.day + timedelta(days=1))
    house.tell(away, themselves(MONDAY, MARCO))

    agree = ask(AgreeSwap, turn=mine.id, person=MARCO.id)
    assert house.refusal(agree, themselves(MONDAY, MARCO)) == "duties.away-that-day"
    house.tell(ask(DoDuty, turn=mine.id, person=AHMED.id), themselves(MONDAY, AHMED))
    assert house.refusal(agree, themselves(MONDAY, MARCO)) == "duties.turn-has-moved"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ((AssignTurns, {"week": at(1)}), "duties.not-a-monday"),
        ((AssignTurns, {"week": at(-7 * 40)}), "duties.too-long-ago"),
        ((DoDuty, {"turn": turn_of(HOME, "bathroom", at(70)), "person": AHMED.id}), "duties.no-such-turn"),
        ((DoDuty, {"turn": turn_of(HOME, "dishes", at(0)), "person": AMINA.id}), "duties.not-living-here"),
        ((WeighDuties, {"person": AMINA.id, "weights": {"dishes": 1}}), "duties.not-living-here"),
        ((NoteAbsence, {"person": AMINA.id, "since": at(1), "until": at(2)}), "duties.not-living-here"),
        ((NoteAbsence, {"person": AHMED.id, "since": at(2), "until": at(1)}), "duties.absence-dates"),
    ],
)
def test_what_cannot_be_is_refused(said, reason):
    kind, values = said

    assert planned().refusal(ask(kind, **values), on(MONDAY)) == reason


def test_new_duties_replace_the_turns_that_are_no_longer_asked_for():
    house = planned()
    only = (Duty(code="dishes", weight=2, days=frozenset(range(7))),)
    house.tell(ask(SetDuties, version=2, since=at(3), duties=only), on(MONDAY))

    turns = house.state(DUTIES, duties_of(HOME)).turns.values()
    assert {turn.duty for turn in turns if turn.owner and turn.day >= at(3)} == {"dishes"}
    assert len({turn.duty for turn in turns if turn.owner and turn.day < at(3)}) > 1


def test_duties_added_reach_the_weeks_planned_already():
    house = planned()
    first = house.of(WeekPlanned)[0]
    floors = Duty(code="floors", weight=1, days=frozenset({5, 6}))
    more = tuple(floors if duty.code == "floors" else duty for duty in standard_duties())
    house.tell(ask(SetDuties, version=2, since=at(3), duties=more), on(MONDAY))

    assert turn_of(HOME, "floors", at(6)) in owners(house)
    assert house.due[f"week/{duties_of(HOME)}"].command.week == first.next_week


def test_the_next_week_is_due_a_week_ahead():
    due = planned().due[f"week/{duties_of(HOME)}"]

    assert due.command.week == at(7)
    assert due.at.date() == MONDAY
