"""Acting on behalf: the person's pages as far as the powers of that day reach, and not a word more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from events.category import Category
from events.powers import OPENS
from events.role import Role
from events.standing import Stands
from frontend.acting import acting, on_behalf
from frontend.pages.powers.projection import projection as powers
from frontend.permissions import ON_BEHALF, PERMISSIONS, PUBLIC, SIGNED_IN
from frontend.reader import Reader
from frontend.visibility import Sight, sight
from services.network.person import PERSON
from tests.frontend.pages.telling import PARTNERSHIP, Telling
from tests.people import AMINA, COHABITATION_PONTETETTO, GIULIA, MARTA, PIERO, SARA
from tests.services.network.test_decrees import in_force, power
from tests.services.network.told import known
from tests.services.story import when

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTHING = {"acting.choose", "session.leave"}


def holder(*held: str, until: date | None = None) -> Reader:
    standing = Stands("power", PIERO.id, Role.FAMILY, TODAY, GIULIA.id, until, powers=held)
    return Reader(PIERO.id, Role.FAMILY, PARTNERSHIP, "it", TODAY, standings=(standing,) if held else ())


def acting_for(*held: str) -> Reader:
    lives = Stands("membership", GIULIA.id, Role.COHABITANT, TODAY, COHABITATION_PONTETETTO)
    return replace(on_behalf(holder(*held), GIULIA.id), role=Role.COHABITANT, standings=(lives,))


@pytest.mark.parametrize("held", [*OPENS, ""])
def test_a_power_reaches_its_own_pages_and_no_others(held: str):
    reader = acting_for(held) if held else acting_for()
    may = {name for name in PERMISSIONS if reader.may(name)}

    assert may == NOTHING | {name for name, power in ON_BEHALF.items() if power == held}
    assert not reader.may(SIGNED_IN)
    assert reader.may(PUBLIC)


def test_every_power_named_for_a_page_is_one_a_decree_may_name():
    assert set(ON_BEHALF.values()) - {"none"} <= set(OPENS)
    assert set(ON_BEHALF) <= set(PERMISSIONS)


@pytest.mark.parametrize("held", OPENS)
def test_what_a_power_does_not_open_stays_shut(held: str):
    reader = acting_for(held)

    for category in Category:
        seen = sight(reader, GIULIA.id, category)
        assert (seen is Sight.FULL) == (category in OPENS[held])
    assert sight(acting_for(), GIULIA.id, Category.PACT) is Sight.NONE
    assert sight(reader, AMINA.id, Category.GOALS) is Sight.NONE


def test_offices_and_shares_of_the_person_are_not_lent():
    it = Telling(powers)
    it.known(GIULIA, PIERO, SARA)
    it.operator(GIULIA, COHABITATION_PONTETETTO)
    reader = on_behalf(replace(holder("share"), db=it.db), GIULIA.id)

    assert reader.standings == tuple(s for s in reader.standings if s.kind in ("membership", "subject"))
    assert not reader.holds(Role.OPERATOR)
    assert reader.looker.person == PIERO.id


def test_the_banner_says_by_which_act_and_until_when_and_that_it_is_over():
    it = Telling(powers)
    it.known(GIULIA, PIERO)
    told = {"person": GIULIA.id, "holder": PIERO.id, "until": TODAY + timedelta(days=9)}
    entered = power(stream=GIULIA.id, dossier=GIULIA.id, holder=PIERO.id, until=told["until"])
    (recorded,) = when(PERSON, entered, known(GIULIA), holder=known(PIERO))
    it.tell(GIULIA.id, recorded, NOON, MARTA.id)
    it.tell(GIULIA.id, in_force(**told, since=TODAY), NOON, SARA.id)
    during = on_behalf(it.reader(PIERO, Role.FAMILY, TODAY), GIULIA.id)
    after = on_behalf(it.reader(PIERO, Role.FAMILY, told["until"]), GIULIA.id)

    assert (acting(during).source, acting(during).last) == (
        "support-administrator",
        TODAY + timedelta(days=8),
    )
    assert during.powers == {"apply", "money"}
    assert (acting(after).source, after.powers) == (None, frozenset())
    assert acting(it.reader(PIERO, Role.FAMILY, TODAY)) is None
