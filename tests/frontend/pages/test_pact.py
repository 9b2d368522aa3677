"""The pact as it is read: which version, what changed, who may sign, what leaving takes."""

from datetime import timedelta

from events.category import Category
from events.pacts.clauses import Guests, Notice, Safety, standard
from events.pacts.content import Party
from events.pacts.pact import AmendPact, ExplainPact, GiveNotice, HouseRule, PactAmended, PactDrafted, pact_of
from events.role import Role
from frontend.pages.pact.amending import Base, amended
from frontend.pages.pact.changes import difference
from frontend.pages.pact.leaving import earliest
from frontend.pages.pact.queries import CLAUSES, organisations, pact
from frontend.pages.pact.reading import may_leave, mine_to_sign, reading, short, to_explain, version_for
from frontend.pages.pact.terms import Amendment, Terms, chosen, filled
from frontend.sentences import Told
from frontend.visibility import Sight, sight
from tests.frontend.pages.two_at_home import MONDAY, after, told
from tests.people import AHMED, COOPERATIVE, MARCO, MARTA, UGO
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

RULE = HouseRule(words="La domenica si cucina insieme.", salt="a" * 64)
EARLIER = tuple(Guests(until_hour=22) if isinstance(it, Guests) else it for it in standard())


def drafted(easy=False):
    """A pact that waits for its first signature; Ahmed may want the easy version."""
    house = House()
    house.tell(form(MONDAY, AHMED, MARCO), on(MONDAY))
    parties = (Party(id=AHMED.id, kind="member", easy=easy), Party(id=MARCO.id, kind="member"), GUARANTOR)
    house.tell(draft(MONDAY, AHMED, MARCO, parties=parties), on(MONDAY))
    return house


def changed(**more) -> House:
    house = opened(MONDAY)
    amend = draft(after(10), AHMED, MARCO, kind=AmendPact, clauses=EARLIER, **more)
    house.tell(amend, on(after(9), AHMED, "cohabitant"))
    return house


def test_whoever_is_about_to_live_there_reads_and_signs_before_they_are_a_member():
    it = told(drafted())
    found = pact(it.db, HOME)
    ahmed = it.reader(AHMED, Role.SELF, MONDAY)

    assert ahmed.homes == ()
    assert ahmed.may("pact.read", HOME)
    assert ahmed.may("pact.sign", HOME)
    assert sight(ahmed, HOME, Category.PACT) is Sight.FULL
    assert [one.id for one in mine_to_sign(ahmed, found, found.waiting)] == [AHMED.id]


def test_a_stranger_reads_no_pact():
    it = told(drafted())
    ugo = it.reader(UGO, Role.SELF, MONDAY)

    assert not any(ugo.may(it, HOME) for it in ("pact.read", "pact.sign", "pact.draft", "pact.amend"))


def test_a_body_signs_through_the_coordinator_alone():
    it = told(drafted())
    found = pact(it.db, HOME)
    marta = it.reader(MARTA, Role.COORDINATOR, MONDAY)

    assert [one.id for one in mine_to_sign(marta, found, found.waiting)] == [COOPERATIVE]
    assert organisations(it.db)[COOPERATIVE] == "La Soglia"


def test_the_easy_version_is_told_back_before_it_is_signed():
    house = drafted(easy=True)
    before = pact(told(house).db, HOME).waiting
    explain = ExplainPact(
        stream=pact_of(HOME), dossier=HOME, person=AHMED.id, version=1, form="easy-read", teach_back=True
    )
    house.tell(explain, on(MONDAY))
    after_it = pact(told(house).db, HOME).waiting

    assert before.to_be_told(before.party(AHMED.id))
    assert to_explain(before)[0].id == AHMED.id
    assert not after_it.to_be_told(after_it.party(AHMED.id))


def test_signatures_are_counted_until_the_last_one_brings_it_into_force():
    house = drafted()
    (version,) = house.of(PactDrafted)
    house.tell(sign(version, AHMED.id), themselves(MONDAY, AHMED))
    half = pact(told(house).db, HOME)
    house.tell(sign(version, MARCO.id), themselves(MONDAY, MARCO))
    house.tell(sign(version, COOPERATIVE), on(MONDAY))
    whole = pact(told(house).db, HOME)

    assert [party.id for party in half.waiting.unsigned] == [MARCO.id, COOPERATIVE]
    assert half.holding(MONDAY) is None
    assert whole.waiting is None
    assert whole.holding(MONDAY).number == 1


