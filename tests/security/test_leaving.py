"""Whoever moves out keeps the pact they signed, and nothing else of the home."""

import sqlite3
from datetime import date, timedelta

import pytest

from events.category import Category
from events.pacts.cohabitation import CohabitationFormed, MemberJoined, MemberLeft
from events.pacts.content import Party
from events.role import Role
from events.standing import Ends, Stands
from frontend.pages.pact.queries import Notice, Pact, Version
from frontend.pages.pact.reading import seen_by
from frontend.reader import Reader
from frontend.scope import persons
from frontend.scope import projection as standings
from frontend.scope.queries import concerned, standings_of
from frontend.tables import create, index, writing
from frontend.visibility import Sight, sight
from tests.people import AHMED, COHABITATION_SAN_VITO, GIULIA, HOME_SAN_VITO, MARCO, PARTNERSHIP, ROSA, id_of

HOME = COHABITATION_SAN_VITO
BEGAN, LEFT = date(2026, 1, 1), date(2026, 6, 1)
FACTS = (
    CohabitationFormed(
        cohabitation=HOME, home=HOME_SAN_VITO, solution_type="youth", places=2,
        expected=(AHMED.id, MARCO.id), since=BEGAN,
    ),
    MemberJoined(cohabitation=HOME, person=AHMED.id, since=BEGAN),
    MemberJoined(cohabitation=HOME, person=MARCO.id, since=BEGAN),
    MemberLeft(cohabitation=HOME, person=AHMED.id, until=LEFT),
)  # fmt: skip


@pytest.fixture
def db() -> sqlite3.Connection:
    db = writing(":memory:")
    shapes = (standings.projection, persons.projection)
    create(db, shapes)
    index(db, shapes)
    tell(db, *(change for fact in FACTS for change in fact.standings()))
    tell(db, Stands("relation", ROSA.id, Role.FAMILY, BEGAN, AHMED.id))
    tell(db, Stands("share", ROSA.id, Role.FAMILY, BEGAN, AHMED.id, None, (), (Category.PACT,)))
    return db


def tell(db: sqlite3.Connection, *changes: Stands | Ends) -> None:
    for change in changes:
        if isinstance(change, Ends):
            standings.end(db, change)
        else:
            row = (
                change.kind, str(change.person), change.role, str(change.over), change.since, change.until, "",
                " ".join(change.categories), None, None, str(id_of(repr(change))), 0,
            )  # fmt: skip
            db.execute(f"INSERT INTO scope_standings VALUES ({', '.join('?' * len(row))})", row)


def reading(db: sqlite3.Connection, person, role: Role, day: date) -> Reader:
    return Reader(person.id, role, PARTNERSHIP, "it", day, standings=standings_of(db, person.id, day), db=db)


def test_the_home_is_about_who_lives_there_or_is_expected(db: sqlite3.Connection):
    assert concerned(db, HOME, LEFT - timedelta(days=1)) == {HOME, AHMED.id, MARCO.id}
    assert concerned(db, HOME, LEFT) == {HOME, MARCO.id}


def test_what_one_shared_of_a_home_ends_with_living_there(db: sqlite3.Connection):
    before, after = (
        sight(reading(db, ROSA, Role.FAMILY, day), HOME, Category.PACT)
        for day in (LEFT - timedelta(days=1), LEFT)
    )

    assert (before, after) == (Sight.FULL, Sight.NONE)


def test_the_pact_they_signed_stays_theirs_and_the_life_of_the_home_does_not(db: sqlite3.Connection):
    gone = reading(db, AHMED, Role.COHABITANT, LEFT)

    assert gone.may("pact.read", HOME)
    assert not gone.may("duties.change", HOME)
    assert sight(gone, HOME, Category.PACT) is Sight.FULL
    assert sight(gone, MARCO.id, Category.IDENTITY) is Sight.NONE
    assert sight(gone, HOME, Category.VISIT_SHARED) is Sight.NONE


def test_of_the_pact_they_keep_what_they_were_part_of(db: sqlite3.Connection):
    first, later = version(1, AHMED, MARCO), version(2, MARCO, GIULIA)
    found = Pact(
        HOME, "", None, (), BEGAN, None, None, None, None, (first, later), (notice(MARCO), notice(AHMED))
    )

    gone = seen_by(reading(db, AHMED, Role.COHABITANT, LEFT), found)
    stays = seen_by(reading(db, MARCO, Role.COHABITANT, LEFT), found)

    assert (gone.versions, gone.notices) == ((first,), (notice(AHMED),))
    assert stays == found


def version(number: int, *parties) -> Version:
    return Version(
        HOME, number, "0" * 64, (), tuple(Party(id=it.id, kind="member") for it in parties), BEGAN, BEGAN, MARCO.id,
        (), BEGAN, 0, 0, (), frozenset(),
    )  # fmt: skip


def notice(it) -> Notice:
    return Notice(it.id, "member", BEGAN, LEFT)


def test_what_is_shown_to_someone_as_a_host_is_not_shown_to_them_as_family(db: sqlite3.Connection):
    tell(db, Stands("share", ROSA.id, Role.HOST, BEGAN, AHMED.id, None, (), (Category.GOALS,)))

    assert sight(reading(db, ROSA, Role.FAMILY, BEGAN), AHMED.id, Category.GOALS) is Sight.CHOSEN
