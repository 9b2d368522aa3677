from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.category import Category
from events.pacts.clauses import Guests, Quiet, standard
from events.pacts.tension import CloseTension, DismissMediator, HoldMediation, InviteMediator
from events.pacts.trial import Change
from events.role import Role
from frontend.ids import uuid7
from frontend.pages.file.telling import told as told_in_the_file
from frontend.pages.tension.forms import Wished
from frontend.pages.tension.keeping import says_no_more, with_change
from frontend.pages.tension.projection import projection
from frontend.pages.tension.queries import callers, on_trial, sides, talk
from frontend.pages.tension.steps import step, waiting
from frontend.pages.tension.wording import words_of
from frontend.sentences import Told
from frontend.visibility import Sight, sight
from tests.frontend.pages.telling import rows
from tests.frontend.pages.two_at_home import told
from tests.people import AHMED, DARIO, ELENA, MARCO, MARTA, PAOLO, ROSA, SARA, UGO
from tests.services.pacts.house import HOME, opened
from tests.services.pacts.talking import (
    ELEVEN,
    HIS,
    MINE,
    MONDAY,
    TENSION,
    ask,
    both_told,
    by,
    later,
    open_it,
    rate,
    rule,
    tell,
)
from tests.services.pacts.talking import (
    on_trial as tried,
)

DAY = ELEVEN.date()
PAIR = (AHMED, MARCO)
THERE = frozenset(person.id for person in PAIR)
ROLES = {
    AHMED: Role.COHABITANT, MARCO: Role.COHABITANT, SARA: Role.OPERATOR, PAOLO: Role.OPERATOR,
    MARTA: Role.COORDINATOR, ROSA: Role.FAMILY, ELENA: Role.INFO_POINT, DARIO: Role.AUDITOR, UGO: Role.SELF,
}  # fmt: skip


def step_of(house, person, at=ELEVEN):
    db = told(house, projection).db
    return step(talk(db, HOME), person.id, THERE, at, at.date())


def test_one_thing_to_do_at_a_time():
    house = opened(MONDAY)
    assert (step_of(house, MARCO), step_of(house, AHMED)) == ("begin", "begin")
    open_it(house)
    assert (step_of(house, MARCO), step_of(house, AHMED)) == ("waiting", "tell")
    tell(house)
    assert {step_of(house, it) for it in PAIR} == {"cooling"}
    assert {step_of(house, it, later(hours=12)) for it in PAIR} == {"choose"}
    house.tell(rule(), by(MARCO, later(hours=13)))
    assert (step_of(house, MARCO, later(hours=13)), step_of(house, AHMED, later(hours=13))) == (
        "proposed",
        "answer",
    )
    house = tried()
    assert {step_of(house, it, later(days=5)) for it in PAIR} == {"trial"}
    house.tell(rate(MARCO), by(MARCO, later(days=15)))
    assert (step_of(house, MARCO, later(days=15)), step_of(house, AHMED, later(days=15))) == ("rated", "rate")
    house.tell(rate(AHMED), by(AHMED, later(days=15)))
    assert {step_of(house, it, later(days=15)) for it in PAIR} == {"begin"}


def test_the_notebook_speaks_up_only_where_something_waits_for_this_person():
    it = told(both_told(), projection)
    ahmed = it.reader(AHMED, Role.COHABITANT, DAY)

    assert waiting(it.db, ahmed, HOME, ELEVEN) is None
    assert waiting(it.db, ahmed, HOME, later(hours=12)) == "choose"


async def test_everyone_finds_their_own_words_and_no_box_of_the_others():
    it = told(both_told(), projection)
    for person, words in ((MARCO, HIS), (AHMED, MINE)):
        reader = it.reader(person, Role.COHABITANT, DAY)
        (side,) = sides(it.db, TENSION, person.id)
        assert side.person == person.id
        assert await it.printed(reader, Told((side.happened,))) == [words]
    (his,) = sides(it.db, TENSION, MARCO.id)
    ahmed = it.reader(AHMED, Role.COHABITANT, DAY)
    assert HIS not in (await it.printed(ahmed, Told((his.happened,))))[0]


