"""The operator's day."""

from datetime import date

from frontend.pages.today.queries import day_of
from frontend.pages.today.views import rest, title
from tests.frontend.pages.house_of_two import HERE, at, begun, chosen, held, house, noted, planned
from tests.people import SARA

TODAY = date(2026, 9, 14)


def day(it, assigned=(HERE,), on=TODAY):
    return day_of(it.db, SARA.id, assigned, on)


def test_today_and_tomorrow_with_the_last_agreement_and_the_open_goals():
    it = house()
    noted(it, held(it, "a", at(5)), "La spesa il lunedì", at(5), "agreements")
    chosen(it)
    now, next_ = planned(it, "b", TODAY), planned(it, "c", date(2026, 9, 15))
    found = day(it)

    assert [one.visit.id for one in found.today] == [now]
    assert [one.visit.id for one in found.tomorrow] == [next_]
    assert (found.today[0].goals, found.today[0].mine, found.today[0].place.name) == (
        1,
        True,
        "Casa San Vito",
    )
    assert found.today[0].note.section == "agreements"


def test_a_home_of_someone_else_does_not_appear():
    it = house()
    planned(it, "b", TODAY)

    assert (day(it, ()).today, day(it, ()).decisions) == ((), ())


def test_a_visit_under_way_comes_first():
    it = house()
    planned(it, "b", TODAY)
    running = begun(it, "c", at(14))

    assert day(it).first.visit.id == running


def test_the_next_visit_is_asked_for_when_the_agreed_pace_wants_one_and_none_is_planned():
    it = house()
    held(it, "a", at(5))

    assert [one.code for one in day(it).decisions] == ["visit"]
    planned(it, "b", date(2026, 9, 20))
    assert day(it).decisions == ()


def test_the_day_is_said_in_a_sentence():
    it = house()
    held(it, "a", at(5))

    assert title(2) == "Oggi hai due visite"
    assert title(1) == "Oggi hai una visita"
    assert title(0) == "Oggi non hai altre visite"
    assert rest(day(it)) == "1 visita da finire, 1 cosa da decidere"
