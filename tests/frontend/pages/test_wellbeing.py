"""A parent reads what is shared, and cannot tell whether anything else is there."""

import re
from datetime import UTC, date, datetime
from uuid import uuid5

import pytest

from events.accompaniment.goal import GoalSet, LadderRated
from events.accompaniment.sharing import ShareGranted, ShareWithdrawn, shares_of
from events.accompaniment.visit import NoteCorrected, NoteWritten, VisitEnded, VisitScheduled, VisitStarted
from events.category import Category
from events.matching.home import HomeRegistered
from events.network.person import RelationRecorded
from events.pacts.clauses import standard
from events.pacts.cohabitation import CohabitationFormed, MemberJoined
from events.pacts.content import Party
from events.pacts.duties import AbsenceNoted, duties_of
from events.pacts.pact import PactActivated, PactDrafted, pact_of
from events.role import Role
from events.sealed import seal
from frontend.pages.case.projection import projection as cases
from frontend.pages.goals.projection import projection as goals
from frontend.pages.my_day.projection import projection as own_days
from frontend.pages.nights.projection import projection as nights
from frontend.pages.pact.projection import projection as pacts
from frontend.pages.turns.projection import projection as turns
from frontend.pages.visit.projection import projection as visits
from frontend.pages.wellbeing.queries import CHOSEN, close_to
from frontend.pages.wellbeing.views import TEMPLATE, Said, rating, shown, told
from tests.frontend.pages.rendering import page
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import AMINA, COHABITATION_PONTETETTO, COMUNE, GIULIA, HOME_PONTETETTO, ROSA, SARA, id_of

HERE, GOAL = COHABITATION_PONTETETTO, id_of("goal")
TODAY = date(2026, 11, 22)
SENTENCE = "Giulia decide cosa mostrare qui."


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 16, tzinfo=UTC)


def family(*shared: Category) -> Telling:
    it = Telling(cases, goals, nights, own_days, pacts, turns, visits)
    it.known(GIULIA, ROSA, SARA, AMINA)
    related = RelationRecorded(person=GIULIA.id, relative=ROSA.id, kind="parent", since=LONG_AGO)
    it.tell(GIULIA.id, related, at(1, 9), GIULIA.id)
    if shared:
        share = ShareGranted(
            person=GIULIA.id, to=ROSA.id, role=Role.FAMILY, categories=shared, since=date(2026, 9, 2),
            until=date(2027, 1, 1),
        )  # fmt: skip
        it.tell(shares_of(GIULIA.id), share, at(2, 9), GIULIA.id, GIULIA.id)
    return it


def living(it: Telling) -> None:
    home = HomeRegistered(
        owner=COMUNE, district="Pontetetto", name="Casa Pontetetto", places=2, rooms=3, accessibility=(),
        since=LONG_AGO,
    )  # fmt: skip
    it.tell(HOME_PONTETETTO, home, at(1, 9), SARA.id)
    formed = CohabitationFormed(
        cohabitation=HERE, home=HOME_PONTETETTO, solution_type="youth", places=2,
        expected=(GIULIA.id, AMINA.id), since=date(2026, 9, 1),
    )  # fmt: skip
    it.tell(HERE, formed, at(1, 9), SARA.id)
    for person in (GIULIA, AMINA):
        since = date(2026, 9, 1)
        it.tell(HERE, MemberJoined(cohabitation=HERE, person=person.id, since=since), at(1, 9), SARA.id)


def goal(it: Telling) -> None:
    words = seal("Prendere l’autobus", GIULIA.id, Category.GOALS)
    chosen = GoalSet(person=GIULIA.id, wording=words, whose_wish="person", area="mobility")
    it.tell(GOAL, chosen, at(5, 9), GIULIA.id, HERE)
    for level, voice, when in ((3, "person", at(1, 10)), (4, "person", at(10)), (2, "family", at(11))):
        sealed = seal(level, GIULIA.id, Category.GOALS)
        it.tell(GOAL, LadderRated(person=GIULIA.id, level=sealed, voice=voice), when, GIULIA.id, HERE)


def visit(it: Telling) -> None:
    """One held with a note for all, corrected later, and one that is coming."""
    stream = visited(it)
    note = told_in(it, stream, "Hanno cucinato insieme lunedì", "shared")
    text = seal("Hanno cucinato insieme martedì", HERE, Category.VISIT_SHARED)
    it.tell(
        stream, NoteCorrected(note=note, person=None, reason="wrong-fact", text=text), at(15), SARA.id, HERE
    )
    coming = VisitScheduled(day=date(2026, 11, 25), kind="joint", operator=SARA.id, people=(GIULIA.id,))
    it.tell(id_of("coming"), coming, at(14), SARA.id, HERE)


def visited(it: Telling):
    stream = id_of("held")
    planned = VisitScheduled(
        day=date(2026, 11, 14), kind="joint", operator=SARA.id, people=(GIULIA.id, AMINA.id)
    )
    it.tell(stream, planned, at(10), SARA.id, HERE)
    it.tell(stream, VisitStarted(at=at(14), method="manual", countersigned_by=None), at(14), SARA.id, HERE)
    it.tell(stream, VisitEnded(at=at(14), minutes=40), at(14), SARA.id, HERE)
    return stream


def told_in(it: Telling, stream, words: str, visibility: str, person=None):
    note = uuid5(stream, words)
    category = Category.VISIT_PROFESSIONAL if visibility == "team" else Category.VISIT_SHARED
    fact = NoteWritten(
        note=note, section="home", category=category, visibility=visibility, person=person, author=SARA.id,
        text=seal(words, person or HERE, category),
    )  # fmt: skip
    it.tell(stream, fact, at(14), SARA.id, HERE)
    return note


