"""Five seconds on the home page: what is mine today, what was left, who comes, what waits for my yes."""

from datetime import timedelta

from events.accompaniment.goal import GoalClosed, GoalSet, LadderRated
from events.accompaniment.visit import VisitMissed, VisitMoved, VisitScheduled
from events.category import Category
from events.pacts.duties import AskSwap, DoDuty, turn_of
from events.pacts.pact import AmendPact
from events.role import Role
from events.sealed import seal
from frontend.pages.goals.projection import projection as goals
from frontend.pages.home.queries import today
from frontend.pages.own_goals.rating import own
from frontend.pages.visit.projection import projection as visits
from frontend.sentences import Told, called
from tests.frontend.pages.test_turns import DUTIES, other, owner, week
from tests.frontend.pages.two_at_home import BEGINNING, MONDAY, after, told
from tests.people import AHMED, MARCO, SARA, UGO, id_of
from tests.services.pacts.house import HOME, draft, on, themselves

DISHES = [turn_of(HOME, "dishes", after(n)) for n in range(7)]
NOW = BEGINNING + timedelta(days=30)


def at_home(house=None):
    return told(house or week(), visits, goals)


def seen(it, person, day=MONDAY):
    return today(it.db, it.reader(person, Role.COHABITANT, day), HOME)


def test_todays_turns_are_mine_or_the_others_and_each_is_there_once():
    it = at_home()
    mine, others = seen(it, AHMED), seen(it, MARCO)

    assert {turn.id for turn in mine.mine} == {turn.id for turn in others.others}
    assert {turn.owner for turn in mine.mine} <= {AHMED.id}
    assert mine.left == ()


def test_what_i_left_undone_is_asked_for_two_more_days():
    house = week()
    late = owner(house)

    assert DISHES[0] in [turn.id for turn in seen(at_home(house), late, after(2)).left]
    assert DISHES[0] not in [turn.id for turn in seen(at_home(house), late, after(3)).left]
    assert DISHES[0] not in [turn.id for turn in seen(at_home(house), other(late), after(2)).left]


def test_what_the_other_did_in_my_place_is_not_asked_of_me():
    house = week()
    late = owner(house)
    house.tell(DoDuty(**DUTIES, turn=DISHES[0], person=other(late).id), themselves(MONDAY, other(late)))

    assert DISHES[0] not in [turn.id for turn in seen(at_home(house), late, after(1)).left]


def test_a_swap_waits_for_whom_it_was_asked_of():
    house = week()
    asker = owner(house)
    ask = AskSwap(**DUTIES, turn=DISHES[0], person=asker.id, other=other(asker).id)
    house.tell(ask, themselves(MONDAY, asker))
    it = at_home(house)

    assert [swap.other for swap in seen(it, other(asker)).asked] == [other(asker).id]
    assert [swap.asker for swap in seen(it, asker).asked] == [asker.id]


def test_a_pact_that_waits_for_me_is_said_until_i_sign():
    house = week()
    house.tell(draft(after(10), AHMED, MARCO, kind=AmendPact), on(after(2), AHMED, "cohabitant"))
    it = at_home(house)

    assert seen(it, MARCO, after(2)).to_sign
    assert not seen(at_home(), MARCO, after(2)).to_sign


def planned(it, name, day, *people):
    fact = VisitScheduled(day=day, kind="joint", operator=SARA.id, people=tuple(one.id for one in people))
    it.tell(id_of(name), fact, NOW, SARA.id, HOME)


def test_the_next_visit_is_the_next_one_i_am_asked_to():
    it = at_home()
    planned(it, "his", after(1), MARCO)
    planned(it, "missed", after(2), AHMED, MARCO)
    planned(it, "moved", after(3), AHMED, MARCO)
    it.tell(id_of("missed"), VisitMissed(reason="illness"), NOW, SARA.id, HOME)
    it.tell(id_of("moved"), VisitMoved(day=after(5), reason="illness"), NOW, SARA.id, HOME)

    assert seen(it, AHMED).visit.day == after(5)
    assert seen(it, MARCO).visit.day == after(1)
    assert seen(it, AHMED, after(6)).visit is None


async def test_who_accompanies_us_is_called_by_name():
    it = at_home()
    ahmed = it.reader(AHMED, Role.COHABITANT, MONDAY)

    assert await it.printed(ahmed, called(SARA.id), called(MARCO.id)) == ["Sara", "Marco"]
    assert await it.printed(it.reader(UGO, Role.SELF, MONDAY), called(SARA.id)) == ["una persona"]


def wish(it, person, name, words):
    fact = GoalSet(
        person=person.id,
        wording=seal(words, person.id, Category.GOALS),
        whose_wish="person",
        area="home-life",
    )
    it.tell(id_of(name), fact, NOW, person.id, HOME)


def rated(it, person, name, voice, level):
    fact = LadderRated(person=person.id, level=seal(level, person.id, Category.GOALS), voice=voice)
    it.tell(id_of(name), fact, NOW, person.id, HOME)


async def test_goals_are_mine_alone_with_the_last_word_of_each_voice():
    it = at_home()
    wish(it, AHMED, "mine", "Cucinare")
    wish(it, MARCO, "his", "Correre")
    for voice, level in (("person", 2), ("operator", 3), ("person", 4)):
        rated(it, AHMED, "mine", voice, level)
    ahmed = it.reader(AHMED, Role.COHABITANT, MONDAY)

    (goal,) = own(it.db, ahmed)
    words, mine, team = await it.printed(
        ahmed, Told((goal.wording,)), *(Told((one.level,)) for one in goal.voices)
    )
    assert (words, mine, team) == ("Cucinare", "4", "3")


async def test_the_one_i_live_with_reads_no_goal_of_mine():
    it = at_home()
    wish(it, AHMED, "mine", "Cucinare")
    (goal,) = own(it.db, it.reader(AHMED, Role.COHABITANT, MONDAY))

    (shown,) = await it.printed(it.reader(MARCO, Role.COHABITANT, MONDAY), Told((goal.wording,)))
    assert "Cucinare" not in shown


def test_a_closed_goal_leaves_the_home_page():
    it = at_home()
    wish(it, AHMED, "mine", "Cucinare")
    it.tell(
        id_of("mine"), GoalClosed(person=AHMED.id, outcome="reached", closed_on=MONDAY), NOW, AHMED.id, HOME
    )

    assert seen(it, AHMED).goals == ()
    assert len(own(it.db, it.reader(AHMED, Role.COHABITANT, MONDAY))) == 1
