from datetime import timedelta

from events.category import Category
from events.matching.candidate import CandidateStoodDown, StandDown
from events.matching.home import HoldPlaces, HomeBlocked, PlacesHeld
from events.matching.profile import Profile
from events.matching.proposal import (
    AnswerProposal,
    ContactsDisclosed,
    DecideMatch,
    DropMatch,
    MakeProposal,
    MatchDecided,
    MatchDropped,
    MeetingHeld,
    PartyAnswered,
    ProposalMade,
    RecordMeeting,
)
from events.role import Role
from events.sealed import seal
from events.standing import Ends, Stands
from services.matching.home import HOME
from services.matching.proposal import PROPOSAL, Proposal
from services.matching.rules import explain
from tests.people import AHMED, COHABITATION_SAN_VITO, GIULIA, MARCO, MARTA, id_of
from tests.services.matching.cast import (
    APRIL,
    EARLY_BIRD,
    HOME_ID,
    MAY,
    MUSICIAN,
    PROPOSAL_ID,
    ROUND_ID,
    SMOKER,
    description,
    registered,
    san_vito,
    seen,
    waiting,
)
from tests.services.story import NOW, act, given, refused, when

HERE = {"stream": PROPOSAL_ID, "dossier": HOME_ID}
PAIR = {"one": AHMED.id, "other": MARCO.id}
PROPOSE = MakeProposal(**HERE, **PAIR, round=ROUND_ID, since=APRIL)
DECIDE = DecideMatch(**HERE, **PAIR, cohabitation=COHABITATION_SAN_VITO, reason="Si sono trovati bene.")
GOOD = seen(waiting(AHMED, EARLY_BIRD), waiting(MARCO, MUSICIAN))


def proposed(**seen_instead):
    return when(PROPOSAL, PROPOSE, Proposal(), **{**GOOD, **seen_instead})[0]


def answer(person, answer, reason=""):
    return PartyAnswered(party=person.id, answer=answer, reason=seal(reason, person.id, Category.MATCH))


MADE = proposed()
MET = MeetingHeld(pair=MADE.pair, day=NOW.date())
BOTH_YES = (answer(AHMED, "yes"), answer(MARCO, "yes"), ContactsDisclosed(pair=MADE.pair))
READY = given(PROPOSAL, MADE, MET, *BOTH_YES)
DECIDING = {name: GOOD[name] for name in ("home", "one", "other")}


def test_a_proposal_explains_itself_to_each_party_and_lets_them_in():
    assert isinstance(MADE, ProposalMade)
    assert MADE.pair == (AHMED.id, MARCO.id)
    assert [it.owner for it in MADE.explanations] == [AHMED.id, MARCO.id]
    assert MADE.explanations[0].value == explain(EARLY_BIRD, MUSICIAN)
    assert MADE.standings()[1] == Stands("subject", MARCO.id, Role.SELF, since=NOW.date(), over=HOME_ID)


def test_a_veto_needs_a_reason_which_only_who_stated_it_may_read():
    vetoed = seen(waiting(AHMED, EARLY_BIRD), waiting(MARCO, SMOKER))
    explained = PROPOSE.model_copy(update={"override": "Marco fuma solo fuori casa."})

    assert refused(PROPOSAL, PROPOSE, Proposal(), **vetoed) == "proposal.veto-needs-a-reason"
    (fact,) = when(PROPOSAL, explained, Proposal(), **vetoed)
    assert fact.overrides == (seal(explained.override, AHMED.id, Category.MATCH),)


def test_a_home_must_be_free_and_have_room_for_two():
    closed = san_vito(HomeBlocked(since=APRIL, until=MAY, reason="repairs"))
    taken = san_vito(PlacesHeld(cohabitation=id_of("x"), places=1, since=APRIL, until=None))

    assert refused(PROPOSAL, PROPOSE, Proposal(), **{**GOOD, "home": closed}) == "home.not-available"
    assert refused(PROPOSAL, PROPOSE, Proposal(), **{**GOOD, "home": taken}) == "home.no-places-left"


def test_a_home_must_have_a_type_and_meet_declared_needs():
    untyped = given(HOME, registered())
    in_need = seen(waiting(AHMED, Profile(needs=("lift",))), waiting(MARCO))

    assert refused(PROPOSAL, PROPOSE, Proposal(), **{**GOOD, "home": untyped}) == "proposal.home-without-type"
    assert refused(PROPOSAL, PROPOSE, Proposal(), **in_need) == "proposal.home-not-accessible"


def test_a_proposal_rests_on_an_evaluation_of_what_both_say_today():
    changed = waiting(MARCO, MUSICIAN, description(MARCO.id, SMOKER, edition=2))
    stranger = PROPOSE.model_copy(update={"other": GIULIA.id})

    assert (
        refused(PROPOSAL, PROPOSE, Proposal(), **{**GOOD, "other": changed}) == "proposal.evaluation-outdated"
    )
    assert refused(PROPOSAL, stranger, Proposal(), **GOOD) == "proposal.not-evaluated"


