"""«Come la vede mamma»: through two pairs of eyes, of this person's things only, and nobody is said to have looked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from events.accompaniment.goal import GoalSet
from events.accompaniment.sharing import ShareGranted, shares_of
from events.category import Category
from events.network.person import RelationRecorded
from events.role import Role
from events.sealed import seal
from frontend.door import Door
from frontend.kept import Kept
from frontend.looks.look import owed
from frontend.pages.shares.preview import as_seen_by, sheets, wanted
from frontend.pages.wellbeing.queries import close_to
from frontend.reader import Reader
from tests.frontend.pages.telling import LONG_AGO, OneKey
from tests.frontend.pages.test_wellbeing import GOAL, HERE, family, goal, living
from tests.people import AMINA, GIULIA, ROSA, UGO

TODAY = date(2026, 11, 22)
THEN = datetime(2026, 9, 2, 12, tzinfo=UTC)
AMINAS = "Trovare un lavoro"


def house():
    """Rosa is Giulia's mother, and Amina's friend too."""
    it = family(Category.STAYS)
    living(it)
    goal(it)
    friend = RelationRecorded(person=AMINA.id, relative=ROSA.id, kind="friend", since=LONG_AGO)
    it.tell(AMINA.id, friend, THEN, AMINA.id)
    shown = ShareGranted(
        person=AMINA.id, to=ROSA.id, role=Role.FAMILY, categories=(Category.GOALS,), since=THEN.date(),
        until=date(2027, 1, 1),
    )  # fmt: skip
    it.tell(shares_of(AMINA.id), shown, THEN, AMINA.id, AMINA.id)
    return it


def giulia(it) -> Reader:
    return it.reader(GIULIA, Role.COHABITANT, TODAY)


async def opened(reader: Reader, *boxes: Kept):
    lens = await Door(OneKey(), b"pseudonyms").lens(reader, {"boxes": boxes})
    return lens, [box.place in lens.words for box in boxes]


def test_the_preview_is_of_what_this_person_shows_and_of_nothing_others_do():
    it = house()
    rosa, seen = it.reader(ROSA, Role.FAMILY, TODAY), as_seen_by(giulia(it), ROSA.id, None)

    assert set(rosa.related) == {GIULIA.id, AMINA.id}
    assert seen.related == (GIULIA.id,)
    (mine,) = close_to(it.db, seen)
    assert mine == next(one for one in close_to(it.db, rosa) if one.person == GIULIA.id)


@pytest.mark.parametrize("trying", [(), (Category.GOALS,), (Category.GOALS, Category.STAYS)])
def test_what_is_tried_out_is_what_would_be_shown(trying):
    it = house()
    (would,) = close_to(it.db, as_seen_by(giulia(it), ROSA.id, trying))
    (now,) = close_to(it.db, as_seen_by(giulia(it), ROSA.id, None))

    assert set(would.shared) == set(trying)
    assert now.shared == (Category.STAYS,)
    assert bool(would.goals) == (Category.GOALS in trying)


async def test_words_open_only_where_both_may_read_them():
    it = house()
    aminas = seal(AMINAS, AMINA.id, Category.GOALS)
    it.tell(
        HERE, GoalSet(person=AMINA.id, wording=aminas, whose_wish="person", area="learning"), THEN, AMINA.id
    )
    me = giulia(it)
    seen = as_seen_by(me, ROSA.id, (Category.GOALS,))
    (own,) = (one.wording for one in close_to(it.db, seen)[0].goals if one.id == GOAL)
    stranger = replace(seen, viewer=it.reader(UGO, Role.SELF, TODAY))

    assert (await opened(seen, own))[1] == [True]
    assert (await opened(stranger, own))[1] == [False]
    assert (await opened(as_seen_by(me, ROSA.id, ()), own))[1] == [False]


async def test_nobody_is_said_to_have_looked():
    it = house()
    seen = as_seen_by(giulia(it), ROSA.id, (Category.GOALS,))
    (goal_of_hers,) = close_to(it.db, seen)[0].goals
    lens, _ = await opened(seen, goal_of_hers.wording)

    assert lens.boxes
    assert seen.looker.person == GIULIA.id
    assert owed(lens.boxes.values(), seen.looker) == {}


def test_her_pages_are_those_of_her_tabs():
    it = house()

    assert next(path for path, _ in sheets(as_seen_by(giulia(it), ROSA.id, None))) == "/andamento"


def test_an_odd_address_tries_nothing_it_may_not():
    class Asked:
        class query_params(dict):
            def getall(self, name):
                return self[name]

        def __init__(self, **said):
            self.query_params = Asked.query_params(said)

    assert wanted(Asked()) is None
    assert wanted(Asked(vede=[""])) == ()
    assert wanted(Asked(vede=["goals", "tension-side", "duties", "x"])) == (Category.GOALS,)