calls = st.lists(st.tuples(st.sampled_from(PAIR), st.sampled_from((SARA, PAOLO))), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls=calls, back=st.none() | st.sampled_from(PAIR), ends=st.booleans(), after=st.integers(0, 90))
def test_nobody_reads_a_side_but_its_teller_and_whom_they_called_while_it_lasts(calls, back, ends, after):
    """Whoever is called, by whom and when: the other one of the home reads nothing of it, ever."""
    house = both_told()
    for who, mediator in calls:
        house.refusal(ask(InviteMediator, person=who.id, mediator=mediator.id), by(who))
    if back:
        house.refusal(ask(DismissMediator, person=back.id, mediator=SARA.id), by(back))
    if ends:
        for who in PAIR:
            house.refusal(ask(CloseTension, person=who.id), by(who))
    it, day = told(house, projection), DAY + timedelta(days=after)

    for reader, role in ROLES.items():
        for teller in PAIR:
            invited = (
                (teller, reader) in calls and reader == SARA and not ends and after < 60 and teller != back
            )
            full = sight(it.reader(reader, role, day), teller.id, Category.TENSION_SIDE) is Sight.FULL
            assert full == (reader == teller or invited), (reader.first_name, teller.first_name)


def test_who_is_called_sees_who_called_them_and_nobody_else_sees_that_there_is_anything():
    house = both_told()
    house.tell(ask(InviteMediator, person=MARCO.id, mediator=SARA.id), by(MARCO))
    it = told(house, projection)

    assert callers(it.db, HOME, SARA.id, DAY) == ((TENSION, MARCO.id),)
    assert callers(it.db, HOME, PAOLO.id, DAY) == ()
    assert callers(it.db, HOME, SARA.id, DAY + timedelta(days=60)) == ()
    house.tell(ask(HoldMediation), by(SARA, later(hours=1), "operator"))
    assert talk(told(house, projection).db, HOME).met == DAY + timedelta(days=1)


def test_only_a_rule_all_agreed_to_leaves_the_room():
    proposed = both_told()
    proposed.tell(rule(), by(MARCO, later(hours=13)))

    assert on_trial(told(proposed, projection).db, HOME) is None
    agreed = on_trial(told(tried(), projection).db, HOME)
    assert agreed.yes == THERE


def test_the_file_keeps_its_place_and_tells_nothing_of_it():
    facts = [fact for _, fact in both_told().facts][-3:]

    assert {str(told_in_the_file(fact, MARCO.id, {})) for fact in facts} == {
        "Qualcosa che resta tra chi abita la casa."
    }


@pytest.mark.parametrize("seed", range(3))
def test_its_tables_are_the_same_under_any_interleaving(seed):
    house = tried()
    house.tell(rate(MARCO), by(MARCO, later(days=15)))
    house.tell(rate(AHMED), by(AHMED, later(days=15)))
    it = told(house, projection)

    assert rows(it.taken(it.shuffled(seed)), projection) == rows(it.db, projection)


def test_a_rule_with_an_hour_becomes_the_clause_with_that_hour_and_nothing_else_changes():
    without = tuple(one for one in standard() if not isinstance(one, Guests))

    changed = with_change(standard(), Change(clause="guests", hour=22))
    added = with_change(without, Change(clause="guests", hour=22))
    quiet = with_change(standard(), Change(clause="quiet", hour=21))

    assert changed == added
    assert [one for one in changed if one not in standard()] == [Guests(until_hour=22)]
    assert [one for one in quiet if one not in standard()] == [Quiet(quiet_from=21)]


def test_words_beside_an_hour_are_a_rule_of_their_own():
    wished = {"tension": TENSION, "proposal": uuid7(), "kind": "guests", "hour": 23}
    plain = words_of(Wished(**wished))
    more = words_of(Wished(**wished, words="Il venerdì fino alle 24."))

    assert plain == "Ospiti in casa fino alle 23."
    assert says_no_more(plain, Change(clause="guests", hour=23))
    assert not says_no_more(more, Change(clause="guests", hour=23))
