"""I15, I16 and I17 of the domain, with entries that arrive days late and in no order; and shares."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.accompaniment.plan import CloseAccompaniment, OpenAccompaniment, plan_of
from events.accompaniment.sharing import GrantShare, LimitShare, ShareWithdrawn, WithdrawShare, shares_of
from events.accompaniment.visit import (
    CorrectNote,
    EndVisit,
    MissVisit,
    MoveVisit,
    NoteCorrected,
    NoteWritten,
    ScheduleVisit,
    StartVisit,
    VisitEnded,
    VisitMissed,
    VisitMoved,
    VisitScheduled,
    VisitStarted,
    WriteNote,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Fact
from events.role import Role
from events.sealed import each_sealed
from events.standing import Ends, Stands
from services.accompaniment.plan import PLAN, Plan
from services.accompaniment.sharing import SHARES, Shares
from services.accompaniment.visit import VISIT, Visit
from services.kernel.deciding import Act
from tests.people import AHMED, COHABITATION_SAN_VITO, LUCA, MARCO, MARTA, PAOLO, ROSA, SARA, id_of
from tests.services.story import act, when

FIRST = datetime(2026, 3, 1, 10, tzinfo=UTC)
DAYS = st.integers(0, 30).map(lambda n: (FIRST + timedelta(days=n)).date())
MOMENTS = st.integers(0, 30 * 24).map(lambda n: FIRST + timedelta(hours=n))
LATE = st.integers(0, 20)
KINDS = st.sampled_from(("individual", "joint", "pre-move"))
HERE = {"stream": id_of("visit"), "dossier": COHABITATION_SAN_VITO}
PLAN_HERE = {"stream": plan_of(COHABITATION_SAN_VITO), "dossier": COHABITATION_SAN_VITO}
ROME = ZoneInfo("Europe/Rome")
TEAM, SHARED = Category.VISIT_PROFESSIONAL, Category.VISIT_SHARED
WINDOWS = {"team": TEAM, "person": SHARED, "shared": SHARED}


def told(person, at: datetime, days: int) -> Act:
    return act(person, at=at, received_at=at + timedelta(days=days))


class LateVisits(RuleBasedStateMachine):
    """Three visits told in any order, while the accompaniment opens, closes and is corrected."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()
        self.visits: dict[int, Visit] = dict.fromkeys(range(3), Visit())
        self.facts: dict[int, list[Fact]] = {n: [] for n in range(3)}
        self.opened: date | None = None
        self.follow_up_until: date | None = None

    def ask_plan(self, command):
        try:
            said = when(PLAN, command, self.plan)
        except Refusal:
            return False
        self.plan = PLAN.fold(said, self.plan)
        return True

    def ask(self, n, command, by) -> list[Fact]:
        needs_plan = isinstance(command, (ScheduleVisit, MoveVisit, StartVisit))
        try:
            said = when(VISIT, command, self.visits[n], by, **({"plan": self.plan} if needs_plan else {}))
        except Refusal:
            return []
        self.facts[n] += said
        self.visits[n] = VISIT.fold(said, self.visits[n])
        return said

    @rule(since=DAYS)
    def open(self, since):
        if self.ask_plan(OpenAccompaniment(**PLAN_HERE, since=since)):
            self.opened = min(since, self.opened or since)

    @rule(until=DAYS, more=st.integers(0, 9))
    def close(self, until, more):
        follow_up = until + timedelta(days=more)
        if self.ask_plan(CloseAccompaniment(**PLAN_HERE, until=until, follow_up_until=follow_up)):
            self.follow_up_until = follow_up

    @rule(n=st.integers(0, 2), day=DAYS, kind=KINDS, at=MOMENTS)
    def schedule(self, n, day, kind, at):
        command = ScheduleVisit(**HERE, day=day, kind=kind, operator=SARA.id, people=(AHMED.id, MARCO.id))
        for fact in self.ask(n, command, told(SARA, at, 0)):
            assert isinstance(fact, VisitScheduled)
            self.must_lie_within(kind, fact.day)

    @rule(n=st.integers(0, 2), day=DAYS, at=MOMENTS)
    def move(self, n, day, at):
        for fact in self.ask(n, MoveVisit(**HERE, day=day, reason="other"), told(SARA, at, 0)):
            assert isinstance(fact, VisitMoved)
            self.must_lie_within(self.visits[n].scheduled.kind, fact.day)

    @rule(n=st.integers(0, 2), at=MOMENTS, late=LATE)
    def start(self, n, at, late):
        for fact in self.ask(n, StartVisit(**HERE, method="manual"), told(SARA, at, late)):
            assert isinstance(fact, VisitStarted)
            self.must_lie_within(self.visits[n].scheduled.kind, fact.at.astimezone(ROME).date())

    def must_lie_within(self, kind: str, day: date) -> None:
        """I15, as the model knows it at the moment of the answer."""
        begun = self.opened is not None and self.opened <= day
        over = self.follow_up_until is not None and day >= self.follow_up_until
        assert (not begun) if kind == "pre-move" else (begun and not over)

    @rule(
        n=st.integers(0, 2),
        note=st.integers(0, 2),
        visibility=st.sampled_from((None, "team", "person", "shared")),
        person=st.sampled_from((None, AHMED, LUCA)),
        at=MOMENTS,
        late=LATE,
    )
    def write(self, n, note, visibility, person, at, late):
        words = {"visibility": visibility} if visibility else {}
        person = person and person.id
        command = WriteNote(
            **HERE, **words, note=id_of(f"note {note}"), section="home", person=person, text="prima"
        )
        for fact in self.ask(n, command, told(SARA, at, late)):
            assert fact.visibility == (visibility or "team"), "team unless said otherwise"

    @rule(n=st.integers(0, 2), note=st.integers(0, 2), by=st.sampled_from((SARA, PAOLO, MARTA)), at=MOMENTS)
    def correct(self, n, note, by, at):
        command = CorrectNote(**HERE, note=id_of(f"note {note}"), text="dopo", reason="typing")
        assert not self.ask(n, command, told(by, at, 3)) or by in (SARA, MARTA)

    @rule(n=st.integers(0, 2), at=MOMENTS, minutes=st.integers(1, 1440), late=LATE)
    def end(self, n, at, minutes, late):
        self.ask(n, EndVisit(**HERE, minutes=minutes), told(SARA, at, late))

    @rule(n=st.integers(0, 2), at=MOMENTS)
    def miss(self, n, at):
        self.ask(n, MissVisit(**HERE, reason="illness"), told(SARA, at, 0))

    @invariant()
    def every_note_is_written_once_and_kept_beside_its_corrections(self):
        """I16: what was written is still there, word for word, and each correction names it."""
        for facts in self.facts.values():
            notes = [it for it in facts if isinstance(it, NoteWritten)]
            assert len({it.note for it in notes}) == len(notes)
            assert all(it.text.value == "prima" for it in notes)
            by_id = {it.note: it for it in notes}
            for correction in (it for it in facts if isinstance(it, NoteCorrected)):
                original = by_id[correction.note]
                same = (original.text.owner, original.text.category)
                assert (correction.text.owner, correction.text.category) == same

    @invariant()
    def every_word_has_a_section_a_category_and_readers(self):
        """I17: label and box say the same; what tells of one person is theirs unless shared."""
        for note in (it for facts in self.facts.values() for it in facts if isinstance(it, NoteWritten)):
            assert note.section
            assert note.category == note.text.category == WINDOWS[note.visibility]
            about_one = note.person and note.visibility != "shared"
            assert note.text.owner == (note.person if about_one else COHABITATION_SAN_VITO)
            assert "prima" not in str(each_sealed(note, lambda *_: None).model_dump())

    @invariant()
    def a_visit_ends_after_it_starts_and_never_both_happens_and_is_missed(self):
        for facts in self.facts.values():
            started = [it.at for it in facts if isinstance(it, VisitStarted)]
            assert len(started) <= 1
            assert all(it.at >= started[0] for it in facts if isinstance(it, VisitEnded))
            assert not (started and any(isinstance(it, VisitMissed) for it in facts))


