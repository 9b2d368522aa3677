"""What the week shows: done turns count, undone ones never did, and nobody's weights but one's own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from events.pacts.duties import (
    AgreeSwap,
    AskSwap,
    AssignTurns,
    DoDuty,
    NoteAbsence,
    TurnAssigned,
    UndoDuty,
    WeighDuties,
    duties_of,
    turn_of,
)
from events.role import Role
from frontend.pages.turns.queries import absences, carried, is_planned, one_turn, swaps, turns_between
from frontend.pages.turns.week import monday_of, rows_of
from frontend.pages.turns.weights import weighed
from tests.frontend.pages.telling import rows
from tests.frontend.pages.two_at_home import MONDAY, OWN, after, told
from tests.people import AHMED, MARCO, UGO, Person
from tests.services.pacts.house import HOME, House, on, opened, themselves

DUTIES = {"stream": duties_of(HOME), "dossier": HOME}
DISHES = turn_of(HOME, "dishes", MONDAY)


def week() -> House:
    """Planned from the first Monday on."""
    house = opened(MONDAY)
    house.tell(AssignTurns(**DUTIES, week=MONDAY), on(MONDAY, role="system"))
    return house


def owner(house: House, turn=DISHES) -> Person:
    (found,) = [fact.person for fact in house.of(TurnAssigned) if fact.turn == turn]
    return AHMED if found == AHMED.id else MARCO


def other(person: Person) -> Person:
    return MARCO if person == AHMED else AHMED


def do(house: House, person: Person, day=MONDAY, turn=DISHES) -> None:
    house.tell(DoDuty(**DUTIES, turn=turn, person=person.id), themselves(day, person))


def test_a_done_turn_is_signed_in_the_grid_and_counts():
    house = week()
    do(house, owner(house))
    db = told(house).db

    grid = rows_of(MONDAY, turns_between(db, HOME, MONDAY, after(6)))
    dishes = next(row for row in grid if row.duty == "dishes")
    assert dishes.cells[0].done
    assert dishes.cells[0].people == (owner(house).id,)
    assert not dishes.cells[1].done
    assert carried(db, HOME, MONDAY) == {owner(house).id: 2.0}


def test_an_undone_turn_never_counted():
    house = week()
    do(house, owner(house))
    house.tell(UndoDuty(**DUTIES, turn=DISHES, person=owner(house).id), themselves(MONDAY, owner(house)))
    db = told(house).db

    assert carried(db, HOME, MONDAY) == {}
    assert one_turn(db, DISHES).done == ()


def test_a_turn_both_did_is_shared_and_a_late_mark_says_its_day():
    house = week()
    do(house, AHMED)
    do(house, MARCO, after(2))
    db = told(house).db

    assert carried(db, HOME, after(2)) == {AHMED.id: 1.0, MARCO.id: 1.0}
    assert one_turn(db, DISHES).told_on == after(2)


def test_what_was_done_more_than_four_weeks_ago_no_longer_counts():
    house = week()
    do(house, owner(house))
    db = told(house).db

    assert carried(db, HOME, after(27)) != {}
    assert carried(db, HOME, after(28)) == {}


def test_a_swap_is_shown_until_it_is_answered_or_the_turn_is_done():
    house = week()
    asker = owner(house)
    house.tell(
        AskSwap(**DUTIES, turn=DISHES, person=asker.id, other=other(asker).id), themselves(MONDAY, asker)
    )
    asked = told(house).db
    (shown,) = swaps(asked, HOME)
    do(house, asker)

    assert (shown.turn.id, shown.asker, shown.other) == (DISHES, asker.id, other(asker).id)
    assert swaps(told(house).db, HOME) == ()


def test_an_agreed_swap_moves_the_turn():
    house = week()
    asker = owner(house)
    house.tell(
        AskSwap(**DUTIES, turn=DISHES, person=asker.id, other=other(asker).id), themselves(MONDAY, asker)
    )
    house.tell(AgreeSwap(**DUTIES, turn=DISHES, person=other(asker).id), themselves(MONDAY, other(asker)))
    db = told(house).db

    assert one_turn(db, DISHES).owner == other(asker).id
    assert swaps(db, HOME) == ()


def test_the_middle_weight_appears_once_both_have_weighed_and_only_mine_stands_beside_it():
    house = opened(MONDAY)
    house.tell(WeighDuties(**DUTIES, person=AHMED.id, weights={"dishes": 5}), themselves(MONDAY, AHMED))
    one = {it.duty: it for it in weighed(told(house).db, HOME, MARCO.id, MONDAY)}
    house.tell(WeighDuties(**DUTIES, person=MARCO.id, weights={"dishes": 2}), themselves(MONDAY, MARCO))
    both = {it.duty: it for it in weighed(told(house).db, HOME, MARCO.id, MONDAY)}

    assert (one["dishes"].mine, one["dishes"].agreed) == (None, None)
    assert (both["dishes"].mine, both["dishes"].agreed) == (2, 3.5)
    assert both["kitchen"].agreed is None
    assert 5 not in vars(both["dishes"]).values()


def test_an_absence_ends_on_its_last_day_away():
    house = week()
    house.tell(
        NoteAbsence(**DUTIES, person=AHMED.id, since=after(1), until=after(3)), themselves(MONDAY, AHMED)
    )
    db = told(house).db

    (away,) = absences(db, HOME, MONDAY, after(6))
    assert (away.person, away.since, away.last) == (AHMED.id, after(1), after(2))
    assert all(it.owner != AHMED.id for it in turns_between(db, HOME, after(1), after(2)))


def test_a_week_nobody_has_planned_is_told_from_one_without_turns():
    db = told(week()).db

    assert is_planned(db, HOME, MONDAY)
    assert not is_planned(db, HOME, after(70))
    assert monday_of(after(6)) == MONDAY


def test_turns_are_for_who_lives_there_today():
    it = told(week())

    assert it.reader(AHMED, Role.COHABITANT, MONDAY).may("duties.change")
    assert not it.reader(UGO, Role.COHABITANT, MONDAY).may("duties.change")


def a_week():
    house = week()
    do(house, AHMED)
    house.tell(WeighDuties(**DUTIES, person=AHMED.id, weights={"dishes": 5}), themselves(MONDAY, AHMED))
    turn = turn_of(HOME, "dishes", after(1))
    asker = owner(house, turn)
    house.tell(
        AskSwap(**DUTIES, turn=turn, person=asker.id, other=other(asker).id), themselves(MONDAY, asker)
    )
    return told(house)


WEEK = a_week()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_tables_are_equal_under_any_interleaving_of_the_streams(seed):
    mixed = WEEK.taken(WEEK.shuffled(seed))

    assert rows(mixed, *OWN) == rows(WEEK.db, *OWN)
