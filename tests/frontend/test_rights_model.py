"""Roles, homes, assignments, relations, shares, appointments and broken glass in any order: against a plain oracle (M4)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from events.category import Category
from events.role import Role
from events.standing import Ends, Standing, Stands
from frontend.entrance import in_force
from frontend.reader import Reader
from frontend.scope import hands, persons
from frontend.scope import projection as scope
from frontend.scope.queries import standings_of
from frontend.tables import create, index, writing
from frontend.visibility import Sight, sight
from tests.frontend.test_matrix import CELLS, GLASS, PLAINLY
from tests.people import AHMED, GIULIA, SARA, id_of

PEOPLE = [it.id for it in (AHMED, GIULIA, SARA)]
HOMES = [id_of("casa uno"), id_of("casa due")]
FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 6).map(lambda n: FIRST + timedelta(days=n))
UNTIL = st.none() | DAYS
BOUND = [Role.OPERATOR, Role.AUDITOR, Role.COORDINATOR]
OFFICES = [it for it in Role if it not in (Role.SELF, Role.COHABITANT, Role.FAMILY, Role.PUBLIC, Role.SYSTEM)]
OFFICES += BOUND * 3
READERS = [it for it in Role if it not in (Role.PUBLIC, Role.SYSTEM)]
WHO, WHERE, MINUTES = st.sampled_from(PEOPLE), st.sampled_from(HOMES), st.integers(0, 24 * 60 - 1)
SHUT = [Category.JUDICIAL, Category.IDENTITY, Category.VISIT_PROFESSIONAL]
SOME = st.sets(st.sampled_from([*SHUT * 5, *Category]), min_size=1, max_size=6).map(tuple)
CELL = {(role, category): cell for role, category, cell in CELLS}


@dataclass(frozen=True)
class Held:
    """One line of the oracle's own book."""

    kind: str
    person: UUID
    role: Role
    since: date
    over: UUID | None
    until: date | None
    categories: tuple[Category, ...] = ()
    until_at: datetime | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Rights(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.book: list[Held] = []
        self.db = writing(":memory:")
        shapes = (scope.projection, persons.projection, hands.projection)
        create(self.db, shapes)
        index(self.db, shapes)
        self.n = 0

    @initialize(where=st.tuples(WHERE, WHERE, WHERE), home=WHERE, over=st.none() | WHERE)
    def live_somewhere(self, where: tuple[UUID, ...], home: UUID, over: UUID | None) -> None:
        """All live somewhere, and one of them works here too: what may go wrong goes wrong between those."""
        me = PEOPLE[-1]
        for person, lives in zip(PEOPLE, where, strict=True):
            left = FIRST + timedelta(days=1) if person == PEOPLE[1] else None
            self.stand("membership", person, Role.COHABITANT, FIRST, lives, left)
        for role in BOUND:
            self.stand("role", me, role, FIRST, None, None)
        self.stand("assignment", me, Role.OPERATOR, FIRST, home, None)
        self.stand("appointment", me, Role.AUDITOR, FIRST, over, FIRST + timedelta(days=5))
        for close in PEOPLE[:-1]:
            self.stand("relation", me, Role.FAMILY, FIRST, close, None)
        self.stand("share", me, Role.FAMILY, FIRST, PEOPLE[0], FIRST + timedelta(days=4), (Category.GOALS,))
        for role in BOUND:
            end = instant(FIRST, 13 * 60)
            self.stand("glass", me, role, FIRST, home, FIRST + timedelta(days=2), tuple(SHUT), end)

    @rule(person=WHO, role=st.sampled_from(OFFICES), since=DAYS, until=UNTIL)
    def grant(self, person: UUID, role: Role, since: date, until: date | None) -> None:
        self.stand("role", person, role, since, None, until)

    @rule(person=WHO, home=WHERE, since=DAYS, until=UNTIL)
    def move_in(self, person: UUID, home: UUID, since: date, until: date | None) -> None:
        self.stand("membership", person, Role.COHABITANT, since, home, until)

    @rule(person=WHO, home=WHERE, since=DAYS, until=UNTIL)
    def assign(self, person: UUID, home: UUID, since: date, until: date | None) -> None:
        self.stand("assignment", person, Role.OPERATOR, since, home, until)

    @rule(person=WHO, of=WHO, since=DAYS, until=UNTIL)
    def relate(self, person: UUID, of: UUID, since: date, until: date | None) -> None:
        if person != of:
            self.stand("relation", person, Role.FAMILY, since, of, until)

    @rule(to=WHO, by=WHO, role=st.sampled_from((Role.FAMILY, Role.HOST)), what=SOME, since=DAYS, until=DAYS)
    def share(
        self, to: UUID, by: UUID, role: Role, what: tuple[Category, ...], since: date, until: date
    ) -> None:
        if to != by:
            self.stand("share", to, role, since, by, until, what)

    @rule(person=WHO, over=st.none() | WHERE, since=DAYS, until=DAYS)
    def appoint(self, person: UUID, over: UUID | None, since: date, until: date) -> None:
        self.stand("appointment", person, Role.AUDITOR, since, over, until)

    @rule(person=WHO, home=WHERE, role=st.sampled_from(BOUND), what=SOME, day=DAYS, minute=MINUTES)
    def break_glass(
        self, person: UUID, home: UUID, role: Role, what: tuple[Category, ...], day: date, minute: int
    ) -> None:
        end = instant(day, minute) + timedelta(minutes=60)
        self.stand("glass", person, role, day, home, day + timedelta(days=2), what, end)

    @rule(data=st.data(), until=DAYS)
    def end(self, data: st.DataObject, until: date) -> None:
        ending = [it for it in self.book if it.kind != "glass"]
        if ending:
            it = data.draw(st.sampled_from(ending))
            scope.end(self.db, Ends(it.kind, it.person, it.role, until, it.over))  # type: ignore[arg-type]
            self.book = [ended(one, it, until) for one in self.book]

    def stand(self, kind: Any, person: UUID, role: Role, since: date, over: UUID | None, *rest: Any) -> None:
        held = Held(kind, person, role, since, over, *rest)
        told: Standing = Stands(
            kind, person, role, since, over, held.until, (), held.categories, None, held.until_at
        )
        self.n += 1
        scope.begin(self.db, told, Record(id_of(f"event {self.n}")), 0)  # type: ignore[arg-type]
        same = (kind, person, role, over, since)
        self.book = [it for it in self.book if (it.kind, it.person, it.role, it.over, it.since) != same] + [
            held
        ]

    @rule(me=WHO, role=st.sampled_from(READERS), day=DAYS, minute=MINUTES)
    def anybody_looks(self, me: UUID, role: Role, day: date, minute: int) -> None:
        self.look(me, role, instant(day, minute))

    @precondition(lambda self: self.book)
    @rule(data=st.data(), later=st.integers(0, 2))
    def who_stands_somewhere_looks(self, data: st.DataObject, later: int) -> None:
        it = data.draw(st.sampled_from(self.book))
        self.look(it.person, it.role, instant(it.since + timedelta(days=later), 12 * 60))

    @precondition(lambda self: any(it.until_at for it in self.book))
    @rule(data=st.data(), minutes=st.integers(-61, 1), role=st.sampled_from(BOUND))
    def who_broke_the_glass_looks(self, data: st.DataObject, minutes: int, role: Role) -> None:
        it = data.draw(st.sampled_from([one for one in self.book if one.until_at]))
        assert it.until_at
        self.look(it.person, role, it.until_at + timedelta(minutes=minutes))

    def look(self, me: UUID, role: Role, at: datetime) -> None:
        """At everybody, in every category."""
        day = at.date()
        found = in_force(standings_of(self.db, me, day), at)
        reader = Reader(me, role, "lucca", "it", day, standings=found, db=self.db, at=at)
        for owner in PEOPLE:
            for category in Category:
                assert sight(reader, owner, category) is self.oracle(me, role, owner, category, day, at)

    def oracle(self, me: UUID, role: Role, owner: UUID, category: Category, day: date, at: datetime) -> Sight:
        """Straight from the table: the best of what they are by this role, and as themselves."""
        seen = [Sight.NONE]
        if me == owner:
            seen.append(Sight.FULL if CELL[Role.SELF, category] in ("full", "own") else Sight.NONE)
        if role is not Role.SELF and self.reaches(me, role, owner, day):
            seen.append(self.by_role(me, role, owner, category, day, at))
        return max(seen)

    def by_role(
        self, me: UUID, role: Role, owner: UUID, category: Category, day: date, at: datetime
    ) -> Sight:
        cell = CELL[role, category]
        if (role, category) in GLASS and self.glass(me, role, owner, category, day, at):
            return Sight.FULL
        if cell in ("own", "summary") and me == owner:
            return Sight.FULL
        if cell == "chosen" and any(
            it.role is role and category in it.categories for it in self.mine("share", me, day, owner)
        ):
            return Sight.FULL
        return PLAINLY[cell]

    def reaches(self, me: UUID, role: Role, owner: UUID, day: date) -> bool:
        holds = any(it.role is role for it in self.mine("role", me, day))
        homes = {it.over for it in self.mine("membership", owner, day)}
        match role:
            case Role.COHABITANT:
                return any(it.over in homes for it in self.mine("membership", me, day))
            case Role.FAMILY:
                return bool(self.mine("relation", me, day, owner) or self.mine("share", me, day, owner))
            case Role.OPERATOR:
                return holds and any(it.over in homes for it in self.mine("assignment", me, day))
            case Role.AUDITOR:
                ever = {it.over for it in self.ever("membership", owner, day)}
                return holds and any(it.over in {None, *ever} for it in self.mine("appointment", me, day))
            case _:
                return holds

    def glass(self, me: UUID, role: Role, owner: UUID, category: Category, day: date, at: datetime) -> bool:
        whole = self.ever if role is Role.AUDITOR else self.mine
        homes = {it.over for it in whole("membership", owner, day)}
        return any(
            it.role is role
            and it.over in homes
            and category in it.categories
            and it.until_at
            and at < it.until_at
            for it in self.mine("glass", me, day)
        )

    def mine(self, kind: str, person: UUID, day: date, over: UUID | None = None) -> list[Held]:
        return [it for it in self.ever(kind, person, day) if it.on(day) and over in (None, it.over)]

    def ever(self, kind: str, person: UUID, day: date) -> list[Held]:
        return [it for it in self.book if (it.kind, it.person) == (kind, person) and it.since <= day]

    def teardown(self) -> None:
        self.db.close()


@dataclass(frozen=True)
class Record:
    event_id: UUID


def ended(one: Held, like: Held, until: date) -> Held:
    same = (one.kind, one.person, one.role, one.over) == (like.kind, like.person, like.role, like.over)
    meant = same and one.since <= until and (one.until is None or one.until > until)
    return replace(one, until=until) if meant else one


def instant(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(minutes=minute)


Rights.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestRights = Rights.TestCase
