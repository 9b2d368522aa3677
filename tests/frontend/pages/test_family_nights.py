"""Nights, three voices, stable home, if tomorrow: what is shared, and no trace of anything else."""

from itertools import product

import pytest

from events.category import Category
from events.role import Role
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.if_tomorrow.queries import gaps, tomorrows
from frontend.pages.nights.queries import books
from frontend.pages.nights.quota import quotas, weekends
from frontend.pages.nights.sleeping import sleeping
from frontend.pages.stable_home.queries import paths
from frontend.pages.stays.queries import desk
from frontend.pages.three_voices.queries import voices
from frontend.sentences import code
from tests.frontend.pages.family_nights import BUDGET, OURS, SUMMARY, TODAY, WISH, family
from tests.frontend.pages.rendering import page
from tests.frontend.pages.telling import Telling, rows
from tests.people import CHIARA, GIULIA, HOME_GYM, ROSA, SARA, UGO

STAYS, GOALS, MONEY = Category.STAYS, Category.GOALS, Category.EXPENSES
PAGES = {
    "pages/nights/nights.html": sleeping,
    "pages/three_voices/three_voices.html": voices,
    "pages/stable_home/path.html": paths,
    "pages/if_tomorrow/tomorrow.html": tomorrows,
}
SENTENCE = "Giulia decide cosa mostrare qui."


async def read(it: Telling, template: str, who=ROSA, role=Role.FAMILY) -> str:
    reader = it.reader(who, role, TODAY)
    context = {
        "people": PAGES[template](it.db, reader), "said": None, "code": code, "label": label, "new_id": uuid7,
        "today": TODAY, "steps": [], "family": role is Role.FAMILY, "edition": "", "me": who.id, "live": False,
    }  # fmt: skip
    return await page(reader, template, context)


@pytest.mark.parametrize("template", PAGES)
async def test_with_nothing_shared_a_full_life_reads_like_an_empty_one(template: str) -> None:
    full, empty = family(), family(hers=False, others=False)

    assert await read(full, template) == await read(empty, template)
    assert SENTENCE in await read(full, template)


@pytest.mark.parametrize(("template", "shared"), [*product(PAGES, (STAYS, GOALS, MONEY))])
async def test_what_is_shared_is_there_and_nothing_else_is(template: str, shared: Category) -> None:
    text = await read(family(shared), template)
    belongs = {
        SUMMARY: shared is STAYS and "nights" in template,
        WISH: shared is GOALS and "stable_home" in template,
        BUDGET: shared is MONEY and "if_tomorrow" in template,
        "Qui manca qualcosa": shared is GOALS and "if_tomorrow" in template,
    }

    assert {words: words in text for words in belongs} == belongs
    assert "Chiara" not in text
    assert "Sara" not in text


async def test_the_figures_of_a_refusal_are_those_of_the_fact() -> None:
    text = await read(family(STAYS), "pages/nights/nights.html")

    assert "Il posto è andato a un’altra famiglia." in text
    assert "4 notti" in text
    assert "0 notti" in text


async def test_a_stranger_reads_of_himself_and_finds_nothing() -> None:
    it = family(STAYS, GOALS, MONEY)
    for template in PAGES:
        text = await read(it, template, UGO, Role.SELF)
        assert not [words for words in (SUMMARY, WISH, BUDGET, "Giulia", "Chiara") if words in text], template


def test_nights_are_counted_once_slept_or_promised() -> None:
    it = family(STAYS)
    (found,) = quotas(it.db, GIULIA.id, TODAY)

    assert (found.slept, found.promised, found.left) == (3, 1, 26)
    assert quotas(it.db, CHIARA.id, TODAY)[0].promised == 2


def test_a_weekend_is_offered_only_with_a_bed_and_nothing_else_of_theirs() -> None:
    it = family(STAYS)
    (book,) = books(it.db)
    offered = [(each.since.isoformat(), each.free) for each in weekends(it.db, book, GIULIA.id, TODAY)]

    assert offered[0] == ("2026-12-04", 1)
    assert all(free for _, free in offered)


def test_the_desk_is_for_who_is_assigned_and_a_hole_is_the_referentes() -> None:
    it = family()
    it.operator(SARA, HOME_GYM)
    it.operator(UGO)
    sara, ugo = (it.reader(who, Role.OPERATOR, TODAY) for who in (SARA, UGO))

    assert [house.book.home for house in desk(it.db, sara).houses] == [HOME_GYM]
    assert [gap.part for gap in desk(it.db, sara).tasks] == ["keys"]
    assert desk(it.db, ugo) == type(desk(it.db, ugo))((), ())
    assert gaps(it.db, "referente", UGO.id) == ()


@pytest.mark.parametrize("seed", range(6))
def test_the_tables_are_equal_under_any_interleaving(seed: int) -> None:
    it = family(STAYS, GOALS)

    assert rows(it.taken(it.shuffled(seed)), *OURS) == rows(it.db, *OURS)