def test_the_version_that_waits_comes_first_and_the_one_in_force_goes_on_holding():
    found = pact(told(changed()).db, HOME)

    assert version_for(found, None, after(9)).number == 2
    assert found.holding(after(9)).number == 1
    assert version_for(found, 7, after(9)) is None


def test_a_change_is_told_in_two_sentences_word_by_word():
    found = pact(told(changed(own_rules=(RULE,))).db, HOME)

    told_so = difference(found.versions[0], found.versions[1], "it")

    (guests,) = told_so.clauses
    assert guests.clause == "guests"
    assert [piece.words for piece in guests.before if piece.changed] == ["23,"]
    assert [piece.words for piece in guests.now if piece.changed] == ["22,"]
    assert len(told_so.added) == 1
    assert told_so.dropped == ()


def test_a_clause_left_out_is_told_as_gone():
    found = pact(told(opened(MONDAY)).db, HOME).versions[0]
    without = tuple(it for it in found.clauses if not isinstance(it, Safety))
    shorter = type(found)(**{**vars(found), "clauses": without})

    (gone,) = difference(found, shorter, "it").clauses

    assert (gone.clause, gone.now) == ("safety", ())


async def test_the_words_of_an_own_rule_are_opened_for_the_house_and_nobody_else():
    it = told(changed(own_rules=(RULE,)))
    rule = Told((pact(it.db, HOME).waiting.own_rules[0].words,))

    assert await it.printed(it.reader(MARCO, Role.COHABITANT, after(9)), rule) == [RULE.words]
    assert RULE.words not in await it.printed(it.reader(UGO, Role.SELF, after(9)), rule)
    assert "cucina" not in "".join(
        row["own_rules"] for row in it.db.execute("SELECT own_rules FROM pact_versions")
    )


def test_reading_says_what_each_clause_sets_in_motion_and_nothing_it_does_not():
    it = told(opened(MONDAY))
    found = pact(it.db, HOME)

    context = reading(it.reader(AHMED, Role.COHABITANT, after(3)), found, found.versions[0], None)

    moved = {article.id for article in context["articles"] if article.effect}
    assert moved == {"parties", "absences", "cleaning", "trial", "notice"}
    assert context["holds"]
    assert context["may_leave"]
    assert len(context["articles"]) == len(standard())


def test_the_form_of_the_standard_pact_gives_the_standard_pact_back():
    given = Terms(**{**filled(standard()), "with_guests": True, "with_safety": True}, starts=MONDAY)

    assert CLAUSES.validate_python(tuple(chosen(given))) == standard()


def test_an_amendment_says_the_kept_rules_again_as_they_were_and_adds_mine():
    found = pact(told(opened(MONDAY)).db, HOME)
    asked = Amendment(
        **{**filled(standard()), "with_guests": True, "with_safety": True, "notice_days": 45},
        starts=after(3), rule="Scarpe in mano di notte.", keep=("known",), salt="b" * 64,
    )  # fmt: skip
    base = Base(found, found.versions[0], {"known": RULE, "left": RULE})

    one, again = amended(base, asked), amended(base, asked)

    assert one.own_rules[0] == RULE
    assert one.own_rules[1].words == "Scarpe in mano di notte."
    assert one == again
    assert next(it.days for it in one.clauses if isinstance(it, Notice)) == 45
    assert one.parties == found.versions[0].parties


def test_notice_is_short_while_on_trial_and_longer_afterwards():
    found = pact(told(opened(MONDAY)).db, HOME)

    assert earliest(found, after(1)) == after(1 + 7)
    assert earliest(found, after(40)) == after(40 + 30)


def test_who_has_given_notice_is_not_asked_again():
    house = opened(MONDAY)
    leave = GiveNotice(stream=pact_of(HOME), dossier=HOME, party=AHMED.id, ends=after(20))
    house.tell(leave, themselves(after(1), AHMED))
    it = told(house)
    found = pact(it.db, HOME)

    assert found.notice(AHMED.id).ends == after(20)
    assert not may_leave(it.reader(AHMED, Role.COHABITANT, after(2)), found)
    assert may_leave(it.reader(MARCO, Role.COHABITANT, after(2)), found)


def test_a_fingerprint_is_short_enough_to_be_read_aloud():
    house = changed()
    (version,) = house.of(PactAmended)

    assert short(version.hash).replace(" ", "") == version.hash[:12]
    signed_by(house, after(11), version, AHMED, MARCO)
    assert pact(told(house).db, HOME).holding(after(11) + timedelta(days=1)).number == 2
