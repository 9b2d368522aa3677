"""I4, I21 and I22 of the domain, and explanations that depend on two profiles and on nothing else."""

from datetime import date, timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.envelope import Refusal
from events.matching.home import BlockHome, HoldPlaces, MakeHomeAvailable, ReleasePlaces
from events.matching.profile import Profile, Veto, Wish
from events.matching.proposal import (
    AnswerProposal,
    ContactsDisclosed,
    DecideMatch,
    DropMatch,
    MakeProposal,
    MatchDecided,
    PartyAnswered,
    RecordMeeting,
)
from events.message import Command
from events.sealed import Open, each_sealed
from services.matching.home import HOME
from services.matching.proposal import PROPOSAL, Proposal
from services.matching.rules import CRITERIA, explain
from tests.people import AHMED, COHABITATION_SAN_VITO, MARCO, MARTA, PAOLO, id_of
from tests.services.matching.cast import (
    HOME_ID,
    PROPOSAL_ID,
    ROUND_ID,
    evaluated,
    round_facts,
    san_vito,
    waiting,
)
from tests.services.story import act, when

FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
UNTIL = st.none() | DAYS
SCALE = st.none() | st.integers(1, 5)
PROFILES = st.builds(
    Profile,
    rhythm=st.sampled_from((None, "early", "late", "shifts")),
    smoking=st.sampled_from((None, "no", "outside", "yes")),
    pets=st.sampled_from((None, "none", "some")),
    guests=st.sampled_from((None, "rarely", "sometimes", "often")),
    quiet=SCALE,
    tidiness=SCALE,
    languages=st.lists(st.sampled_from(("it", "ar", "fr", "en")), max_size=3).map(tuple),
    wishes=st.lists(st.sampled_from(get_args(Wish)), max_size=3, unique=True).map(tuple),
    vetoes=st.lists(st.sampled_from(get_args(Veto)), max_size=3, unique=True).map(tuple),
    needs=st.lists(st.sampled_from(("lift", "step-free")), max_size=2, unique=True).map(tuple),
    words=st.text(max_size=20),
)
REASONS = st.sampled_from(("", "  ", "stanno bene insieme"))
PEOPLE = (AHMED, MARCO, MARTA, PAOLO)
PAIR = {"one": AHMED.id, "other": MARCO.id}


@given(PROFILES, PROFILES)
def test_an_explanation_has_one_finding_per_criterion_within_bounds_and_vetoes_and_unknowns_apart(
    mine, theirs
):
    explanation = explain(mine, theirs)

    assert [it.criterion for it in explanation.findings] == [it.code for it in CRITERIA]
    assert all(-2 <= it.score <= 2 for it in explanation.findings)
    assert all(it.score == 0 for it in explanation.findings if it.kind != "wish")


@given(PROFILES, PROFILES, PROFILES)
def test_what_the_other_wishes_or_cannot_stand_never_shows_in_ones_own_explanation(mine, theirs, else_):
    private = {name: getattr(else_, name) for name in ("wishes", "vetoes", "needs", "words")}

    assert explain(mine, theirs) == explain(mine, theirs.model_copy(update=private))


@settings(max_examples=50)
@given(st.lists(PROFILES, min_size=4, max_size=4), st.permutations(range(4)))
def test_a_round_is_the_same_in_any_order_and_symmetric_in_both_directions(profiles, order):
    people = [(person.id, waiting(person, profile)) for person, profile in zip(PEOPLE, profiles, strict=True)]

    (fact,) = round_facts(dict(people))
    (shuffled,) = round_facts(dict(people[n] for n in order))

    assert fact == shuffled
    said = {(it.one, it.other): it for it in fact.pairs}
    by_id = dict(people)
    for (one, other), pair in said.items():
        assert pair.for_one.value == explain(by_id[one].profile, by_id[other].profile)
        assert pair.for_other.value == explain(by_id[other].profile, by_id[one].profile)


