"""What must hold whatever people do, in whatever order it reaches us: days come out of order on purpose."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.pacts.clauses import Trial, standard
from events.pacts.cohabitation import (
    AdmitMember,
    CloseCohabitation,
    CohabitationFormed,
    FormCohabitation,
    MemberJoined,
    MemberLeft,
    RemoveMember,
    StartTrial,
    TrialStarted,
)
from events.pacts.content import Party
from events.pacts.duties import (
    AbsenceNoted,
    AgreeSwap,
    AskSwap,
    AssignTurns,
    DoDuty,
    DutyDone,
    DutyUndone,
    NoteAbsence,
    SwapAgreed,
    TurnAssigned,
    TurnReleased,
    UndoDuty,
    duties_of,
)
from events.pacts.fairness import fairness
from events.pacts.pact import (
    AmendPact,
    DraftPact,
    EndPact,
    ExplainPact,
    GiveNotice,
    NoticeGiven,
    PactActivated,
    PactAmended,
    PactDrafted,
    PactEnded,
    PactExplained,
    PactSigned,
    SignPact,
    pact_of,
)
from tests.people import (
    AHMED,
    AMINA,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    COOPERATIVE,
    GIULIA,
    HOME_SAN_VITO,
    MARCO,
)
from tests.services.pacts.house import (
    GUARANTOR,
    HOME,
    House,
    draft,
    form,
    on,
    opened,
    sign,
    signed_by,
    themselves,
)

START = date(2026, 3, 2)
HORIZON = 150
PEOPLE = (AHMED, MARCO, GIULIA, AMINA)
HOMES = (COHABITATION_SAN_VITO, COHABITATION_PONTETETTO)

days = st.integers(0, 100).map(lambda n: START + timedelta(days=n))
people = st.sampled_from(PEOPLE)
homes = st.sampled_from(HOMES)
lengths = st.integers(0, 70).map(lambda n: timedelta(days=n))


def stays(house: House) -> list[tuple[UUID, UUID, date, date]]:
    """(home, person, since, until) told from the facts alone, by other means than the code under test."""
    lived: list[list] = []
    for where, fact in house.facts:
        if isinstance(fact, MemberJoined):
            lived.append([where, fact.person, fact.since, date.max])
        if isinstance(fact, MemberLeft):
            theirs = [
                it for it in lived if it[0] == where and it[1] == fact.person and it[2] <= fact.until < it[3]
            ]
            theirs[-1][3] = fact.until
    return [tuple(it) for it in lived]


def horizon() -> list[date]:
    return [START + timedelta(days=n) for n in range(-5, HORIZON)]


class Living(RuleBasedStateMachine):
    """Two youth homes, four people who would all live in both, and everybody late."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.length = 0

    @initialize(members=st.permutations(PEOPLE), shared=st.booleans(), easy=st.booleans())
    def formed(self, members, shared, easy):
        self.easy = members[0].id if easy else None
        pairs = (members[:2], members[:2] if shared else members[2:])
        for home, pair in zip(HOMES, pairs, strict=True):
            command = FormCohabitation(
                stream=home, dossier=home, home=HOME_SAN_VITO, solution_type="youth", places=3,
                expected=tuple(person.id for person in pair), since=START,
            )  # fmt: skip
            assert self.house.refusal(command, on(START)) is None
            self.versions(DraftPact, home, pair, START, START)

    def versions(self, kind, home, members, starts, day, trial=30):
        clauses = tuple(Trial(days=trial) if one.id == "trial" else one for one in standard())
        parties = tuple(Party(id=p.id, kind="member", easy=p.id == self.easy) for p in members)
        asked = kind(
            stream=pact_of(home), dossier=home, clauses=clauses, parties=(*parties, GUARANTOR), starts=starts
        )
        self.house.refusal(asked, on(day))

    @rule(
        home=homes,
        members=st.sets(people, min_size=1, max_size=3),
        starts=days,
        day=days,
        trial=st.sampled_from((14, 30)),
    )
    def write(self, home, members, starts, day, trial):
        for kind in (DraftPact, AmendPact):
            self.versions(kind, home, sorted(members, key=lambda p: p.id), starts, day, trial)

    @rule(home=homes, person=people, day=days, teach_back=st.booleans())
    def explain(self, home, person, day, teach_back):
        for version in self.drafts(home)[-1:]:
            said = {"version": version.version, "form": "easy-read", "teach_back": teach_back}
            command = ExplainPact(stream=pact_of(home), dossier=home, person=person.id, **said)
            self.house.refusal(command, on(day))

    @rule(home=homes, day=days, back=st.integers(1, 2), who=st.sets(people))
    def sign(self, home, day, back, who):
        for version in self.drafts(home)[-back:][:1]:
            for person in who:
                self.house.refusal(self.signature(home, version, person.id), themselves(day, person))
            self.house.refusal(self.signature(home, version, COOPERATIVE), on(day))

    @rule(home=homes, day=days)
    def everyone_signs(self, home, day):
        self.explain(home, next((p for p in PEOPLE if p.id == self.easy), AHMED), day, True)
        self.sign(home, day, 1, PEOPLE)

    @rule(home=homes, person=people, since=days)
    def admit(self, home, person, since):
        command = AdmitMember(stream=home, dossier=home, person=person.id, since=since)
        self.house.refusal(command, on(since))

    @rule(home=homes, person=people, until=days, day=days)
    def remove(self, home, person, until, day):
        command = RemoveMember(stream=home, dossier=home, person=person.id, until=until)
        self.house.refusal(command, on(day))

    @rule(home=homes, person=people, day=days, length=lengths)
    def give_notice(self, home, person, day, length):
        command = GiveNotice(stream=pact_of(home), dossier=home, party=person.id, ends=day + length)
        self.house.refusal(command, themselves(day, person))

    @rule(home=homes, since=days, length=lengths)
    def try_out(self, home, since, length):
        command = StartTrial(stream=home, dossier=home, since=since, until=since + length)
        self.house.refusal(command, on(since))

    @rule(home=homes, until=days, end=st.booleans())
    def close_or_end(self, home, until, end):
        closing = CloseCohabitation(
            stream=home, dossier=home, reason="other", outcome="unknown", until=until, keys_returned=True,
            follow_up_until=until,
        )  # fmt: skip
        ending = EndPact(stream=pact_of(home), dossier=home, reason="agreement", ends=until)
        self.house.refusal(ending if end else closing, on(until))

    def drafts(self, home):
        where = pact_of(home)
        kinds = (PactDrafted, PactAmended)
        return [fact for stream, fact in self.house.facts if stream == where and isinstance(fact, kinds)]

    def signature(self, home, version, party):
        said = {"version": version.version, "hash": version.hash}
        return SignPact(stream=pact_of(home), dossier=home, party=party, **said)

    @invariant()
    def i1_i3_never_more_than_two_in_a_youth_flat(self):
        lived = stays(self.house)
        for day in horizon():
            for home in HOMES:
                assert sum(it[0] == home and it[2] <= day < it[3] for it in lived) <= 2

    @invariant()
    def i2_nobody_resides_in_two_homes(self):
        lived = stays(self.house)
        for day in horizon():
            there = [it[1] for it in lived if it[2] <= day < it[3]]
            assert len(there) == len(set(there))

    @invariant()
    def i10_in_force_only_when_all_have_signed_that_hash(self):
        for home in HOMES:
            for active, before in self.with_earlier(PactActivated, pact_of(home)):
                signed = {f.party for f in before if isinstance(f, PactSigned) and f.hash == active.hash}
                (text,) = (
                    f for f in before if isinstance(f, PactDrafted | PactAmended) and f.hash == active.hash
                )
                assert signed == {party.id for party in text.parties}
                assert active.since >= text.starts

    @invariant()
    def i11_nobody_joins_without_a_pact_in_force(self):
        for home in HOMES:
            for joined, before in self.with_earlier(MemberJoined, home):
                pacts = [f for f in before if isinstance(f, PactActivated) and f.cohabitation == home]
                binding = [pact for pact in pacts if pact.since <= joined.since][-1]
                assert joined.person in binding.members
            ended = [
                f.ends for where, f in self.house.facts if where == pact_of(home) and isinstance(f, PactEnded)
            ]
            for stay in stays(self.house):
                assert not (ended and stay[0] == home) or stay[3] <= ended[0]

    @invariant()
    def i11_trial_and_notice_are_as_long_as_the_pact_says(self):
        for home in HOMES:
            for trial, before in self.with_earlier(TrialStarted, home):
                longest = max(
                    f.trial_days for f in before if isinstance(f, PactActivated) and f.since <= trial.since
                )
                assert 0 < (trial.until - trial.since).days <= longest
            for notice, before in self.with_earlier(NoticeGiven, pact_of(home)):
                pact = [f for f in before if isinstance(f, PactActivated) and f.cohabitation == home][-1]
                assert (notice.ends - notice.on).days >= min(pact.notice_days, pact.trial_notice_days)

    @invariant()
    def i12_whoever_reads_easily_has_told_it_back_before_signing(self):
        for home in HOMES:
            for signed, before in self.with_earlier(PactSigned, pact_of(home)):
                told = [f for f in before if isinstance(f, PactExplained) and f.teach_back]
                if signed.party == self.easy:
                    assert any(
                        f.person == self.easy and f.version == signed.version and f.on <= signed.on
                        for f in told
                    )

    @invariant()
    def what_is_recorded_stays(self):
        assert len(self.house.facts) >= self.length
        self.length = len(self.house.facts)

    def with_earlier(self, kind, stream):
        """Each fact of a kind in a stream, with all that was saved before it, in any stream of its home."""
        for n, (where, fact) in enumerate(self.house.facts):
            if where == stream and isinstance(fact, kind):
                streams = {stream, pact_of(stream)} | ({stream} if where == stream else set())
                yield fact, [f for at, f in self.house.facts[:n] if at in streams]


