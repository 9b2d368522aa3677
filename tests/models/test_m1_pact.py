"""M1: the life of a pact, whatever is asked in whatever order, against a dict and the rules in a few plain lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from events.message import Command, Fact
from events.pacts.cohabitation import MemberJoined, MemberLeft, RemoveMember, TrialStarted
from events.pacts.pact import (
    AmendPact,
    DraftPact,
    EndPact,
    GiveNotice,
    NoticeGiven,
    PactActivated,
    PactAmended,
    PactDrafted,
    PactEnded,
    PactSigned,
    pact_of,
)
from services.kernel.deciding import Act
from services.pacts.deciders import PACT
from tests.people import AHMED, AMINA, COOPERATIVE, MARCO, Person
from tests.services.pacts.house import HOME, House, draft, form, on, sign, themselves

START = date(2026, 3, 2)
PEOPLE = (AHMED, MARCO, AMINA)
WHO, PARTIES = st.sampled_from(PEOPLE), st.sampled_from([*[it.id for it in PEOPLE], COOPERATIVE])


class PactLife(RuleBasedStateMachine):
    """``model`` is all that is so, kept by hand; each rule says what must happen before it looks at what did."""

    def __init__(self) -> None:
        super().__init__()
        self.house, self.day = House(), START
        self.model: dict[str, Any] = {
            "version": 0,
            "waiting": None,
            "force": [],
            "notices": {},
            "ended": None,
        }
        self.texts: list[PactDrafted | PactAmended] = []

    @initialize()
    def formed(self) -> None:
        self.house.tell(form(START, AHMED, MARCO), on(START))
        self.write(DraftPact, {AHMED, MARCO}, 0)

    @rule(days=st.integers(0, 25))
    def time_goes_by(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(
        kind=st.sampled_from((DraftPact, AmendPact)), who=st.sets(WHO, min_size=1), ahead=st.integers(-3, 10)
    )
    def write(self, kind: type, who: set[Person], ahead: int) -> None:
        """What makes a text complete has tests of its own: here it is either taken or nothing happens."""
        people = sorted(who, key=lambda it: it.id)
        command = draft(self.day + timedelta(days=ahead), *people, kind=kind)
        said = self.asked(command, on(self.day))
        for fact in said or ():
            if isinstance(fact, PactDrafted | PactAmended):
                assert not self.model["ended"]
                self.texts.append(fact)
                self.model["version"] += 1
                self.model["waiting"] = {
                    "number": self.model["version"], "hash": fact.hash, "starts": fact.starts,
                    "parties": {it.id for it in fact.parties}, "signed": {},
                }  # fmt: skip

    @precondition(lambda self: self.texts)
    @rule(party=PARTIES, by=WHO, own=st.booleans(), back=st.integers(1, 2))
    def sign(self, party: UUID, by: Person, own: bool, back: int) -> None:
        text = self.texts[-min(back, len(self.texts))]
        own = own or party == COOPERATIVE
        signer = next((it for it in PEOPLE if it.id == party), None) if own else by
        act = themselves(self.day, signer) if signer else on(self.day)
        expected = self.expected_of_signing(text, party, signer.id == party if signer else True)

        said = self.asked(sign(text, party), act)

        assert (said is not None) == (expected != "refused"), (expected, said)
        signed = [it for it in said or () if isinstance(it, PactSigned)]
        assert len(signed) == (1 if expected == "signed" else 0)
        if signed:
            self.counted(party, said or [])

    def expected_of_signing(self, text: PactDrafted | PactAmended, party: UUID, own: bool) -> str:
        model, waiting = self.model, self.model["waiting"]
        if model["ended"]:
            return "refused"
        last = model["force"][-1] if model["force"] else None
        if last and last["hash"] == text.hash and last["number"] == text.version and party in last["parties"]:
            return "nothing"
        if not waiting or (waiting["number"], waiting["hash"]) != (text.version, text.hash):
            return "refused"
        gone = party in model["notices"] and model["notices"][party] <= self.day
        if party not in waiting["parties"] or gone or not own:
            return "refused"
        return "nothing" if party in waiting["signed"] else "signed"

    def counted(self, party: UUID, said: list[Fact]) -> None:
        """The last signature, and no other, brings it into force: from its start, never before anything it needs."""
        waiting, force = self.model["waiting"], self.model["force"]
        waiting["signed"][party] = self.day
        active = [it for it in said if isinstance(it, PactActivated)]
        assert bool(active) == (set(waiting["signed"]) == waiting["parties"])
        if active:
            since = max(waiting["starts"], *waiting["signed"].values(), *(it["since"] for it in force[-1:]))
            assert (active[0].hash, active[0].since, active[0].first) == (waiting["hash"], since, not force)
            force.append(
                {
                    **waiting,
                    "since": since,
                    "days": active[0].notice_days,
                    "trial": active[0].trial_notice_days,
                }
            )
            self.model["waiting"] = None

    @rule(party=PARTIES, length=st.integers(0, 120), own=st.booleans(), by=WHO)
    def give_notice(self, party: UUID, length: int, own: bool, by: Person) -> None:
        ends = self.day + timedelta(days=length)
        own = own or party == COOPERATIVE
        signer = next((it for it in PEOPLE if it.id == party), None) if own else by
        act = themselves(self.day, signer) if signer else on(self.day)
        allowed = self.may_leave(party, ends, signer.id == party if signer else True)

        command = GiveNotice(stream=pact_of(HOME), dossier=HOME, party=party, ends=ends)
        said = self.asked(command, act)

        assert (said is not None) == allowed
        if said and any(isinstance(it, NoticeGiven) for it in said):
            assert party not in self.model["notices"]
            self.model["notices"][party] = ends

    def may_leave(self, party: UUID, ends: date, own: bool) -> bool:
        model = self.model
        binding = [it for it in model["force"] if it["since"] <= self.day]
        if model["ended"] or not binding or party not in binding[-1]["parties"] or not own:
            return False
        if party in model["notices"]:
            return bool(model["notices"][party] == ends)
        trial = [it for it in self.house.of(TrialStarted) if it.since <= self.day < it.until]
        short = trial and party != COOPERATIVE
        return (ends - self.day).days >= binding[-1]["trial" if short else "days"]

    @rule(person=WHO)
    def move_out(self, person: Person) -> None:
        self.asked(RemoveMember(stream=HOME, dossier=HOME, person=person.id, until=self.day), on(self.day))

    @rule(ahead=st.integers(0, 5))
    def end(self, ahead: int) -> None:
        """Over an empty home only, and once."""
        ends = self.day + timedelta(days=ahead)
        command = EndPact(stream=pact_of(HOME), dossier=HOME, reason="agreement", ends=ends)
        said = self.asked(command, on(self.day))
        ended = [it for it in said or () if isinstance(it, PactEnded)]
        if not self.model["force"] or self.model["ended"]:
            assert said == []
        else:
            assert (said is None) == bool(self.living_after(ends))
            assert bool(ended) == (not self.living_after(ends))
        if ended:
            self.model["ended"] = ends

    def living_after(self, day: date) -> set[UUID]:
        lives = {it.person: date.max for it in self.house.of(MemberJoined)}
        for left in self.house.of(MemberLeft):
            lives[left.person] = left.until
        return {person for person, until in lives.items() if until > day}

    def asked(self, command: Command, act: Act) -> list[Fact] | None:
        """All that was said because of it, or None: refused, and then nothing was."""
        before = len(self.house.facts)
        if self.house.refusal(command, act) is not None:
            assert len(self.house.facts) == before
            return None
        return [fact for _, fact in self.house.facts[before:]]

    @invariant()
    def the_house_and_the_dict_say_the_same(self) -> None:
        pact, model = self.house.state(PACT, pact_of(HOME)), self.model
        waiting = model["waiting"]
        assert (pact.version, pact.ended) == (model["version"], model["ended"])
        assert [(it.version, it.hash, it.since) for it in pact.versions] == [
            (it["number"], it["hash"], it["since"]) for it in model["force"]
        ]
        assert {it.party: it.ends for it in pact.notices} == model["notices"]
        assert (pact.pending is None) == (waiting is None)
        if pact.pending and waiting:
            assert {it.party for it in pact.pending.signatures} == set(waiting["signed"])


PactLife.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestPactLife = PactLife.TestCase
