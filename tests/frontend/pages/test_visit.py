"""What the page of a visit is made from."""

from datetime import UTC, date, datetime, timedelta

from events.accompaniment.visit import NoteFoundMissing, VisitMissed, VisitMoved
from events.role import Role
from frontend.pages.visit.queries import last_note, minutes_corrected, notes_of, visit, visits_without_note
from frontend.pages.visit.sheet import elapsed, sheet
from frontend.sentences import Told
from tests.frontend.pages.house_of_two import (
    HERE,
    at,
    begun,
    chosen,
    corrected,
    held,
    house,
    longer,
    noted,
    planned,
)
from tests.people import SARA


def test_a_visit_is_planned_then_running_then_done():
    it = house()
    states = {name: visit(it.db, stream).state for name, stream in {
        "planned": planned(it, "a", date(2026, 9, 10)),
        "running": begun(it, "b", at(11)),
        "done": held(it, "c", at(12)),
    }.items()}  # fmt: skip

    assert states == {name: name for name in states}


def test_a_moved_visit_has_its_new_day_and_a_missed_one_its_reason():
    it = house()
    stream = planned(it, "a", date(2026, 9, 10))
    it.tell(stream, VisitMoved(day=date(2026, 9, 12), reason="illness"), at(9), SARA.id, HERE)
    it.tell(stream, VisitMissed(reason="nobody-home"), at(12), SARA.id, HERE)
    found = visit(it.db, stream)

    assert (found.day, found.moved, found.missed, found.state) == (
        date(2026, 9, 12), "illness", "nobody-home", "missed",
    )  # fmt: skip


async def test_a_corrected_note_keeps_the_first_words_and_both_open_for_the_operator():
    it = house()
    stream = held(it, "a", at(5))
    corrected(it, stream, noted(it, stream, "Il forno è rotto", at(5)), "Il forno va", at(6))
    (note,) = notes_of(it.db, stream)
    reader = it.reader(SARA, Role.OPERATOR, date(2026, 9, 6))

    assert await it.printed(reader, Told((note.text,)), Told((note.now,))) == [
        "Il forno è rotto",
        "Il forno va",
    ]


def test_the_first_length_stays_beside_the_corrected_one():
    it = house()
    stream = held(it, "a", at(5))
    longer(it, stream, 60, at(6))

    assert visit(it.db, stream).minutes == 45
    assert [change.minutes for change in minutes_corrected(it.db, stream)] == [60]


def test_the_last_agreement_comes_before_any_later_note_of_the_team():
    it = house()
    first = held(it, "a", at(5))
    agreement = noted(it, first, "La spesa il lunedì", at(5), "agreements")
    second = held(it, "b", at(12))
    noted(it, second, "Sembra stanco", at(12), "wellbeing", "team")

    assert last_note(it.db, HERE, date(2026, 9, 13)).id == agreement
    assert last_note(it.db, HERE, date(2026, 9, 5)) is None


def test_what_is_left_without_a_note_is_to_be_finished_until_a_note_or_a_reason_comes():
    it = house()
    forgotten, started = planned(it, "a", date(2026, 9, 10)), held(it, "b", at(11))
    done = held(it, "c", at(12))
    noted(it, done, "Tutto bene", at(12))
    it.tell(forgotten, NoteFoundMissing(operator=SARA.id, day=date(2026, 9, 10)), at(10), SARA.id, HERE)
    today = date(2026, 9, 14)

    assert {found.id for found in visits_without_note(it.db, (HERE,), today)} == {forgotten, started}
    it.tell(forgotten, VisitMissed(reason="illness"), at(14), SARA.id, HERE)
    noted(it, started, "Eccola", at(14))
    assert visits_without_note(it.db, (HERE,), today) == ()


def test_a_visit_brings_the_open_goals_of_those_who_are_visited():
    it = house()
    goal = chosen(it)

    assert [found.id for found in sheet(it.db, planned(it, "a", date(2026, 9, 10))).goals] == [goal]


def test_minutes_are_proposed_to_the_nearest_five():
    since = datetime(2026, 9, 5, 15, tzinfo=UTC)

    assert elapsed(since, since + timedelta(minutes=43)) == 45
    assert elapsed(since, since + timedelta(seconds=20)) == 5
    assert elapsed(since, since + timedelta(days=2)) == 60
