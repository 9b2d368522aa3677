"""Every cell of the visibility matrix, 12 readers × 19 categories, against the table as the domain says it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from events.accompaniment.glass import GlassBroken
from events.accompaniment.sharing import ShareGranted
from events.category import Category
from events.network.member import RoleGranted
from events.network.person import RelationRecorded
from events.pacts.cohabitation import MemberJoined
from events.role import Role
from events.sealed import seal
from events.standing import Stands
from frontend.reader import LATEST, Reader
from frontend.visibility import Sight, sight
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import (
    ADA,
    AHMED,
    AMINA,
    BRUNO,
    DARIO,
    ELENA,
    GIULIA,
    MARCO,
    MARTA,
    OLGA,
    PIA,
    ROSA,
    SARA,
    TEO,
    UGO,
    Person,
    id_of,
)  # fmt: skip

HERE, THERE = id_of("casa"), id_of("altra casa")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()

# Written from the domain's page and not from events/access.py, to be compared with it.
# full · own · summary · chosen · pseudo(nym) · counts (in aggregate only) · glass · . (nothing) ·
# asked (sealed under it are only the questions put to them: of the looks themselves they have counts)
COLUMNS = (
    Role.SELF, Role.COHABITANT, Role.FAMILY, Role.OPERATOR, Role.COORDINATOR, Role.INFO_POINT, Role.COMMISSION,
    Role.HOST, Role.HOUSING_OFFICE, Role.RESEARCHER, Role.AUDITOR, Role.SYSADMIN,
)  # fmt: skip
TABLE = """
identity           full summary chosen full    full    own     pseudo  chosen full    .      pseudo .
application        full .       .      summary full    own     full    .      summary counts pseudo .
scores             own  .       .      .       summary .       full    .      summary counts pseudo .
disability         full .       chosen summary full    .       summary .      summary counts pseudo .
judicial           full .       .      glass   glass   .       .       .      .       .      .      .
match              own  own     .      summary full    .       .       .      .       counts pseudo .
pact               full full    chosen full    full    .       .       .      summary counts pseudo .
duties             full full    .      summary summary .       .       .      .       counts counts .
expenses           own  summary chosen summary full    .       .       .      summary counts pseudo .
tension-side       own  .       .      chosen  .       .       .       .      .       .      .      .
tension-agreement  full full    chosen full    full    .       .       .      .       counts pseudo .
visit-shared       full own     chosen full    full    .       .       .      .       counts pseudo .
visit-professional .    .       .      full    full    .       .       .      .       .      pseudo .
goals              full .       chosen full    full    .       .       chosen .       counts pseudo .
stays              full summary chosen full    full    .       .       .      summary counts pseudo .
incidents          own  .       chosen full    full    .       .       .      summary counts pseudo .
aid                full own     chosen summary summary summary .       own    .       counts pseudo .
reads              full .       own    own     asked   .       .       .      .       .      pseudo .
proofs             full full    full   full    full    .       .       .      .       .      full   full
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(role, Category(row[0]), cell) for row in ROWS for role, cell in zip(COLUMNS, row[1:], strict=True)]