def test_nobody_is_proposed_to_themselves_nor_twice_in_one_proposal():
    alone = PROPOSE.model_copy(update={"other": AHMED.id})

    assert refused(PROPOSAL, alone, Proposal(), **GOOD) == "proposal.needs-two"
    assert refused(PROPOSAL, PROPOSE, given(PROPOSAL, MADE), **GOOD) == "proposal.already-made"


def test_a_meeting_is_told_after_it_was_held():
    tomorrow, yesterday = NOW.date() + timedelta(days=1), NOW.date() - timedelta(days=1)

    def meet(day):
        return RecordMeeting(**HERE, day=day)

    assert when(PROPOSAL, meet(NOW.date()), given(PROPOSAL, MADE)) == [MET]
    assert refused(PROPOSAL, meet(tomorrow), given(PROPOSAL, MADE)) == "proposal.meeting-in-the-future"
    assert refused(PROPOSAL, meet(yesterday), given(PROPOSAL, MADE)) == "proposal.meeting-before-proposal"


def test_contacts_are_disclosed_by_the_second_yes_and_once():
    one_yes = given(PROPOSAL, MADE, answer(AHMED, "yes"))
    said = when(PROPOSAL, AnswerProposal(**HERE, party=MARCO.id, answer="yes"), one_yes, act(MARCO))

    assert said == [answer(MARCO, "yes"), ContactsDisclosed(pair=MADE.pair)]
    assert when(PROPOSAL, AnswerProposal(**HERE, party=MARCO.id, answer="yes"), READY, act(MARCO)) == []


def test_a_decline_reason_is_its_authors_own():
    no = AnswerProposal(**HERE, party=MARCO.id, answer="no", reason="Mi ricorda mio fratello.")

    (said,) = when(PROPOSAL, no, given(PROPOSAL, MADE), act(MARCO))

    assert said == answer(MARCO, "no", "Mi ricorda mio fratello.")
    assert said.about() == (MARCO.id,)


def test_a_stranger_cannot_answer():
    command = AnswerProposal(**HERE, party=GIULIA.id, answer="yes")

    assert refused(PROPOSAL, command, given(PROPOSAL, MADE), act(GIULIA)) == "proposal.not-a-party"


def test_a_person_decides_with_a_reason_and_places_and_people_are_kept_with_it():
    decided, hold, *stood_down = when(PROPOSAL, DECIDE, READY, **DECIDING)

    assert isinstance(decided, MatchDecided)
    assert (decided.home, decided.pair, decided.since) == (HOME_ID, MADE.pair, APRIL)
    assert (decided.solution_type, decided.places, decided.decided_by) == ("youth", 2, MARTA.id)
    assert decided.reason.owner == COHABITATION_SAN_VITO
    assert isinstance(hold, HoldPlaces)
    assert [(it.dossier, it.reason) for it in stood_down if isinstance(it, StandDown)] == [
        (AHMED.id, "matched"),
        (MARCO.id, "matched"),
    ]


def test_no_match_without_a_human_a_reason_a_meeting_and_two_yeses():
    wordless = DECIDE.model_copy(update={"reason": "  "})
    unmet = given(PROPOSAL, MADE, *BOTH_YES)
    declined = given(PROPOSAL, MADE, MET, *BOTH_YES, answer(MARCO, "no"))

    assert refused(PROPOSAL, DECIDE, READY, act(role="system"), **DECIDING) == "proposal.needs-a-human"
    assert refused(PROPOSAL, wordless, READY, **DECIDING) == "proposal.needs-a-reason"
    assert refused(PROPOSAL, DECIDE, unmet, **DECIDING) == "proposal.not-met-yet"
    assert refused(PROPOSAL, DECIDE, declined, **DECIDING) == "proposal.no-mutual-yes"


def test_the_decision_looks_again_at_home_and_people():
    gone = waiting(MARCO, MUSICIAN, CandidateStoodDown(person=MARCO.id, reason="matched"))
    closed = san_vito(HomeBlocked(since=APRIL, until=None, reason="damage"))

    assert refused(PROPOSAL, DECIDE, READY, **{**DECIDING, "other": gone}) == "proposal.someone-not-waiting"
    assert refused(PROPOSAL, DECIDE, READY, **{**DECIDING, "home": closed}) == "home.not-available"


def test_a_dropped_proposal_is_closed_and_shows_them_the_door():
    (dropped,) = when(PROPOSAL, DropMatch(**HERE, reason="declined"), given(PROPOSAL, MADE))

    assert dropped == MatchDropped(pair=MADE.pair, home=HOME_ID, dropped_on=NOW.date(), reason="declined")
    assert dropped.standings()[0] == Ends("subject", AHMED.id, Role.SELF, until=NOW.date(), over=HOME_ID)
    after = given(PROPOSAL, MADE, MET, *BOTH_YES, dropped)
    assert refused(PROPOSAL, DECIDE, after, **DECIDING) == "proposal.closed"
    assert when(PROPOSAL, DropMatch(**HERE, reason="declined"), after) == []
