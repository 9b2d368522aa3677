"""Whatever the streams' order among themselves, the pages on the way to a home come out the same."""

from datetime import date
from types import ModuleType
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from events.category import Category
from events.intake.answers import Answers
from events.intake.application import (
    ApplicationAdmitted,
    ApplicationAmended,
    ApplicationExcluded,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DocumentsReceived,
    DocumentsRequested,
)
from events.intake.call import CallExtended, CallPublished
from events.intake.rule import YOUTH_CALL_2023
from events.matching.candidate import CandidateDescribed, CandidateEntered, CandidateStoodDown, candidate_of
from events.matching.explanation import Explanation
from events.matching.home import HomeBlocked, HomeMadeAvailable, HomeRegistered, PlacesHeld, SolutionTypeSet
from events.matching.profile import Profile
from events.matching.proposal import ContactsDisclosed, MeetingHeld, PartyAnswered, ProposalMade
from events.matching.round import CandidatesEvaluated, Considered, Pair
from events.pacts.cohabitation import CohabitationFormed, TrialStarted
from events.role import Role
from events.sealed import Open, seal
from frontend.pages.application import projection as application
from frontend.pages.application.queries import of_person, to_decide
from frontend.pages.call import projection as call
from frontend.pages.call.queries import open_call
from frontend.pages.homes import projection as homes
from frontend.pages.homes.availability import beds, free_places, next_free
from frontend.pages.homes.queries import home_of
from frontend.pages.matching import projection as matching
from frontend.pages.matching.queries import latest_round, outdated, waiting
from frontend.pages.matching.queries import of_person as proposals_of
from frontend.pages.network import projection as network
from frontend.pages.overview import projection as overview
from frontend.pages.overview.queries import glances
from frontend.visibility import Sight, sight
from tests.frontend.pages.house_of_two import at
from tests.frontend.pages.telling import Telling, rows
from tests.people import (
    AHMED,
    CALL,
    COHABITATION_SAN_VITO,
    COMUNE,
    ELENA,
    HOME_SAN_VITO,
    MARCO,
    MARTA,
    UGO,
    Person,
    id_of,
)

PAGES: tuple[ModuleType, ...] = (call, application, homes, matching, network, overview)
OWN = tuple(it.projection for it in PAGES)
WORDS = ("subaffitto", "silenzio", "fumatore", "Khalil")
FROM, UNTIL = date(2026, 9, 1), date(2026, 9, 20)
PROPOSAL, ROUND = id_of("a proposal"), id_of("a round")


def private(words: str, owner: UUID, category: Category) -> Open[str]:
    return seal(words, owner, category)


def answers(it: Person) -> Answers:
    own = {"situation": "Vivo in subaffitto", "motivation": "", "availability": ""}
    texts = {name: private(words, it.id, Category.APPLICATION) for name, words in own.items()}
    return Answers(
        birth_date=seal(it.born, it.id, Category.APPLICATION),
        household_size=seal(3, it.id, Category.APPLICATION), **texts,
    )  # fmt: skip


def application_of(it: Person) -> UUID:
    return id_of(f"application of {it.first_name}")


def the_call(it: Telling) -> None:
    published = CallPublished(
        title="Avviso", opens=FROM, closes=UNTIL, age_on=UNTIL, grid_hash="0" * 64, rule=YOUTH_CALL_2023
    )
    it.tell(CALL, published, at(1), MARTA.id)
    it.tell(CALL, CallExtended(closes=date(2026, 9, 27), reason="wider-information"), at(10), MARTA.id)


def applies(it: Telling, person: Person, day: int) -> None:
    stream, who = application_of(person), {"application": application_of(person), "applicant": person.id}
    sent = ApplicationSubmitted(
        **who, call=CALL, since=FROM, door="phone", receipt="LU-0000-0000-00", answers=answers(person)
    )
    it.tell(stream, sent, at(day), person.id)
    it.tell(stream, ApplicationAmended(**who, edition=2, answers=answers(person)), at(day + 1), person.id)
    papers = DocumentsRequested(**who, documents=("isee-certificate",), due=date(2026, 9, 15))
    it.tell(stream, papers, at(day + 2), ELENA.id)


def admitted(it: Telling, person: Person) -> None:
    who = {"application": application_of(person), "applicant": person.id}
    brought = DocumentsReceived(**who, documents=("isee-certificate",))
    it.tell(application_of(person), brought, at(12), ELENA.id)
    it.tell(application_of(person), ApplicationAdmitted(**who, call=CALL), at(14), MARTA.id)
    stream = candidate_of(person.id)
    it.tell(
        stream,
        CandidateEntered(person=person.id, application=who["application"], call=CALL),
        at(14),
        MARTA.id,
        person.id,
    )
    profile = seal(Profile(words="Mi piace il silenzio"), person.id, Category.MATCH)
    it.tell(
        stream, CandidateDescribed(person=person.id, edition=1, profile=profile), at(15), person.id, person.id
    )