PLAINLY = {
    "full": Sight.FULL, "own": Sight.NONE, "summary": Sight.SUMMARY, "chosen": Sight.CHOSEN,
    "pseudo": Sight.PSEUDONYM, "counts": Sight.NONE, "glass": Sight.BREAKABLE, "asked": Sight.FULL, ".": Sight.NONE,
}  # fmt: skip
WHO = {
    Role.SELF: AHMED, Role.COHABITANT: MARCO, Role.FAMILY: ROSA, Role.OPERATOR: SARA, Role.COORDINATOR: MARTA,
    Role.INFO_POINT: ELENA, Role.COMMISSION: OLGA, Role.HOST: BRUNO, Role.HOUSING_OFFICE: PIA,
    Role.RESEARCHER: TEO, Role.AUDITOR: DARIO, Role.SYSADMIN: ADA,
}  # fmt: skip
BOUND = {Role.SELF, Role.COHABITANT, Role.FAMILY, Role.OPERATOR, Role.AUDITOR}
"""Roles that reach only so far: beyond, they see nothing at all. The others hold an office of the partnership."""
GLASS = {
    (Role.OPERATOR, Category.JUDICIAL), (Role.COORDINATOR, Category.JUDICIAL), (Role.AUDITOR, Category.IDENTITY),
    (Role.AUDITOR, Category.VISIT_PROFESSIONAL),
}  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Telling:
    """Ahmed and Marco here, Giulia and Amina there; Sara and Dario look after and audit only the first home."""
    it = Telling()
    for home, people in ((HERE, (AHMED, MARCO)), (THERE, (GIULIA, AMINA))):
        for person in people:
            joined = MemberJoined(cohabitation=home, person=person.id, since=LONG_AGO)
            it.tell(home, joined, NOW, MARTA.id)
    close = RelationRecorded(person=AHMED.id, relative=ROSA.id, kind="parent", since=LONG_AGO)
    it.tell(AHMED.id, close, NOW, MARTA.id)
    it.operator(SARA, HERE)
    it.auditor(DARIO, HERE)
    for office in (MARTA, ELENA, OLGA, BRUNO, PIA, TEO, ADA):
        granted = RoleGranted(person=office.id, role=Role(office.role), since=LONG_AGO)
        it.tell(uuid5(office.id, "member"), granted, NOW, MARTA.id)
    return it


def reading(it: Telling, role: Role, at: datetime = NOW) -> Reader:
    return it.reader(WHO[role], role, TODAY, at)


def test_the_table_has_every_cell() -> None:
    assert len(CELLS) == 12 * 19
    assert {(role, category) for role, category, _ in CELLS} == {
        (role, category) for role in WHO for category in Category
    }


@pytest.mark.parametrize(("role", "category", "cell"), CELLS)
def test_within_their_reach(told: Telling, role: Role, category: Category, cell: str) -> None:
    owns = Sight.FULL if role is Role.SELF else PLAINLY[cell]

    assert sight(reading(told, role), AHMED.id, category) is (owns if cell != "." else Sight.NONE)


@pytest.mark.parametrize(("role", "category", "cell"), CELLS)
def test_beyond_their_reach_there_is_nothing(
    told: Telling, role: Role, category: Category, cell: str
) -> None:
    seen = sight(reading(told, role), GIULIA.id, category)

    assert seen is (Sight.NONE if role in BOUND else PLAINLY[cell])


@pytest.mark.parametrize(("role", "category", "cell"), CELLS)
def test_a_role_nobody_gave_shows_nothing(told: Telling, role: Role, category: Category, cell: str) -> None:
    assert sight(told.reader(UGO, role, TODAY, NOW), AHMED.id, category) is Sight.NONE


@pytest.mark.parametrize(("role", "category", "cell"), [it for it in CELLS if it[2] == "chosen"])
def test_what_the_person_chose(role: Role, category: Category, cell: str) -> None:
    it = fresh()
    share(it, WHO[role], role, category)

    for other in Category:
        expected = Sight.FULL if other is category else within(role, other)
        assert sight(it.reader(WHO[role], role, TODAY, NOW), AHMED.id, other) is expected
    assert sight(it.reader(UGO, role, TODAY, NOW), AHMED.id, category) is Sight.NONE


@pytest.mark.parametrize(("role", "category", "cell"), CELLS)
def test_the_glass_opens_what_it_may_for_an_hour_and_nothing_else(
    told: Telling, role: Role, category: Category, cell: str
) -> None:
    """The standing is made up for every cell: the table decides, not who broke it."""
    before = within(role, category)
    glass = Stands(
        "glass", WHO[role].id, role, LONG_AGO, HERE, None, (), (category,), None, NOW + timedelta(minutes=60)
    )
    inside, last, after = (
        sight(also(reading(told, role, NOW + timedelta(seconds=s)), glass), AHMED.id, category)
        for s in (0, 3599, 3600)
    )
    elsewhere = sight(also(reading(told, role), glass), GIULIA.id, category)

    assert inside is last is (Sight.FULL if (role, category) in GLASS else before)
    assert after is before
    assert elsewhere is (Sight.NONE if role in BOUND else PLAINLY[cell])


