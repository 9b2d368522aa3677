"""What must hold of persons, roles and powers in whatever order things are told, late or not."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from events.envelope import Refusal
from events.network.member import Assign, EndRole, GrantRole, Unassign, member_of
from events.network.person import FindSame
from events.network.same import found, resolve
from services.kernel.deciding import Decider
from services.network.member import MEMBER, Member
from services.network.person import PERSON
from services.network.term import Term, covered
from tests.people import CAST, SARA, id_of
from tests.services.network.told import known, registered
from tests.services.story import act

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(n))
UNTIL = st.none() | DAYS
CALENDAR = [FIRST + timedelta(n) for n in range(25)]


def asked(decider: Decider, state, command, **seen):
    """The facts of an accepted command, none of a refused one."""
    try:
        return list(decider.decide(state, command, act(), **seen))
    except Refusal:
        return []


class Merging(RuleBasedStateMachine):
    """Entries found the same, in any order: nobody is lost and no ring ever closes."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = {person.id: [registered(person)] for person in CAST}

    @rule(other=st.sampled_from(CAST), kept=st.sampled_from(CAST))
    def find_same(self, other, kept):
        command = FindSame(stream=other.id, dossier=other.id, kept=kept.id)
        state = PERSON.fold(self.facts[other.id])
        self.facts[other.id] += asked(PERSON, state, command, kept=PERSON.fold(self.facts[kept.id]))

    @invariant()
    def everybody_is_read_as_someone_who_is_nobodys_second_entry(self):
        same = found(fact for facts in self.facts.values() for fact in facts)
        for person in self.facts:
            kept = resolve(person, same)
            assert kept in self.facts
            assert kept not in same
            assert resolve(kept, same) == kept

    @invariant()
    def nobody_has_two(self):
        assert all(len(facts) <= 2 for facts in self.facts.values())


class Offices(RuleBasedStateMachine):
    """Roles and assignments granted and ended on days in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = []
        self.sara = {"stream": member_of(SARA.id), "dossier": SARA.id}

    @property
    def member(self) -> Member:
        return MEMBER.fold(self.facts)

    @rule(role=st.sampled_from(["operator", "auditor"]), since=DAYS, until=UNTIL)
    def grant(self, role, since, until):
        command = GrantRole(**self.sara, role=role, since=since, until=until)
        self.facts += asked(MEMBER, self.member, command, person=known(SARA))

    @rule(role=st.sampled_from(["operator", "auditor"]), until=DAYS)
    def end_role(self, role, until):
        self.facts += asked(MEMBER, self.member, EndRole(**self.sara, role=role, until=until))

    @rule(home=st.sampled_from("AB"), since=DAYS, until=UNTIL)
    def assign(self, home, since, until):
        command = Assign(**self.sara, cohabitation=id_of(home), since=since, until=until)
        self.facts += asked(MEMBER, self.member, command)

    @rule(home=st.sampled_from("AB"), until=DAYS)
    def unassign(self, home, until):
        self.facts += asked(MEMBER, self.member, Unassign(**self.sara, cohabitation=id_of(home), until=until))

    @invariant()
    def nothing_is_held_twice_on_one_day(self):
        for terms in (self.member.roles, self.member.assignments):
            for day in CALENDAR:
                held = [term.what for term in terms if term.holds(day)]
                assert len(held) == len(set(held))

    @invariant()
    def who_is_assigned_is_an_operator_that_day(self):
        operators = self.member.as_operator
        for day in CALENDAR:
            if any(term.holds(day) for term in self.member.assignments):
                assert any(term.holds(day) for term in operators)


TestMerging = Merging.TestCase
TestOffices = Offices.TestCase
for machine in (TestMerging, TestOffices):
    machine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(
    st.dictionaries(st.sampled_from([person.id for person in CAST]), st.sampled_from([p.id for p in CAST]))
)
def test_reading_a_damaged_ring_ends(same: dict[UUID, UUID]):
    for person in same:
        assert resolve(person, same) in {p.id for p in CAST}


@given(st.lists(st.tuples(DAYS, UNTIL), max_size=4), DAYS, UNTIL)
def test_covered_means_every_day_of_it(pieces, since, until):
    by = tuple(Term("role", start, end) for start, end in pieces)
    term = Term("assignment", since, until)
    days = [day for day in [*CALENDAR, date(2099, 1, 1)] if term.holds(day)]

    if days:
        assert covered(term, by) == all(any(one.holds(day) for one in by) for day in days)
