"""I10 for a rule that becomes an amendment, I14 for the ledger, and nobody's words in another's hands: any order."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic_core import to_json

from events.category import Category
from events.pacts.balance import balances, owed
from events.pacts.ledger import CounterExpense, ExpenseRecorded, RecordExpense, Settle, ledger_of
from events.pacts.pact import PactActivated, PactAmended, PactSigned, SignPact, pact_of
from events.pacts.tension import SideTold
from events.sealed import Open
from services.pacts.deciders import LEDGER, PACT
from tests.people import AHMED, COOPERATIVE, MARCO, id_of
from tests.services.pacts import talking
from tests.services.pacts.house import HOME, on, opened, themselves

START = date(2026, 3, 2)
PAIR = (AHMED, MARCO)
pair = st.sampled_from(PAIR)
days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
cents = st.integers(1, 500_00)
QUICK = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


class Accounts(RuleBasedStateMachine):
    """I14: whatever two enter, correct and give back, late or early, all balances together are nothing."""

    @initialize()
    def at_home(self) -> None:
        self.house, self.n = opened(START), count()
        self.entries: list = []
        self.written: dict = {}

    def ask(self, kind, who, day, **said) -> None:
        command = kind(stream=ledger_of(HOME), dossier=HOME, person=who.id, **said)
        self.house.refusal(command, on(day, who, "cohabitant"))

    @rule(who=pair, day=days, told=days, cents=cents)
    def spend(self, who, day, told, cents) -> None:
        self.entries.append(entry := id_of(f"spesa {next(self.n)}"))
        self.ask(RecordExpense, who, told, entry=entry, cents=cents, on=day, label="x")

    @rule(who=pair, day=days, at=st.integers(0, 50), right=st.none() | cents)
    def correct(self, who, day, at, right) -> None:
        if self.entries:
            self.entries.append(instead := id_of(f"giusta {next(self.n)}"))
            entry = self.entries[at % len(self.entries)]
            said = {"reason": "wrong-amount", "instead": instead, "cents": right, "label": "x"}
            self.ask(CounterExpense, who, day, entry=entry, **said)

    @rule(payer=pair, payee=pair, day=days, cents=cents)
    def give_back(self, payer, payee, day, cents) -> None:
        self.entries.append(entry := id_of(f"resi {next(self.n)}"))
        self.ask(Settle, payer, day, entry=entry, payer=payer.id, payee=payee.id, cents=cents)

    @invariant()
    def i14_all_balances_together_are_nothing(self) -> None:
        found = balances(fact for _, fact in self.house.facts)
        assert sum(found.values()) == 0
        assert found == self.house.state(LEDGER, ledger_of(HOME)).balance() or not any(found.values())
        assert all(it.cents > 0 for it in owed(found))

    @invariant()
    def i14_every_expense_is_shared_to_the_cent_and_stays_as_it_was_written(self) -> None:
        for fact in self.house.of(ExpenseRecorded):
            assert sum(part.cents for part in fact.parts) == fact.cents
            assert self.written.setdefault(fact.entry, fact) == fact


class Talking(RuleBasedStateMachine):
    """I10: whatever two tell, propose, rate and sign in any order, a new text holds only when all signed its hash."""

    @initialize(tried=st.booleans())
    def at_home(self, tried) -> None:
        """Half of the time a rule has been on trial for its fortnight already."""
        self.house = talking.on_trial() if tried else opened(START)
        self.now = datetime(2026, 3, 28 if tried else 12, 22, tzinfo=UTC)

    def ask(self, command, who) -> None:
        self.house.refusal(command, talking.by(who, self.now))

    @rule(hours=st.sampled_from((1, 6, 13, 24 * 15)))
    def time_passes(self, hours) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=pair)
    def tell(self, who) -> None:
        told = {"person": who.id, "happened": f"segreto di {who.first_name}"}
        self.ask(talking.ask(talking.OpenTension, **told), who)

    @rule(who=pair)
    def propose(self, who) -> None:
        self.ask(talking.rule(who), who)

    @rule(who=pair)
    def agree(self, who) -> None:
        self.ask(talking.yes(who), who)

    @rule(who=pair, verdict=st.sampled_from(("works", "works", "works", "partly")))
    def review(self, who, verdict) -> None:
        self.ask(talking.rate(who, verdict, pact=talking.text(self.now.date())), who)

    @rule(who=st.sampled_from((AHMED, MARCO, None)), which=st.sampled_from(("mine", "older")))
    def sign(self, who, which) -> None:
        amended = self.house.of(PactAmended)
        if amended:
            text = amended[-1 if which == "mine" else 0]
            party, by = (
                (who.id, themselves(self.now.date(), who)) if who else (COOPERATIVE, on(self.now.date()))
            )
            said = {"party": party, "version": text.version, "hash": text.hash}
            self.house.refusal(SignPact(stream=pact_of(HOME), dossier=HOME, **said), by)

    @invariant()
    def i10_no_text_holds_before_all_signed_its_hash(self) -> None:
        for active in self.house.of(PactActivated):
            signed = {it.party for it in self.house.of(PactSigned) if it.hash == active.hash}
            assert signed == {AHMED.id, MARCO.id, COOPERATIVE}

    @invariant()
    def i10_an_amendment_changes_nothing_while_a_signature_is_missing(self) -> None:
        held = self.house.state(PACT, pact_of(HOME)).in_force_on(date(2027, 1, 1))
        assert held is not None
        assert held.hash == self.house.of(PactActivated)[-1].hash

    @invariant()
    def no_words_of_a_side_stand_anywhere_but_in_their_tellers_box(self) -> None:
        for _, fact in self.house.facts:
            if isinstance(fact, SideTold):
                for box in (fact.happened, fact.need):
                    assert isinstance(box, Open)
                    assert (box.owner, box.category) == (fact.person, Category.TENSION_SIDE)
                fact = fact.model_copy(update={"happened": None, "need": None})
            assert b"segreto" not in to_json(fact, serialize_unknown=True)


TestAccounts = Accounts.TestCase
TestAccounts.settings = QUICK
TestTalking = Talking.TestCase
TestTalking.settings = QUICK
