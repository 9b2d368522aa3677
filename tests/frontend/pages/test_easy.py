"""The person's own pages: five cards at most, one's own voice, and nobody reads more than is shown to them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.accompaniment.help import HelpAsked, HelpEnded, HelpHeard
from events.accompaniment.own_days import DoneTakenBack, DoneTold, MoodTold, own_days_of
from events.accompaniment.sharing import ShareGranted, shares_of
from events.category import Category
from events.network.reading import ReadingChosen, reading_of
from events.pacts.clauses import standard
from events.pacts.cohabitation import MemberJoined
from events.role import Role
from events.sealed import seal
from frontend import pictograms
from frontend.pages.i_ask_for_help.queries import calls_around, open_call
from frontend.pages.my_day import words
from frontend.pages.my_day.own_words import own_words
from frontend.pages.my_day.projection import projection as own_days
from frontend.pages.my_day.queries import MOST, Card, Day
from frontend.pages.my_day.told import done, mood_on, moods
from frontend.pages.pact.teach_back import PICTURES, questions
from frontend.reading import preferred
from frontend.reading import projection as reading
from frontend.visibility import Sight, sight
from tests.frontend.pages.rendering import page
from tests.frontend.pages.telling import LONG_AGO, Telling
from tests.people import AMINA, COHABITATION_PONTETETTO, GIULIA, MARTA, ROSA, SARA, id_of

HERE, TODAY = COHABITATION_PONTETETTO, date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CALL, DISHES = id_of("una chiamata"), id_of("i piatti")


def hers(value, category=Category.GOALS):
    return seal(value, GIULIA.id, category)


@pytest.fixture
def it():
    told = Telling(own_days, reading)
    told.known(GIULIA, AMINA, ROSA, SARA, MARTA)
    for person in (GIULIA, AMINA):
        joined = MemberJoined(cohabitation=HERE, person=person.id, since=LONG_AGO)
        told.tell(HERE, joined, NOON - timedelta(days=90), SARA.id)
    told.operator(SARA, HERE)
    return told


def feels(it, face, at=NOON):
    it.tell(own_days_of(GIULIA.id), MoodTold(person=GIULIA.id, face=hers(face)), at, GIULIA.id, GIULIA.id)


def did(it, done=DISHES):
    fact = DoneTold(person=GIULIA.id, done=done, thing=hers("dishes"), help=hers("alone"), goal=None)
    it.tell(own_days_of(GIULIA.id), fact, NOON, GIULIA.id, GIULIA.id)


def calls(it, *facts, at=NOON):
    asked = HelpAsked(person=GIULIA.id, where=hers("outside", Category.INCIDENTS))
    for n, fact in enumerate((asked, *facts)):
        it.tell(CALL, fact, at + timedelta(minutes=n), GIULIA.id, GIULIA.id)


def test_the_last_face_of_each_day_counts(it):
    feels(it, 2, NOON - timedelta(days=1))
    feels(it, 4)
    feels(it, 1, NOON + timedelta(hours=3))

    assert [one.day for one in moods(it.db, GIULIA.id, TODAY - timedelta(days=6), TODAY)] == [
        TODAY,
        TODAY - timedelta(days=1),
    ]
    assert mood_on(it.db, GIULIA.id, TODAY).at == NOON + timedelta(hours=3)
    assert mood_on(it.db, AMINA.id, TODAY) is None


def test_what_was_tapped_by_mistake_is_gone_from_the_page(it):
    did(it)
    did(it, id_of("altro"))
    gone = DoneTakenBack(person=GIULIA.id, done=DISHES)
    it.tell(own_days_of(GIULIA.id), gone, NOON, GIULIA.id, GIULIA.id)

    assert [one.id for one in done(it.db, GIULIA.id, TODAY, TODAY)] == [id_of("altro")]


def test_a_call_stands_until_it_is_over_and_tells_who_has_heard_it(it):
    calls(it, HelpHeard(person=GIULIA.id, by=SARA.id))

    assert open_call(it.db, GIULIA.id).by == SARA.id
    assert open_call(it.db, GIULIA.id).place is None
    assert [one.id for one in calls_around(it.db, (HERE,), TODAY)] == [CALL]
    assert calls_around(it.db, (id_of("un'altra casa"),), TODAY) == ()


def test_a_call_that_is_over_asks_nothing_of_anybody(it):
    calls(it, HelpHeard(person=GIULIA.id, by=SARA.id), HelpEnded(person=GIULIA.id))

    assert open_call(it.db, GIULIA.id) is None
    assert calls_around(it.db, (HERE,), TODAY) == ()


def test_it_is_the_same_in_whatever_order_it_is_heard(it):
    feels(it, 2)
    did(it)
    calls(it, HelpHeard(person=GIULIA.id, by=SARA.id))
    it.tell(reading_of(GIULIA.id), ReadingChosen(person=GIULIA.id, easy=True), NOON, GIULIA.id, GIULIA.id)

    for seed in range(4):
        again = it.taken(it.shuffled(seed))
        for table in ("own_moods", "own_done", "own_calls", "reading_choices"):
            rows = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert again.execute(rows).fetchall() == it.db.execute(rows).fetchall() != []


async def read(it, reader):
    context = own_words(it.db, (GIULIA.id, AMINA.id), TODAY)
    return await page(reader, "pages/my_day/own_words.html", context)


async def test_faces_are_for_oneself_and_family_only_where_shown(it):
    feels(it, 2)
    mother, friend = it.reader(ROSA, Role.FAMILY, TODAY), it.reader(AMINA, Role.COHABITANT, TODAY)
    oneself = it.reader(GIULIA, Role.COHABITANT, TODAY)

    assert sight(oneself, GIULIA.id, Category.GOALS) is Sight.FULL
    assert sight(friend, GIULIA.id, Category.GOALS) is Sight.NONE
    for who in (oneself, it.reader(SARA, Role.OPERATOR, TODAY)):
        assert "Sto male" in await read(it, who)
    for who in (mother, friend):
        assert "Sto male" not in await read(it, who)


async def test_what_is_shown_to_family_is_read_by_family(it):
    feels(it, 4)
    share = ShareGranted(
        person=GIULIA.id, to=ROSA.id, role=Role.FAMILY, categories=(Category.GOALS,), since=LONG_AGO,
        until=date(2027, 1, 1),
    )  # fmt: skip
    it.tell(shares_of(GIULIA.id), share, NOON, GIULIA.id, GIULIA.id)

    assert "Sto bene" in await read(it, it.reader(ROSA, Role.FAMILY, TODAY))


async def test_the_day_is_told_in_sentences_with_one_thing_to_do_each(it):
    context = {
        "day": TODAY, "it": Day((Card("mood"),), 0), "me": GIULIA.id, "turn": words.turn, "form": None,
        "new_id": lambda: CALL, "person_page": True, "simple": True,
    }  # fmt: skip
    html = await page(it.reader(GIULIA, Role.COHABITANT, TODAY), "pages/my_day/day.html", context)

    assert 'class="easy"' in html
    assert "Come stai oggi?" in html
    assert html.count("<article") == 1 <= MOST
    assert 'href="/chiedo-aiuto"' in html


def test_how_somebody_reads_is_their_last_choice(it):
    for easy in (True, False, True):
        it.tell(reading_of(GIULIA.id), ReadingChosen(person=GIULIA.id, easy=easy), NOON, GIULIA.id, GIULIA.id)

    assert preferred(it.db, GIULIA.id)
    assert not preferred(it.db, AMINA.id)


def test_every_code_has_a_picture_that_was_drawn_by_us():
    choices = [*words.faces(), *words.things(), *words.helps(), *words.places()]
    named = {picture for _, picture, _ in choices} | {*PICTURES.values(), *words.PICTURES.values()}

    assert named <= set(pictograms.names())
    for file in pictograms.DRAWN.glob("*.svg"):
        drawn = file.read_text()
        assert 'viewBox="0 0 96 96"' in drawn
        assert 'stroke="currentColor" stroke-width="5"' in drawn


def test_a_photo_of_the_real_kitchen_stands_where_the_drawing_would(tmp_path, monkeypatch):
    (tmp_path / "kitchen.jpg").write_bytes(b"photo")
    (tmp_path / "segreto.txt").write_text("no")
    monkeypatch.setattr(pictograms.Photos, "folder", tmp_path)

    assert 'src="/figure/kitchen.jpg"' in pictograms.picture("kitchen")
    assert "<svg" in pictograms.picture("bathroom")
    assert pictograms.Photos.file("kitchen.jpg") == tmp_path / "kitchen.jpg"
    assert pictograms.Photos.file("segreto.txt") is None
    assert pictograms.Photos.file("../kitchen.jpg") is None


def test_a_pact_is_told_back_by_questions_about_what_is_in_it():
    asked = questions(standard())

    assert 3 <= len(asked) <= 5
    assert all(one.answer and one.words.endswith("?") for one in asked)
    assert questions(()) == []