def the_home(it: Telling) -> None:
    home = HomeRegistered(
        owner=COMUNE,
        district="San Vito",
        name="Casa San Vito",
        places=2,
        rooms=3,
        accessibility=(),
        since=FROM,
    )
    it.tell(HOME_SAN_VITO, home, at(1), MARTA.id)
    it.tell(HOME_SAN_VITO, SolutionTypeSet(type="youth", rules="r1"), at(1), MARTA.id)
    it.tell(HOME_SAN_VITO, HomeMadeAvailable(since=date(2026, 9, 10), until=None), at(2), MARTA.id)
    closed = HomeBlocked(since=date(2026, 9, 20), until=date(2026, 9, 25), reason="repairs")
    it.tell(HOME_SAN_VITO, closed, at(3), MARTA.id)


def compared(it: Telling) -> None:
    pair = Pair(
        one=AHMED.id, other=MARCO.id, for_one=nothing(AHMED), for_other=nothing(MARCO), vetoed_by=(MARCO.id,)
    )
    looked = tuple(Considered(person=each.id, edition=1) for each in (AHMED, MARCO))
    fact = CandidatesEvaluated(
        rule_version="r1", candidates=(AHMED.id, MARCO.id), considered=looked, pairs=(pair,)
    )
    it.tell(ROUND, fact, at(16), MARTA.id, CALL)


def nothing(person: Person) -> Open[Explanation]:
    return seal(Explanation(findings=()), person.id, Category.MATCH)


def proposed(it: Telling) -> None:
    both = (AHMED.id, MARCO.id)
    made = ProposalMade(
        pair=both, home=HOME_SAN_VITO, made_on=date(2026, 9, 16), since=date(2026, 9, 26), until=None, round=ROUND,
        rule_version="r1", explanations=(nothing(AHMED), nothing(MARCO)),
    )  # fmt: skip
    it.tell(PROPOSAL, made, at(16), MARTA.id, HOME_SAN_VITO)
    it.tell(PROPOSAL, MeetingHeld(pair=both, day=date(2026, 9, 17)), at(17), MARTA.id, HOME_SAN_VITO)
    why = seal("È un fumatore", MARCO.id, Category.MATCH)
    it.tell(PROPOSAL, PartyAnswered(party=MARCO.id, answer="no", reason=why), at(18), MARCO.id, HOME_SAN_VITO)


def agreed(it: Telling) -> None:
    for person in (AHMED, MARCO):
        yes = PartyAnswered(party=person.id, answer="yes", reason=private("", person.id, Category.MATCH))
        it.tell(PROPOSAL, yes, at(19), person.id, HOME_SAN_VITO)
    it.tell(PROPOSAL, ContactsDisclosed(pair=(AHMED.id, MARCO.id)), at(19), MARCO.id, HOME_SAN_VITO)


def moved_in(it: Telling) -> None:
    here, both = COHABITATION_SAN_VITO, (AHMED.id, MARCO.id)
    held = PlacesHeld(cohabitation=here, places=2, since=date(2026, 9, 26), until=None)
    it.tell(HOME_SAN_VITO, held, at(20), MARTA.id)
    formed = CohabitationFormed(
        cohabitation=here,
        home=HOME_SAN_VITO,
        solution_type="youth",
        places=2,
        expected=both,
        since=date(2026, 9, 26),
    )
    it.tell(here, formed, at(20), MARTA.id)
    it.tell(here, TrialStarted(since=date(2026, 9, 26), until=date(2026, 10, 26)), at(21), MARTA.id)


def a_september() -> Telling:
    it = Telling(*OWN)
    it.known(AHMED, MARCO, UGO)
    the_call(it)
    the_home(it)
    for n, person in enumerate((AHMED, MARCO, UGO)):
        applies(it, person, 3 + n)
    for person in (AHMED, MARCO):
        admitted(it, person)
    compared(it)
    proposed(it)
    agreed(it)
    moved_in(it)
    gone = CandidateStoodDown(person=MARCO.id, reason="matched")
    it.tell(candidate_of(MARCO.id), gone, at(21), MARTA.id, MARCO.id)
    no = ApplicationExcluded(
        application=application_of(UGO), applicant=UGO.id, call=CALL, rule="documents",
        reason="documents-not-received", explanation=private("Senza documenti", UGO.id, Category.APPLICATION),
    )  # fmt: skip
    it.tell(application_of(UGO), no, at(22), MARTA.id)
    return it


SEPTEMBER = a_september()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_tables_are_equal_under_any_interleaving_of_the_streams(seed: int):
    mixed = SEPTEMBER.taken(SEPTEMBER.shuffled(seed))

    assert rows(mixed, *OWN) == rows(SEPTEMBER.db, *OWN)


def test_no_private_word_is_in_the_tables():
    everything = str(rows(SEPTEMBER.db, *OWN))

    assert "application_applications" in everything
    assert not any(word in everything for word in WORDS)


