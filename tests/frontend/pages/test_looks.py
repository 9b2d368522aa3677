"""Who has looked, as the person reads it: by day and by who looked, the everyday in one line, nothing of others."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from events.accompaniment.glass import GlassBroken
from events.accompaniment.look import LookAnswered, LookQuestioned, question_about
from events.category import Category
from events.role import Role
from events.sealed import seal
from frontend.pages import PAGES
from frontend.pages.looks import words
from frontend.pages.looks.history import Look
from frontend.pages.looks.projection import projection
from frontend.pages.looks.queries import unanswered
from frontend.pages.looks.reviewing import by_office, sums
from frontend.pages.looks.telling import days
from frontend.pages.network.projection import projection as network
from frontend.sentences import codes
from tests.architecture.sources import ROOT
from tests.frontend.pages.house_of_two import HERE, at, house
from tests.frontend.pages.telling import Telling, rows
from tests.people import AHMED, MARCO, MARTA, SARA, UGO, id_of

NOW = at(20, hour=18)


@pytest.fixture
def it() -> Telling:
    told = house()
    told.projections = (*told.projections, projection, network)
    told.db = told.taken(told.records)
    return told


def look(reader, role=Role.OPERATOR, owner=MARCO.id, categories=(Category.GOALS,), when=NOW, **more) -> Look:
    return replace(
        Look(uuid4(), reader.id, role, None, owner, categories, "case", when, 0, when, False, False, False),
        **more,
    )


def read(it: Telling, *looks: Look, person=MARCO, now: datetime = NOW):
    reader = it.reader(person, Role.COHABITANT, now.date(), now)
    return days(it.db, reader, sorted(looks, key=lambda one: one.at, reverse=True))


async def lines(it: Telling, *values):
    return await it.printed(it.reader(MARCO, Role.COHABITANT, NOW.date(), NOW), *values)


async def test_by_day_and_by_who_looked(it):
    earlier, *_ = looks = (
        look(SARA, when=NOW - timedelta(days=1)),
        look(SARA), look(SARA, categories=(Category.VISIT_SHARED,), owner=HERE), look(MARTA, Role.COORDINATOR),
    )  # fmt: skip

    today, yesterday = read(it, *looks)

    assert [one.reader for one in today.lookers] == [SARA.id, MARTA.id]
    assert [words.did(one) for one in today.lookers[0].told] == [
        "Ha aperto i tuoi obiettivi",
        "Ha aperto le visite alla casa, la parte che vedete anche voi",
    ]
    assert [one.told[0].look for one in yesterday.lookers] == [earlier]


async def test_who_is_known_by_name_is_told_by_name_all_others_by_their_office(it):
    [day] = read(it, look(SARA), look(MARTA, Role.COORDINATOR))

    assert await lines(it, *(words.who(one) for one in day.lookers)) == [
        "Sara, accompagnamento",
        "Coordinamento",
    ]


async def test_who_read_only_the_name_stands_in_one_quiet_line(it):
    name = {"categories": (Category.IDENTITY,), "name_only": True}
    [day] = read(
        it,
        look(AHMED, Role.COHABITANT, **name),
        look(SARA, **name),
        look(SARA, **name | {"name_only": False}),
    )

    assert [one.reader for one in day.quiet] == [AHMED.id, SARA.id]
    assert [words.did(one) for one in day.lookers[0].told] == ["Ha aperto il tuo nome e i tuoi contatti"]


async def test_what_belongs_to_others_or_was_before_one_lived_there_is_not_among_them(it):
    before = at(30, month=8)

    assert read(it, look(SARA, owner=AHMED.id), look(SARA, owner=HERE, when=before)) == ()
    assert len(read(it, look(SARA, owner=HERE, when=at(1, hour=9)))) == 1


async def test_a_look_through_broken_glass_is_marked_and_its_reason_told_when_the_hour_is_over(it):
    broken = GlassBroken(
        person=SARA.id, role=Role.OPERATOR, cohabitation=HERE, categories=(Category.JUDICIAL,), ground="health",
        from_at=NOW - timedelta(minutes=5), until_at=NOW + timedelta(minutes=55),
        reason=seal("È caduta e serve il medico", HERE, Category.VISIT_PROFESSIONAL),
    )  # fmt: skip
    it.tell(id_of("vetro"), broken, NOW, SARA.id, HERE)
    through = look(SARA, categories=(Category.JUDICIAL,), glass=True)

    [then], [later] = read(it, through), read(it, through, now=NOW + timedelta(hours=2))

    assert (then.lookers[0].told[0].ground, later.lookers[0].told[0].ground) == (None, "health")
    assert "Motivo" in words.why_broken("health")


async def test_a_question_waits_for_the_coordinator_and_its_answer_is_the_persons_to_read(it):
    one = look(SARA)
    asked = LookQuestioned(
        person=MARCO.id, look=one.id, reader=SARA.id, role=one.role, categories=one.categories, page=one.page, at=one.at,
        text=seal("Non la aspettavo.", MARCO.id, Category.READS),
    )  # fmt: skip
    answer = LookAnswered(
        person=MARCO.id, look=one.id, text=seal("Preparava la visita.", MARCO.id, Category.READS)
    )
    stream = question_about(MARCO.id, one.id)
    it.tell(stream, asked, NOW, MARCO.id, MARCO.id)
    [waiting] = unanswered(it.db)
    it.tell(stream, answer, NOW, MARTA.id, MARCO.id)

    [day] = read(it, one)
    question = day.lookers[0].told[0].question
    assert (waiting.look, waiting.person, unanswered(it.db)) == (one.id, MARCO.id, ())
    assert question.answered_by == MARTA.id
    assert await opened(it, MARCO, Role.COHABITANT, question) == ["Non la aspettavo.", "Preparava la visita."]
    for other, role in ((AHMED, Role.COHABITANT), (SARA, Role.OPERATOR), (UGO, Role.SELF)):
        assert await opened(it, other, role, question) == ["Riservato", "Riservato"]


async def opened(it: Telling, person, role, question):
    from frontend.door import LENS, Door
    from frontend.door import opened as words_of
    from tests.frontend.pages.telling import OneKey

    reader = it.reader(person, role, NOW.date(), NOW)
    token = LENS.set(await Door(OneKey(), b"").lens(reader, {"it": question}))
    try:
        return [
            getattr(words_of(box), "striptags", lambda box=box: words_of(box))()
            for box in (question.text, question.answer)
        ]
    finally:
        LENS.reset(token)


@pytest.mark.parametrize("seed", range(5))
def test_any_interleaving_gives_the_same_tables(it, seed):
    stream = question_about(MARCO.id, id_of("sguardo"))
    text = seal("Perché?", MARCO.id, Category.READS)
    what = {
        "reader": SARA.id,
        "role": Role.OPERATOR,
        "categories": (Category.GOALS,),
        "page": "case",
        "at": NOW,
    }
    it.tell(stream, LookQuestioned(person=MARCO.id, look=id_of("sguardo"), text=text, **what), NOW, MARCO.id)
    it.tell(stream, LookAnswered(person=MARCO.id, look=id_of("sguardo"), text=text), NOW, MARTA.id)

    assert rows(it.taken(it.shuffled(seed)), projection) == rows(it.db, projection)


def test_a_coordinator_reads_sums_by_office_and_repeats_count():
    offices = by_office([
        look(SARA, again=2), look(SARA, categories=(Category.GOALS, Category.PACT)), look(UGO),
        look(MARTA, Role.COORDINATOR, glass=True),
    ])  # fmt: skip

    assert [(it.role, it.looks, it.people, it.glass) for it in offices] == [
        (Role.OPERATOR, 5, 2, 0), (Role.COORDINATOR, 1, 1, 1)
    ]  # fmt: skip
    assert sums(offices[0]) == "obiettivi 5, patto 1"


def test_every_page_and_category_has_words():
    with_a_page = {it for it in PAGES if any((ROOT / "frontend" / "pages" / it).glob("*.html"))}

    assert with_a_page - set(codes("reads")["page"]) == set()
    assert set(words.yours()) == set(Category)
