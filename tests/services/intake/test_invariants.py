"""I18 and I22, whatever is asked in whatever order by whomever: late is late, and only people decide."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from events.envelope import Refusal
from events.intake.application import (
    AdmitApplication,
    AmendApplication,
    ApplicationAdmitted,
    ApplicationAmended,
    ApplicationExcluded,
    ApplicationSubmitted,
    ExcludeApplication,
    SubmitApplication,
    WithdrawApplication,
)
from events.intake.call import CallPublished, CloseCall, ExtendCall
from events.message import Command, Fact
from events.role import Role
from services.intake.application import APPLICATION
from services.intake.call import CALL
from services.intake.entry import ENTRY
from tests.people import AHMED, MARCO, MARTA, id_of
from tests.people import CALL as YOUTH
from tests.services.intake.asking import OPENS, PUBLISHED, answers
from tests.services.story import act

START = datetime(2026, 2, 25, 12, 0, tzinfo=UTC)
MOMENTS = st.integers(0, 24 * 90).map(lambda hours: START + timedelta(hours=hours))
PEOPLE = st.sampled_from([AHMED, MARCO])
IDS = st.sampled_from([id_of(f"domanda {n}") for n in range(4)])
ROLES = st.sampled_from(list(Role))
DECIDERS = {command: decider for decider in (CALL, APPLICATION, ENTRY) for command in decider.commands}


class Intake(RuleBasedStateMachine):
    """A call and a few applications, with phones whose clocks say anything."""

    def __init__(self) -> None:
        super().__init__()
        self.streams: dict[object, list[Fact]] = {YOUTH: [PUBLISHED]}
        self.accepted: list[tuple[Fact, object, object]] = []

    def ask(self, command: Command, by) -> None:
        """All of it or nothing, as one save."""
        said: list[tuple[object, Fact]] = []
        waiting = [command]
        try:
            while waiting:
                one = waiting.pop()
                decider = DECIDERS[type(one)]
                state = decider.fold(self.streams.get(one.stream, []))
                seen = {
                    name: read.decider.fold(self.streams.get(read.stream, []))
                    for name, read in decider.reads(one).items()
                }
                for it in decider.decide(state, one, by, **seen):
                    waiting.append(it) if isinstance(it, Command) else said.append((one.stream, it))
        except Refusal:
            return
        for stream, fact in said:
            closes = CALL.fold(self.streams[YOUTH]).closes
            self.streams.setdefault(stream, []).append(fact)
            self.accepted.append((fact, by, closes))

    @rule(
        it=IDS, person=PEOPLE, written=MOMENTS, arrived=MOMENTS, isee=st.sampled_from([5_000_00, 30_000_00])
    )
    def submit(self, it, person, written, arrived, isee):
        command = SubmitApplication(
            stream=it,
            dossier=it,
            call=YOUTH,
            applicant=person.id,
            answers=answers(family_isee=isee, personal_isee=isee),
        )
        self.ask(command, act(person, "self", written, received_at=arrived))

    @rule(it=IDS, person=PEOPLE, written=MOMENTS, arrived=MOMENTS)
    def amend(self, it, person, written, arrived):
        command = AmendApplication(stream=it, dossier=it, call=YOUTH, applicant=person.id, answers=answers())
        self.ask(command, act(person, "self", written, received_at=arrived))

    @rule(it=IDS, person=PEOPLE, at=MOMENTS)
    def withdraw(self, it, person, at):
        self.ask(WithdrawApplication(stream=it, dossier=it, applicant=person.id), act(person, "self", at))

    @rule(days=st.integers(-5, 30), at=MOMENTS)
    def extend(self, days, at):
        closes = PUBLISHED.closes + timedelta(days)
        self.ask(ExtendCall(stream=YOUTH, dossier=YOUTH, closes=closes, reason="other-act"), act(at=at))

    @rule(at=MOMENTS)
    def close(self, at):
        self.ask(CloseCall(stream=YOUTH, dossier=YOUTH), act(MARTA, "system", at))

    @rule(it=IDS, role=ROLES, who=st.sampled_from([AHMED, MARCO, MARTA]))
    def admit(self, it, role, who):
        self.ask(AdmitApplication(stream=it, dossier=it), act(who, role))

    @rule(
        it=IDS, role=ROLES, who=st.sampled_from([AHMED, MARCO, MARTA]), why=st.sampled_from(["age", "isee"])
    )
    def exclude(self, it, role, who, why):
        command = ExcludeApplication(
            stream=it,
            dossier=it,
            rule=why,
            reason="requirement-not-met",
            explanation="Non rientra nei limiti.",
        )
        self.ask(command, act(who, role))

    @invariant()
    def nothing_was_taken_late_or_early_by_the_clock_of_the_house(self):
        for fact, by, closes in self.accepted:
            if isinstance(fact, (ApplicationSubmitted, ApplicationAmended)):
                assert OPENS <= by.today <= closes

    @invariant()
    def only_people_decided_and_never_about_themselves(self):
        for fact, by, _ in self.accepted:
            if isinstance(fact, (ApplicationAdmitted, ApplicationExcluded)):
                assert by.role in (Role.COMMISSION, Role.COORDINATOR)
                assert by.actor != fact.applicant

    @invariant()
    def nobody_is_in_a_call_twice(self):
        states = [APPLICATION.fold(facts) for facts in self.streams.values()]
        entered = [state.applicant for state in states if state.standing not in ("none", "withdrawn")]
        assert len(entered) == len(set(entered))

    @invariant()
    def the_rule_and_the_grid_are_those_of_the_first_day(self):
        published = [fact for fact in self.streams[YOUTH] if isinstance(fact, CallPublished)]
        call = CALL.fold(self.streams[YOUTH])
        assert published == [PUBLISHED]
        assert (call.rule, call.age_on) == (PUBLISHED.rule, PUBLISHED.age_on)

    @invariant()
    def who_failed_is_never_admitted(self):
        for facts in self.streams.values():
            state = APPLICATION.fold(facts)
            assert not (state.standing == "admitted" and state.verdict == "failed")


TestIntake = Intake.TestCase
TestIntake.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
