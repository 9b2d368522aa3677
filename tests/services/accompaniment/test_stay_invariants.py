"""I2, I3, I5, I6 and I7 of the domain, with whatever is asked in whatever order, some of it days late."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.accompaniment.stay import (
    CancelStay,
    ConfirmStay,
    DeclineStay,
    RequestStay,
    stays_of,
)
from events.accompaniment.staying import (
    AttachCoverage,
    CheckIn,
    CheckOut,
    CoverAlertRaised,
    ExtendStay,
    LoseCoverage,
    PlaceOperator,
    SetSupportLevel,
)
from services.accompaniment.stay_book import uncovered
from tests.people import COOPERATIVE, MARTA, SARA, id_of
from tests.services.accompaniment.keeping_books import BEDS, GYM, LONGEST, PEOPLE, RESPITE, YEARLY, Books
from tests.services.story import act

FIRST = date(2026, 12, 28)
ROME = ZoneInfo("Europe/Rome")
HOMES = st.sampled_from((GYM, RESPITE))
WHO = st.sampled_from(PEOPLE)
MILD = PEOPLE[2]
DAYS = st.integers(0, 4).map(lambda n: FIRST + timedelta(days=n))
WHICH, LATER = st.integers(0, 40), st.integers(-1, 7).map(timedelta)


def on(day: date, hour: int = 15) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ROME)


class Stays(RuleBasedStateMachine):
    """Stays are asked for without end; then every rule may be tried on any of them at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.books = Books()
        self.asked: list[tuple] = []
        self.promised: dict = {}
        self.here: set = set()

    def ask(self, command, day=FIRST, by=MARTA, role=None):
        return self.books.ask(command, act(by, role, at=on(day))) or []

    def own(self, which: int) -> tuple:
        """One of the stays asked for: its home, its state now, the fields that name it."""
        home, id = self.asked[which % len(self.asked)]
        stay = self.books.book(home).stays[id]
        return home, stay, {"stream": stays_of(home), "dossier": home, "stay": id, "person": stay.person}

    @initialize(home=HOMES, who=WHO, since=DAYS)
    def begin(self, home, who, since):
        self.request(home, who, since, 2)

    @rule(home=HOMES, who=WHO, since=DAYS, nights=st.integers(0, 5))
    def request(self, home, who, since, nights):
        id = id_of(f"soggiorno {len(self.asked)}")
        own = {"stream": stays_of(home), "dossier": home, "stay": id, "person": who.id}
        until = since + timedelta(days=nights)
        asked = RequestStay(**own, since=since, until=until, asked_by="person")
        if self.ask(asked, FIRST, who, "self"):
            self.asked.append((home, id))
            self.promised[id] = until

    @rule(which=WHICH, missing=st.sampled_from((None, None, 0, 2)))
    def make_ready(self, which, missing):
        """Everything a stay needs; sometimes without one of its nights."""
        _, stay, it = self.own(which)
        nights = [night for n, night in enumerate(stay.nights()) if n != missing]
        self.ask(SetSupportLevel(**it, level=3), by=SARA)
        if nights:
            self.ask(PlaceOperator(**it, operator=SARA.id, days=tuple(nights)), by=SARA)
        for night in nights:
            hours = {"since": noon(night), "until": noon(night + timedelta(days=1))}
            self.ask(AttachCoverage(**it, provider=COOPERATIVE, **hours))
        self.confirm(which, None)

    @rule(which=WHICH, out=st.sampled_from((None, "emergency")))
    def confirm(self, which, out):
        home, stay, it = self.own(which)
        if self.ask(ConfirmStay(**it, out_of_turn=out)) and home == RESPITE:
            assert stay.person != MILD.id, "I6: severe only"
            assert uncovered(stay.covered, stay.since, stay.until, "Europe/Rome") is None, "I6: every hour"

    @rule(which=WHICH)
    def not_this_time(self, which):
        home, stay, it = self.own(which)
        if self.ask(DeclineStay(**it, reason="given-to-another")):
            others = [other for id, other in self.books.book(home).stays.items() if id != it["stay"]]
            got_it = [other for other in others if other.holds_a_bed and other.since < stay.until]
            assert got_it, "somebody else really got it"

    @rule(which=WHICH)
    def cancel(self, which):
        self.ask(CancelStay(**self.own(which)[2], reason="illness"))

    @rule(which=WHICH, after=LATER, hours=st.integers(1, 48))
    def lose(self, which, after, hours):
        home, stay, it = self.own(which)
        at = noon(stay.since + after)
        said = self.ask(LoseCoverage(**it, since=at, until=at + timedelta(hours=hours)))
        stay = self.own(which)[1]
        if said and home == RESPITE and stay.holds_a_bed:
            hole = uncovered(stay.covered, stay.since, stay.until, "Europe/Rome")
            assert any(isinstance(fact, CoverAlertRaised) for fact in said) == (hole is not None), "I6: alert"

    @rule(which=WHICH, after=st.integers(-1, 2).map(timedelta))
    def arrive(self, which, after):
        self.make_ready(which, None)
        home, stay, it = self.own(which)
        if self.ask(CheckIn(**it), stay.since + after, SARA) and home == GYM:
            assert stay.level_set, "I7: support level before check-in"
            self.here.add((home, it["stay"]))

    @rule(which=WHICH, after=LATER)
    def leave(self, which, after):
        _, stay, it = self.own(which)
        self.ask(CheckOut(**it), stay.since + after, SARA)

    @rule(which=WHICH, more=st.integers(-1, 4), reason=st.sampled_from(("", "  ", "febbre", "treno")),
          authoriser=st.sampled_from((None, MARTA.id, SARA.id)))  # fmt: skip
    def extend(self, which, more, reason, authoriser):
        _, stay, it = self.own(which)
        until = stay.until + timedelta(days=more)
        if self.ask(ExtendStay(**it, until=until, reason=reason, authoriser=authoriser), by=SARA):
            assert reason.strip(), "I5: an extension has a reason"
            assert authoriser, "I5: and somebody who authorises it"
            self.promised[it["stay"]] = until

    def holding(self):
        for home in (GYM, RESPITE):
            for id, it in self.books.book(home).stays.items():
                if it.holds_a_bed:
                    yield home, id, it

    @invariant()
    def i3_never_more_people_than_beds(self):
        slept = Counter((home, night) for home, _, it in self.holding() for night in it.nights())
        assert all(people <= BEDS for people in slept.values())

    @invariant()
    def i2_nobody_sleeps_in_two_places(self):
        slept = Counter((it.person, night) for _, _, it in self.holding() for night in it.nights())
        assert all(times == 1 for times in slept.values())

    @invariant()
    def i5_no_stay_is_longer_than_its_rule_or_than_was_agreed(self):
        for _, id, it in self.holding():
            assert (it.until - it.since).days <= LONGEST
            assert it.until <= self.promised[id]

    @invariant()
    def i5_nights_of_a_year_stay_within_the_quota(self):
        slept = Counter(
            (home, it.person, night.year) for home, _, it in self.holding() for night in it.nights()
        )
        assert all(nights <= YEARLY for nights in slept.values())

    @invariant()
    def i5_the_quota_counts_the_very_nights_of_the_book(self):
        for person in PEOPLE:
            counted = {id: (it.since, it.until) for id, it in self.books.nights(person.id).held.items()}
            booked = {id: (it.since, it.until) for _, id, it in self.holding() if it.person == person.id}
            assert counted == {id: span for id, span in booked.items() if span[0] < span[1]}

    @invariant()
    def i7_each_night_in_the_gym_has_its_operator(self):
        for home, id, it in self.holding():
            if (home, id) in self.here:
                assert it.staffed.issuperset(it.nights())


TestStays = Stays.TestCase
TestStays.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