class LateNotes(LateVisits):
    """The same, from visits that have already begun: so that most of what is tried is notes."""

    @initialize()
    def begun(self):
        self.open(FIRST.date())
        for n in self.visits:
            self.schedule(n, FIRST.date(), "joint", FIRST)
            self.start(n, FIRST, 0)


class Sharing(RuleBasedStateMachine):
    """Whatever is granted, limited and withdrawn, in whatever order of days, the last word is seen."""

    HERE = {"stream": shares_of(LUCA.id), "dossier": LUCA.id, "to": ROSA.id, "role": Role.FAMILY}
    WHAT = st.lists(
        st.sampled_from((Category.GOALS, Category.STAYS, Category.PACT)), min_size=1, max_size=3
    ).map(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.shares = Shares()
        self.stands: list[Stands] = []
        self.withdrawn: list[date] = []

    def ask(self, command, at):
        try:
            said = when(SHARES, command, self.shares, act(LUCA, at=at))
        except Refusal:
            return []
        self.shares = SHARES.fold(said, self.shares)
        for fact in said:
            for standing in fact.standings():
                self.take(standing)
        return said

    def take(self, standing):
        if isinstance(standing, Stands):
            self.stands.append(standing)
        else:
            assert isinstance(standing, Ends)
            cut = [replace(it, until=min(it.until, standing.until)) for it in self.stands]
            self.stands = [it for it in cut if it.since < it.until]

    @rule(what=WHAT, until=DAYS, at=MOMENTS)
    def grant(self, what, until, at):
        said = self.ask(GrantShare(**self.HERE, categories=what, until=until), at)
        day = at.astimezone(ROME).date()
        assert not said or all(withdrawn <= day for withdrawn in self.withdrawn), (
            "a late grant revives nothing"
        )
        self.withdrawn += [it.until for it in said if isinstance(it, ShareWithdrawn)]

    @rule(what=WHAT, until=DAYS, at=MOMENTS)
    def limit(self, what, until, at):
        before = self.shares.given
        for fact in self.ask(LimitShare(**self.HERE, categories=what, until=until), at):
            if isinstance(fact, ShareWithdrawn):
                self.withdrawn.append(fact.until)
            else:
                assert set(fact.categories) <= set(before[0].categories)
                assert fact.until <= before[0].until

    @rule(at=MOMENTS)
    def withdraw(self, at):
        for fact in self.ask(WithdrawShare(**self.HERE), at):
            self.withdrawn.append(fact.until)
            assert all(it.until <= fact.until for it in self.stands), "nothing is seen from that day on"

    @invariant()
    def every_share_is_bounded_and_the_persons_own(self):
        for it in self.stands:
            assert it.until is not None
            assert it.since < it.until
            assert (it.over, it.person, it.kind) == (LUCA.id, ROSA.id, "share")


TestLateVisits = LateVisits.TestCase
TestLateNotes = LateNotes.TestCase
TestSharing = Sharing.TestCase
TestLateVisits.settings = settings(max_examples=60, stateful_step_count=25)
TestLateNotes.settings = settings(max_examples=40, stateful_step_count=25)
TestSharing.settings = settings(max_examples=60, stateful_step_count=15)
