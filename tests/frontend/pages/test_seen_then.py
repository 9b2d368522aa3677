"""No lens raises anybody's rights: every viewer through every lens, with words planted in every category."""

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.access import READERS
from events.category import Category
from events.role import Role
from events.sealed import Box, seal
from events.standing import Stands
from frontend import tables
from frontend.door import Door
from frontend.pages import projections
from frontend.reader import Reader
from frontend.seen_then import together
from frontend.visibility import Sight
from services.kernel.sealing import close
from tests.frontend.pages.telling import KEY, KEY_ID, OneKey
from tests.people import CAST_NAMESPACE, COHABITATION_SAN_VITO, PARTNERSHIP, id_of

DAY, LONG_AGO = date(2026, 11, 22), date(2024, 1, 1)
OWNER, HERE = id_of("owner"), COHABITATION_SAN_VITO
SIGHTS = st.sampled_from(Sight)


@given(SIGHTS, SIGHTS)
def test_two_pairs_of_eyes_see_no_more_than_either(then: Sight, today: Sight):
    assert together(then, today) <= min(then, today)
    assert together(then, today) == together(today, then)


@given(SIGHTS, SIGHTS, SIGHTS)
def test_who_may_see_more_today_never_sees_less(then: Sight, less: Sight, more: Sight):
    less, more = sorted((less, more))

    assert together(then, less) <= together(then, more)
    assert together(then, then) is then


def words() -> dict[Category, Box]:
    """One planted word per category, owned by the same person."""
    return {it: planted(it, f"{uuid5(CAST_NAMESPACE, it)}/text") for it in Category}


def planted(it: Category, place: str) -> Box:
    box = close(seal(f"parola {it.value}", OWNER, it), place, KEY_ID, KEY)
    return box.model_copy(update={"place": place})


def reader(role: Role, shares: tuple[Category, ...] = (), person: UUID | None = None) -> Reader:
    """Someone as near to the owner as this role can be."""
    db = tables.writing(":memory:")
    tables.create(db, projections())
    who = person or (OWNER if role is Role.SELF else id_of(f"someone {role}"))
    stand = [
        Stands("role", who, role, LONG_AGO),
        Stands("assignment", who, role, LONG_AGO, over=HERE),
        Stands("membership", who, role, LONG_AGO, over=HERE),
        Stands("relation", who, role, LONG_AGO, over=OWNER),
        Stands("appointment", who, role, LONG_AGO),
        Stands("share", who, role, LONG_AGO, over=OWNER, categories=shares),
    ]
    apart = {
        Role.COHABITANT: {"assignment", "appointment"},
        Role.FAMILY: {"assignment", "membership", "appointment"},
    }
    kept = tuple(it for it in stand if it.kind not in apart.get(role, {"membership"}))
    insert(db, Stands("membership", OWNER, Role.COHABITANT, LONG_AGO, over=HERE), *kept)
    return Reader(who, role, PARTNERSHIP, "it", DAY, standings=kept, db=db)


def insert(db, *standings: Stands) -> None:
    for n, it in enumerate(standings):
        db.execute(
            "INSERT INTO scope_standings (kind, person, role, over, since, until, powers, categories, organisation,"
            " event, n) VALUES (?, ?, ?, ?, ?, NULL, '', ?, NULL, 'e', ?)",
            (it.kind, it.person, it.role, it.over, it.since, " ".join(it.categories), n),
        )


PLANTED = list(words().values())


async def opened_for(it: Reader) -> set[str]:
    lens = await Door(OneKey(), b"pseudonyms").lens(it, {"values": PLANTED})
    return set(lens.words.values())


@pytest.mark.parametrize("shares", [(), tuple(Category)], ids=["nothing shared", "all shared"])
async def test_every_viewer_through_every_lens_reads_what_both_may_and_nothing_else(shares):
    near = {role: reader(role, shares) for role in READERS}
    alone = {role: await opened_for(it) for role, it in near.items()}
    for viewer, lens in product(READERS, READERS):
        seen = await opened_for(replace(near[lens], viewer=near[viewer]))

        assert seen == alone[viewer] & alone[lens], (viewer, lens)
    assert alone[Role.SELF] > alone[Role.AUDITOR]
    assert any(alone[it] for it in READERS if it is not Role.SELF)


async def test_what_was_seen_then_and_is_shut_today_says_so_and_nothing_more():
    it = replace(reader(Role.OPERATOR), viewer=reader(Role.AUDITOR))
    lens = await Door(OneKey(), b"pseudonyms").lens(it, {"values": list(words().values())})
    said = {box.category: lens.instead[box.place] for box in words().values() if box.place in lens.instead}

    assert "visto allora, sigillato per te" in said[Category.GOALS]
    assert "visto allora" not in said[Category.TENSION_SIDE]
    assert not any("parola" in each for each in said.values())


async def test_a_stranger_sees_nothing_through_any_lens():
    stranger = Reader(id_of("stranger"), Role.SELF, PARTNERSHIP, "it", DAY, db=reader(Role.SELF).db)
    for lens in READERS:
        assert await opened_for(replace(reader(lens, tuple(Category)), viewer=stranger)) == set()