def test_the_fact_itself_opens_for_an_hour_and_without_the_instant_it_is_shut() -> None:
    it = fresh()
    fact = GlassBroken(
        person=SARA.id, role=Role.OPERATOR, cohabitation=HERE, categories=(Category.JUDICIAL,), ground="health",
        from_at=NOW, until_at=NOW + timedelta(minutes=60), reason=seal("x" * 20, HERE, Category.INCIDENTS),
    )  # fmt: skip
    it.tell(id_of("glass"), fact, NOW, SARA.id)
    moments = (NOW, NOW + timedelta(minutes=59), NOW + timedelta(minutes=60), LATEST)
    seen = [sight(it.reader(SARA, Role.OPERATOR, TODAY, at), AHMED.id, Category.JUDICIAL) for at in moments]

    assert seen == [Sight.FULL, Sight.FULL, Sight.BREAKABLE, Sight.BREAKABLE]
    assert sight(it.reader(SARA, Role.COORDINATOR, TODAY, NOW), AHMED.id, Category.JUDICIAL) is Sight.NONE


@pytest.mark.parametrize("role", [Role.INFO_POINT, Role.HOST])
@pytest.mark.parametrize("category", list(Category))
def test_at_a_desk_the_own_part_is_what_these_hands_entered_for_a_month(
    role: Role, category: Category
) -> None:
    it = fresh()
    days = [TODAY + timedelta(days=n) for n in (0, 30, 31)]
    it.db.execute("INSERT INTO hands_entered VALUES (?, ?, ?, ?)", (WHO[role].id, AHMED.id, category, TODAY))
    today, last, later = (sight(it.reader(WHO[role], role, day, NOW), AHMED.id, category) for day in days)

    assert today is last is (Sight.FULL if is_own(role, category) else within(role, category))
    assert (
        later is sight(it.reader(WHO[role], role, TODAY, NOW), GIULIA.id, category) is within(role, category)
    )


def is_own(role: Role, category: Category) -> bool:
    """An Info Point has a summary of aid, and of what it entered itself all."""
    cell = next(cell for r, c, cell in CELLS if (r, c) == (role, category))
    return cell == "own" or (role, category) == (Role.INFO_POINT, Category.AID)


@pytest.mark.parametrize("category", list(Category))
def test_what_a_home_owns_is_its_cohabitants_where_they_have_any_part(category: Category) -> None:
    it, cell = fresh(), next(cell for r, c, cell in CELLS if (r, c) == (Role.COHABITANT, category))
    here, there = (
        sight(it.reader(MARCO, Role.COHABITANT, TODAY, NOW), home, category) for home in (HERE, THERE)
    )

    before = category in (Category.PACT, Category.MATCH)
    assert here is (Sight.FULL if cell in ("full", "own", "summary") or before else Sight.NONE)
    assert there is Sight.NONE


def fresh() -> Telling:
    return told.__wrapped__()  # type: ignore[attr-defined]


def within(role: Role, category: Category) -> Sight:
    cell = next(cell for r, c, cell in CELLS if (r, c) == (role, category))
    return Sight.FULL if role is Role.SELF and cell == "own" else PLAINLY[cell]


def share(it: Telling, to: Person, role: Role, category: Category) -> None:
    given = ShareGranted(
        person=AHMED.id, to=to.id, role=role, categories=(category,), since=LONG_AGO, until=date(2027, 1, 1)
    )
    it.tell(uuid5(AHMED.id, "shares"), given, NOW, AHMED.id)


def also(reader: Reader, stands: Stands) -> Reader:
    return replace(reader, standings=(*reader.standings, stands))