class Sharing(RuleBasedStateMachine):
    """One home at work: planned, done, undone, swapped, away and left, each as late as you like."""

    def __init__(self) -> None:
        super().__init__()
        self.house = opened(START)

    def ask(self, kind, day, by, **said):
        command = kind(stream=duties_of(HOME), dossier=HOME, **said)
        return self.house.refusal(command, themselves(day, by))

    def turns(self):
        return sorted({fact.turn for fact in self.house.of(TurnAssigned)})

    @rule(week=st.integers(0, 3), day=days)
    def plan(self, week, day):
        self.ask(AssignTurns, day, AHMED, week=START + timedelta(weeks=week))

    @rule(
        person=st.sampled_from((AHMED, MARCO, AMINA)),
        day=days,
        pick=st.integers(0, 200),
        kind=st.sampled_from((DoDuty, UndoDuty)),
    )
    def mark(self, person, day, pick, kind):
        for turn in self.turns()[pick:][:1]:
            self.ask(kind, day, person, turn=turn, person=person.id)

    @rule(
        day=days,
        pick=st.integers(0, 100),
        back=st.integers(0, 100),
        agree=st.booleans(),
        turned=st.booleans(),
    )
    def swap(self, day, pick, back, agree, turned):
        asker, other = (MARCO, AHMED) if turned else (AHMED, MARCO)
        exchange = next(iter(self.turns()[back:]), None)
        for turn in self.turns()[pick:][:1]:
            said = {"turn": turn, "other": other.id, "exchange": exchange if back % 2 else None}
            self.ask(AskSwap, day, asker, person=asker.id, **said)
            if agree:
                self.ask(AgreeSwap, day, other, turn=turn, person=other.id)

    @rule(
        person=st.sampled_from((AHMED, MARCO)), day=days, since=st.integers(0, 30), length=st.integers(1, 9)
    )
    def away(self, person, day, since, length):
        since = START + timedelta(days=since)
        self.ask(
            NoteAbsence, day, person, person=person.id, since=since, until=since + timedelta(days=length)
        )

    @rule(person=st.sampled_from((AHMED, MARCO)), until=st.integers(5, 40), day=days)
    def leave(self, person, until, day):
        until = START + timedelta(days=until)
        command = RemoveMember(stream=HOME, dossier=HOME, person=person.id, until=until)
        self.house.refusal(command, on(day))

    @invariant()
    def i13_every_turn_belongs_to_someone_there_that_day(self):
        lived = stays(self.house)
        absences = self.house.of(AbsenceNoted)
        day_of = {fact.turn: fact.day for fact in self.house.of(TurnAssigned)}
        for turn, owner in self.owners().items():
            day = day_of[turn]
            assert any(it[1] == owner and it[2] <= day < it[3] for it in lived)
            assert not any(a.person == owner and a.since <= day < a.until for a in absences)

    def owners(self) -> dict[UUID, UUID]:
        held: dict[UUID, UUID] = {}
        for _, fact in self.house.facts:
            match fact:
                case TurnAssigned():
                    held[fact.turn] = fact.person
                case TurnReleased():
                    held.pop(fact.turn, None)
                case SwapAgreed():
                    held[fact.turn] = fact.other
                    if fact.exchange:
                        held[fact.exchange] = fact.asker
        return held

    @invariant()
    def i13_i28_only_standing_marks_count_and_each_turn_once(self):
        standing: dict[tuple[UUID, UUID], int] = {}
        for fact in self.house.of(DutyDone) + self.house.of(DutyUndone):
            key = (fact.turn, fact.person)
            standing[key] = standing.get(key, 0) + (1 if isinstance(fact, DutyDone) else -1)
        points = {fact.turn: fact.points for fact in self.house.of(TurnAssigned)}
        done = {turn for (turn, _), count in standing.items() if count}
        fair = fairness(fact for _, fact in self.house.facts)

        assert set(standing.values()) <= {0, 1}
        assert abs(sum(fair.values()) - sum(points[turn] for turn in done)) < 1e-6
        assert set(fair) == {person for (_, person), count in standing.items() if count}

    @invariant()
    def a_turn_keeps_its_first_points(self):
        first: dict[UUID, float] = {}
        for fact in self.house.of(TurnAssigned):
            assert first.setdefault(fact.turn, fact.points) == fact.points


CALM = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestLiving = Living.TestCase
TestLiving.settings = CALM
TestSharing = Sharing.TestCase
TestSharing.settings = CALM


def test_the_machine_does_reach_a_home_where_people_live():
    """Guards the machines above: a model in which nothing is ever accepted would prove nothing."""
    house = House()
    house.tell(form(START, AHMED, MARCO), on(START))
    (version,) = house.tell(draft(START, AHMED, MARCO), on(START))
    assert house.refusal(sign(version, AHMED.id, hash="f" * 64), themselves(START, AHMED))
    signed_by(house, START, version, AHMED, MARCO)

    assert len(stays(house)) == 2
    assert house.of(CohabitationFormed)