class Availability(RuleBasedStateMachine):
    """I4: whatever is said of a home, in any order of days, only free days with room are ever promised.

    The model writes down each day for itself; promises count from every accepted hold.
    """

    SPAN = [FIRST + timedelta(days=n) for n in range(42)]

    def __init__(self) -> None:
        super().__init__()
        self.facts = []
        self.home = san_vito()
        self.free = dict.fromkeys(self.SPAN, True)
        self.held: dict[int, tuple[int, date, date | None]] = {}

    def ask(self, command: Command) -> bool:
        try:
            said = when(HOME, command, self.home)
        except Refusal:
            return False
        self.home = HOME.fold(said, self.home)
        return True

    def mark(self, since: date, until: date | None, free: bool) -> None:
        for day in self.SPAN:
            if since <= day and (until is None or day < until):
                self.free[day] = free

    @rule(since=DAYS, until=UNTIL)
    def make_available(self, since, until):
        if self.ask(MakeHomeAvailable(stream=HOME_ID, dossier=HOME_ID, since=since, until=until)):
            self.mark(since, until, True)

    @rule(since=DAYS, until=UNTIL)
    def block(self, since, until):
        if self.ask(BlockHome(stream=HOME_ID, dossier=HOME_ID, since=since, until=until, reason="repairs")):
            self.mark(since, until, False)

    @rule(n=st.integers(0, 5), places=st.integers(1, 3), since=DAYS, until=UNTIL)
    def hold(self, n, places, since, until):
        words = {"cohabitation": id_of(f"held {n}"), "places": places, "since": since, "until": until}
        fits = self.fits(places, since, until)
        accepted = self.ask(HoldPlaces(stream=HOME_ID, dossier=HOME_ID, **words))
        if n not in self.held:
            assert accepted == fits
            if accepted:
                self.held[n] = (places, since, until)

    @rule(n=st.integers(0, 5), until=DAYS)
    def release(self, n, until):
        self.ask(ReleasePlaces(stream=HOME_ID, dossier=HOME_ID, cohabitation=id_of(f"held {n}"), until=until))
        if n in self.held:
            places, since, before = self.held[n]
            self.held[n] = (places, since, until if before is None else min(before, until))

    def fits(self, places: int, since: date, until: date | None) -> bool:
        days = [day for day in self.SPAN if since <= day and (until is None or day < until)]
        return bool(days) and all(self.free[day] and self.taken(day) + places <= 2 for day in days)

    def taken(self, day: date) -> int:
        return sum(
            n for n, since, until in self.held.values() if since <= day and (until is None or day < until)
        )

    @invariant()
    def two_places_hold_two_people(self):
        assert all(self.taken(day) <= 2 for day in self.SPAN)


class Courtship(RuleBasedStateMachine):
    """I21 and I22: contacts after a mutual yes only, no reason crosses over, only people decide."""

    @initialize(one=PROFILES, other=PROFILES)
    def begin(self, one, other):
        self.facts = []
        self.secrets = {AHMED.id: "fatto privato di Ahmed", MARCO.id: "fatto privato di Marco"}
        self.one = waiting(AHMED, one.model_copy(update={"needs": ()}))
        self.other = waiting(MARCO, other.model_copy(update={"needs": ()}))
        self.state = Proposal()

    def ask(self, command, by=None, **seen):
        try:
            said = when(PROPOSAL, command, self.state, by, **seen)
        except Refusal:
            return []
        facts = [it for it in said if not isinstance(it, Command)]
        self.facts += facts
        self.state = PROPOSAL.fold(facts, self.state)
        return facts

    @rule(override=st.sampled_from(("", "ne abbiamo parlato insieme")))
    def propose(self, override):
        round = evaluated({AHMED.id: self.one, MARCO.id: self.other})
        said = self.ask(
            MakeProposal(**here(), **PAIR, round=ROUND_ID, since=FIRST, override=override),
            home=san_vito(),
            round=round,
            one=self.one,
            other=self.other,
        )
        vetoed = any(vetoes for _, _, vetoes in round.vetoes)
        assert not (said and vetoed and not override), "a veto is set aside with a reason only"

    @rule()
    def meet(self):
        self.ask(RecordMeeting(**here(), day=act().day))

    @rule(person=st.sampled_from((AHMED, MARCO)), answer=st.sampled_from(("yes", "no")), why=st.booleans())
    def answer(self, person, answer, why):
        reason = self.secrets[person.id] if why else ""
        self.ask(AnswerProposal(**here(), party=person.id, answer=answer, reason=reason), act(person))

    @rule(
        role=st.sampled_from(("coordinator", "system")),
        reason=st.sampled_from(("", "  ", "stanno bene insieme")),
    )
    def decide(self, role, reason):
        words = {**PAIR, "cohabitation": COHABITATION_SAN_VITO, "reason": reason}
        seen = {"home": san_vito(), "one": self.one, "other": self.other}
        said = self.ask(DecideMatch(**here(), **words), act(role=role), **seen)
        assert not said or (role == "coordinator" and reason.strip())

    @rule()
    def drop(self):
        self.ask(DropMatch(**here(), reason="declined"))

    @invariant()
    def contacts_and_decisions_follow_a_mutual_yes(self):
        latest = {}
        for fact in getattr(self, "facts", []):
            if isinstance(fact, PartyAnswered):
                latest[fact.party] = fact.answer
            if isinstance(fact, (ContactsDisclosed, MatchDecided)):
                assert latest == {AHMED.id: "yes", MARCO.id: "yes"}

    @invariant()
    def what_one_said_in_private_is_only_in_boxes_of_their_own(self):
        for fact in getattr(self, "facts", []):
            clear = each_sealed(fact, self.check_owner)
            assert not any(secret in str(clear.model_dump()) for secret in self.secrets.values())

    def check_owner(self, _, it: Open):
        for person, secret in self.secrets.items():
            if secret in str(it.value):
                assert (it.owner, it.category) == (person, "match")
        return None


def here():
    return {"stream": PROPOSAL_ID, "dossier": HOME_ID}


TestAvailability = Availability.TestCase
TestCourtship = Courtship.TestCase
TestAvailability.settings = settings(max_examples=60, stateful_step_count=25)
TestCourtship.settings = settings(max_examples=60, stateful_step_count=20)