def test_an_extended_call_is_open_until_its_new_last_day():
    it = Telling(*OWN)
    the_call(it)

    assert open_call(it.db, date(2026, 8, 31)) is None
    assert open_call(it.db, date(2026, 9, 27)) is not None
    assert open_call(it.db, date(2026, 9, 28)) is None


def test_what_can_be_decided_stands_before_what_waits_for_papers():
    it = Telling(*OWN)
    for n, person in enumerate((AHMED, MARCO)):
        applies(it, person, 3 + n)
    brought = DocumentsReceived(
        application=application_of(MARCO), applicant=MARCO.id, documents=("isee-certificate",)
    )
    it.tell(application_of(MARCO), brought, at(9), ELENA.id)

    assert [each.applicant for each in to_decide(it.db)] == [MARCO.id, AHMED.id]
    assert to_decide(it.db)[1].due == date(2026, 9, 15)


def test_an_exclusion_put_right_leaves_no_reason_behind():
    it = Telling(*OWN)
    applies(it, UGO, 3)
    who = {"application": application_of(UGO), "applicant": UGO.id, "call": CALL}
    words = private("No", UGO.id, Category.APPLICATION)
    out = ApplicationExcluded(**who, rule="age", reason="requirement-not-met", explanation=words)
    for fact in (out, ApplicationAdmitted(**who), ApplicationWithdrawn(**who)):
        it.tell(application_of(UGO), fact, at(9), MARTA.id)
    found = of_person(it.db, (UGO.id,))[0]

    assert (found.standing, found.reason, found.explanation) == ("withdrawn", None, None)


def test_free_places_follow_the_word_said_last_about_a_day():
    home = home_of(SEPTEMBER.db, HOME_SAN_VITO)
    assert home
    free = [free_places(2, home.spans, home.holds, date(2026, 9, day)) for day in (9, 10, 20, 25, 26)]

    assert free == [0, 2, 0, 2, 0]
    assert next_free(2, home.spans, home.holds, date(2026, 9, 20), 90) == date(2026, 9, 25)
    assert next_free(2, home.spans, home.holds, date(2026, 9, 26), 90) is None


def test_a_bed_shows_who_has_it_and_the_days_it_cannot_be_had():
    home = home_of(SEPTEMBER.db, HOME_SAN_VITO)
    assert home
    strips = beds(2, home.spans, home.holds, date(2026, 9, 15), 30)

    assert [[(it.start.day, it.cohabitation is not None) for it in strip] for strip in strips] == [
        [(20, False), (26, True)], [(20, False), (26, True)],
    ]  # fmt: skip
    assert [strip[-1].n for strip in strips] == [0, 1]


def test_a_comparison_is_old_as_soon_as_someone_says_something_else():
    it = a_september()
    round = latest_round(it.db)
    assert round
    before = outdated(round, waiting(it.db))
    profile = seal(Profile(rhythm="late"), AHMED.id, Category.MATCH)
    again = CandidateDescribed(person=AHMED.id, edition=2, profile=profile)
    it.tell(candidate_of(AHMED.id), again, at(23), AHMED.id, AHMED.id)

    assert (before, outdated(round, waiting(it.db))) == (False, True)


def test_a_cohabitation_at_a_glance():
    found = glances(SEPTEMBER.db, date(2026, 9, 30))

    assert [(it.state, it.until) for it in found] == [("trial", date(2026, 10, 26))]


def test_two_yeses_tell_each_who_the_other_is_and_nothing_else():
    """Before them, and to anybody else, the same page says no name (I21)."""
    day = date(2026, 9, 22)
    before, after = Telling(*OWN), SEPTEMBER
    before.known(AHMED, MARCO)
    proposed(before)
    seen = [sight(it.reader(AHMED, Role.SELF, day), MARCO.id, Category.IDENTITY) for it in (before, after)]
    others = {
        category: sight(after.reader(AHMED, Role.SELF, day), MARCO.id, category)
        for category in Category
        if category is not Category.IDENTITY
    }

    assert seen == [Sight.NONE, Sight.FULL]
    assert set(others.values()) == {Sight.NONE}
    assert after.reader(AHMED, Role.SELF, day).related == ()
    assert sight(after.reader(UGO, Role.SELF, day), MARCO.id, Category.IDENTITY) is Sight.NONE


async def test_a_reason_opens_for_whoever_gave_it_and_never_for_the_other():
    it = Telling(*OWN)
    it.known(AHMED, MARCO)
    proposed(it)
    day = date(2026, 9, 22)
    reason = next(each.reason for each in proposals_of(it.db, (MARCO.id,))[0].parties if each.reason)

    assert sight(it.reader(MARCO, Role.SELF, day), reason.owner, reason.category) is Sight.FULL
    assert sight(it.reader(AHMED, Role.SELF, day), reason.owner, reason.category) is Sight.NONE