def not_for_her(it: Telling) -> None:
    """What no share of Giulia's opens: notes of the team, and what tells of Amina."""
    told_in(it, id_of("held"), "Mi sembra stanca", "team", GIULIA.id)
    told_in(it, id_of("held"), "Amina ha un colloquio", "person", AMINA.id)


def stay(it: Telling) -> None:
    away = AbsenceNoted(person=GIULIA.id, since=date(2026, 11, 1), until=date(2026, 11, 4))
    it.tell(duties_of(HERE), away, at(1), GIULIA.id, HERE)


def pact(it: Telling) -> None:
    since, people = date(2026, 9, 1), (GIULIA.id, AMINA.id)
    drafted = PactDrafted(
        cohabitation=HERE, version=1, hash="a" * 64, clauses=standard(), on=since, starts=since, own_rules=(),
        parties=tuple(Party(id=person, kind="member") for person in people),
    )  # fmt: skip
    activated = PactActivated(
        cohabitation=HERE, version=1, hash="a" * 64, since=since, first=True, members=people, trial_days=60,
        trial_notice_days=15, notice_days=30, review_months=6, duties=(),
    )  # fmt: skip
    for fact in (drafted, activated):
        it.tell(pact_of(HERE), fact, at(1, 9), SARA.id, HERE)


SOURCES = {
    Category.GOALS: goal,
    Category.VISIT_SHARED: visit,
    Category.STAYS: stay,
    Category.PACT: pact,
}


async def read(it: Telling) -> str:
    reader = it.reader(ROSA, Role.FAMILY, TODAY)
    return await page(reader, TEMPLATE, told(it.db, reader))


async def test_a_page_with_hidden_things_is_byte_equal_to_one_without_any():
    bare, full = family(), family()
    for tells in (living, *SOURCES.values(), not_for_her):
        tells(full)

    assert await read(full) == await read(bare)


@pytest.mark.parametrize("shared", SOURCES)
async def test_what_is_shared_tells_nothing_of_what_is_not(shared: Category):
    only, full = family(shared), family(shared)
    for it in (only, full):
        living(it)
        SOURCES[shared](it)
    for category, tells in SOURCES.items():
        if category is not shared:
            tells(full)
    not_for_her(full)

    assert await read(full) == await read(only)


async def test_every_category_that_is_not_shared_has_the_same_sentence():
    assert (await read(family())).count(SENTENCE) == len(CHOSEN) == 10
    assert (await read(family(Category.GOALS))).count(SENTENCE) == 9


async def test_three_sentences_tell_the_month():
    it = family(*SOURCES)
    for tells in (living, *SOURCES.values()):
        tells(it)
    text = await read(it)

    assert "«Prendere l’autobus»: Giulia passa da «Aiuto a voce» a «Un promemoria»." in text
    assert "C’è stata 1 visita: sabato 14 novembre." in text
    assert "Giulia vive a Casa Pontetetto dal 1 set 2026." in text
    assert "Via dal 1 nov al 3 nov." in text


async def test_a_shared_pact_is_two_sentences_and_names_nobody_else():
    it, none_yet = family(Category.PACT), family(Category.PACT)
    for each in (it, none_yet):
        living(each)
    pact(it)
    text = await read(it)

    assert "Giulia ha firmato il patto di Casa Pontetetto, in vigore dal 1 set 2026." in text
    assert f"Ha {len(standard())} punti: dicono come si vive insieme" in text
    assert "Amina" not in text
    assert "/patto" not in text
    assert "Per ora non c’è niente da mostrare." in await read(none_yet)


async def test_words_for_all_are_quoted_as_corrected_and_the_rest_is_not_there():
    it = family(Category.VISIT_SHARED)
    for tells in (living, visit, not_for_her):
        tells(it)
    text = await read(it)

    assert "Hanno cucinato insieme martedì" in text
    assert "corretta il 15 nov" in text
    for hidden in ("lunedì</blockquote>", "Mi sembra stanca", "colloquio"):
        assert hidden not in text


async def test_a_withdrawn_share_ends_the_same_day():
    it = family(*SOURCES)
    for tells in (living, *SOURCES.values()):
        tells(it)
    gone = ShareWithdrawn(person=GIULIA.id, to=ROSA.id, role=Role.FAMILY, until=TODAY)
    it.tell(shares_of(GIULIA.id), gone, at(22), GIULIA.id, GIULIA.id)

    assert await read(it) == await read(family())


async def test_the_family_speaks_with_its_own_voice_and_only_about_a_goal_it_is_shown():
    it, without = family(Category.GOALS), family(Category.STAYS)
    for each in (it, without):
        living(each)
        goal(each)
    people = close_to(it.db, it.reader(ROSA, Role.FAMILY, TODAY))
    command = rating(shown(people, GOAL), Said(level=3))

    assert (command.stream, command.dossier, command.person) == (GOAL, HERE, GIULIA.id)
    assert (command.voice, command.level) == ("family", 3)
    with pytest.raises(Exception, match="404"):
        shown(close_to(without.db, without.reader(ROSA, Role.FAMILY, TODAY)), GOAL)


async def test_her_own_last_word_is_marked_on_the_ladder():
    it = family(Category.GOALS)
    living(it)
    goal(it)

    assert re.search(r'value="2" aria-current="true"', await read(it))
