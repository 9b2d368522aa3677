"""I24: acts on behalf of a person need a power in force that day, whatever was told late, ended or replaced."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import events.accompaniment.sharing
import events.intake.application
import events.pacts.pact  # noqa: F401  (these fill the catalogue)
from events.access import COMMANDS as GRANTED
from events.envelope import Refusal
from events.message import COMMANDS
from events.network.person import CheckPower, EndPower, PowerChecked, RecordPower, SendBackPower
from services.kernel.rights import Rights
from services.network.person import PERSON
from tests.people import AHMED, MARTA, ROSA, SARA, UGO, id_of
from tests.services.network.told import known, registered
from tests.services.story import act

FIRST = date(2026, 1, 1)
CALENDAR = [FIRST + timedelta(n) for n in range(16)]
DAYS, UNTIL = st.sampled_from(CALENDAR[:12]), st.none() | st.sampled_from(CALENDAR[:12])
ONE = {"stream": AHMED.id, "dossier": AHMED.id}
ASKED = {
    "sign-pact": COMMANDS["pacts.SignPact"].model_construct(**ONE, party=AHMED.id),
    "share": COMMANDS["accompaniment.GrantShare"].model_construct(**ONE, to=UGO.id),
    "apply": COMMANDS["intake.SubmitApplication"].model_construct(**ONE, applicant=AHMED.id),
    "": COMMANDS["network.CorrectIdentity"].model_construct(**ONE),
}
"""Power → a command that takes it; no decree names the last one."""
ROLES = {"apply": "self", "": "self"}


class Nothing:
    """A store in which nobody stands anywhere yet."""

    def rows(self, _: str) -> list[dict[str, str]]:
        return []


@dataclass(frozen=True)
class Decree:
    powers: tuple[str, ...]
    since: date
    until: date | None

    def says(self, power: str, day: date) -> bool:
        return power in self.powers and self.since <= day and (self.until is None or day < self.until)


def on(person, day, **more):
    return act(person, at=datetime.combine(day, time(12), UTC), **more)


class Representing(RuleBasedStateMachine):
    """Rosa's decrees for Ahmed are entered, checked, sent back, replaced and ended on days in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = [registered(AHMED)]
        self.rights = Rights(Nothing(), GRANTED)
        self.waiting: Decree | None = None
        self.checked: list[Decree] = []
        self.open: list[Decree] = []

    def ask(self, command, by, **seen):
        try:
            said = list(PERSON.decide(PERSON.fold(self.facts), command, by, **seen))
        except Refusal:
            return []
        self.facts += said
        for fact in said:
            for standing in fact.standings():
                self.rights.changed(standing)
        return said

    @rule(
        day=DAYS, since=DAYS, until=UNTIL,
        powers=st.sets(st.sampled_from(["sign-pact", "share", "apply"]), min_size=1).map(sorted),
    )  # fmt: skip
    def enter(self, day, since, until, powers):
        command = RecordPower(
            **ONE, holder=ROSA.id, source="guardian", powers=tuple(powers), since=since, until=until,
            decided_on=FIRST, decree_number="RG 1/2026",
        )  # fmt: skip
        if self.ask(command, on(MARTA, day), holder=known(ROSA)):
            self.waiting = Decree(tuple(powers), since, until)

    @rule(day=DAYS, by=st.sampled_from([SARA, SARA, MARTA, ROSA]))
    def check(self, day, by):
        it = self.waiting or Decree(("share",), FIRST, None)
        command = CheckPower(**ONE, holder=ROSA.id, powers=it.powers, since=it.since, until=it.until)
        if said := self.ask(command, on(by, day)):
            assert self.waiting is it
            assert by is SARA
            assert isinstance(said[-1], PowerChecked)
            begins = max(it.since, day)
            self.cut(begins)
            self.open.append(replace(it, since=begins))
            self.checked.append(it)
            self.waiting = None

    @rule(day=DAYS)
    def send_back(self, day):
        if self.ask(SendBackPower(**ONE, holder=ROSA.id, reason="dates-differ"), on(SARA, day)):
            self.waiting = None

    @rule(day=DAYS, until=DAYS)
    def end(self, day, until):
        if self.ask(EndPower(**ONE, holder=ROSA.id, until=until, reason="revoked"), on(MARTA, day)):
            self.cut(until)

    def cut(self, day):
        held = [it.since <= day and (it.until is None or day < it.until) for it in self.open]
        self.open = [replace(it, until=day) if was else it for it, was in zip(self.open, held, strict=True)]

    def may(self, power, day, person=ROSA, **more):
        that_day = datetime.combine(day, time(23), tzinfo=UTC)
        more = {"on_behalf_of": AHMED.id, "received_at": that_day, **more}
        return self.rights.allows(
            ASKED[power], replace(on(person, day), role=ROLES.get(power, "family"), **more)
        )

    @invariant()
    def nobody_acts_for_ahmed_but_by_a_power_in_force_that_day(self):
        for day in CALENDAR:
            for power in ASKED:
                assert self.may(power, day) == any(it.says(power, day) for it in self.open)
                assert not self.may(power, day) or any(it.says(power, day) for it in self.checked)

    @invariant()
    def for_nobody_else_and_nobody_else_for_him(self):
        for power in ASKED:
            assert not any(self.may(power, day, person=UGO) for day in CALENDAR)
            assert not any(self.may(power, day, on_behalf_of=id_of("another")) for day in CALENDAR)
            assert not any(self.may(power, day, on_behalf_of=None) for day in CALENDAR)

    @invariant()
    def what_the_house_knows_is_what_the_facts_say(self):
        for day in CALENDAR:
            held = [term for term in PERSON.fold(self.facts).powers if term.holds(day)]
            assert len(held) == sum(
                it.since <= day and (it.until is None or day < it.until) for it in self.open
            )
            assert len(held) <= 1


TestRepresenting = Representing.TestCase
TestRepresenting.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
