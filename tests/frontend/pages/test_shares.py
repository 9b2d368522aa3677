"""Who sees what of a person: their own decision, read back as it stands today."""

from datetime import date, timedelta

import pytest
from litestar.exceptions import NotFoundException

from events.accompaniment.sharing import (
    GrantShare,
    LimitShare,
    ShareGranted,
    ShareLimited,
    ShareWithdrawn,
    shares_of,
)
from events.category import Category
from events.network.person import RelationEnded, RelationRecorded
from events.role import Role
from frontend.pages.shares.projection import projection
from frontend.pages.shares.queries import close_ones, shareable
from frontend.pages.shares.views import Sharing, granted
from frontend.pages.shares.words import sentences, things
from frontend.sentences import called
from tests.frontend.pages.telling import Telling, rows
from tests.frontend.pages.two_at_home import BEGINNING
from tests.people import GIULIA, ROSA, UGO

TODAY = date(2026, 3, 2)
LATER = TODAY + timedelta(days=90)
BOTH = (Category.GOALS, Category.STAYS)


def related() -> Telling:
    it = Telling(projection)
    it.known(GIULIA, ROSA, UGO)
    fact = RelationRecorded(person=GIULIA.id, relative=ROSA.id, kind="parent", since=date(2024, 1, 1))
    it.tell(GIULIA.id, fact, BEGINNING, GIULIA.id)
    return it


def shared(**changes) -> Telling:
    it = related()
    terms = {
        "person": GIULIA.id,
        "to": ROSA.id,
        "role": Role.FAMILY,
        "categories": BOTH,
        "since": TODAY,
        "until": LATER,
    }
    it.tell(shares_of(GIULIA.id), ShareGranted(**{**terms, **changes}), BEGINNING, GIULIA.id, GIULIA.id)
    return it


def test_a_share_is_told_with_its_last_day():
    (rosa,) = close_ones(shared().db, GIULIA.id, TODAY)

    assert (rosa.person, rosa.kind) == (ROSA.id, "parent")
    assert rosa.share.categories == {"goals", "stays"}
    assert rosa.share.last == LATER - timedelta(days=1)


def test_a_share_that_is_over_is_no_longer_there():
    (rosa,) = close_ones(shared().db, GIULIA.id, LATER)

    assert rosa.share is None


def test_limited_and_withdrawn_shares_hold_at_once():
    it = shared()
    own = {"person": GIULIA.id, "to": ROSA.id, "role": Role.FAMILY}
    less = ShareLimited(**own, categories=(Category.GOALS,), since=TODAY, until=LATER)
    it.tell(shares_of(GIULIA.id), less, BEGINNING, GIULIA.id, GIULIA.id)
    limited = close_ones(it.db, GIULIA.id, TODAY)[0].share
    it.tell(shares_of(GIULIA.id), ShareWithdrawn(**own, until=TODAY), BEGINNING, GIULIA.id, GIULIA.id)

    assert limited.categories == {"goals"}
    assert close_ones(it.db, GIULIA.id, TODAY)[0].share is None


def test_where_the_relation_has_ended_a_share_can_still_be_taken_back():
    it = shared()
    it.tell(GIULIA.id, RelationEnded(person=GIULIA.id, relative=ROSA.id, until=TODAY), BEGINNING, GIULIA.id)

    (rosa,) = close_ones(it.db, GIULIA.id, TODAY)
    assert rosa.kind is None
    assert rosa.share


def test_showing_less_is_a_limit_and_showing_more_a_grant():
    it = shared()
    giulia = it.reader(GIULIA, Role.COHABITANT, TODAY)
    less = Sharing(to=ROSA.id, categories=(Category.GOALS,), until=LATER - timedelta(days=5))
    more = Sharing(to=ROSA.id, categories=(*BOTH, Category.PACT), until=LATER)

    assert isinstance(granted(it.db, giulia, less), LimitShare)
    assert isinstance(granted(it.db, giulia, more), GrantShare)
    assert granted(it.db, giulia, less).until == LATER - timedelta(days=4)


def test_nothing_is_shared_with_someone_who_is_not_close():
    it = related()
    form = Sharing(to=UGO.id, categories=(Category.GOALS,), until=LATER)

    with pytest.raises(NotFoundException):
        granted(it.db, it.reader(GIULIA, Role.COHABITANT, TODAY), form)


def test_everything_that_may_be_shared_has_its_words_and_nothing_else_is_offered():
    offered = {key for key, _ in things()}

    assert offered == set(shareable()) == set(sentences())
    assert offered.isdisjoint({Category.TENSION_SIDE, Category.VISIT_PROFESSIONAL, Category.DUTIES})


def test_tables_are_equal_when_the_share_is_heard_of_before_the_relation():
    it = shared()

    assert rows(it.taken(it.records[::-1]), projection) == rows(it.db, projection)


async def test_those_close_to_a_person_are_called_by_name():
    it = related()
    giulia = it.reader(GIULIA, Role.COHABITANT, TODAY)

    assert await it.printed(giulia, called(ROSA.id)) == ["Rosa"]
    assert await it.printed(giulia, called(UGO.id)) == ["una persona"]
