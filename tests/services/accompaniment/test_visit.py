from datetime import timedelta

from events.accompaniment.plan import AccompanimentClosed
from events.accompaniment.visit import (
    CorrectMinutes,
    CorrectNote,
    EndVisit,
    MissVisit,
    MoveVisit,
    NoteCorrected,
    NoteFoundMissing,
    NoteWritten,
    NoticeMissingNote,
    ScheduleVisit,
    StartVisit,
    VisitEnded,
    VisitMinutesCorrected,
    VisitMissed,
    VisitMoved,
    WriteNote,
)
from events.category import Category
from events.sealed import seal
from services.accompaniment.plan import Plan
from services.accompaniment.visit import VISIT, Visit
from tests.people import AHMED, COHABITATION_SAN_VITO, GIULIA, MARTA, PAOLO, SARA, id_of
from tests.services.accompaniment.cast import (
    BOTH,
    JULY,
    JUNE,
    MARCH,
    SCHEDULED,
    STARTED,
    TEN_O_CLOCK,
    TENTH,
    VISIT_HERE,
    opened,
    told_late,
    visit,
)
from tests.services.story import act, refused, when

NOTE = id_of("note")
SCHEDULE = ScheduleVisit(**VISIT_HERE, day=TENTH, kind="joint", operator=SARA.id, people=BOTH)
START = StartVisit(**VISIT_HERE, method="qr", countersigned_by=AHMED.id)
AT_TEN = act(SARA, at=TEN_O_CLOCK)
CLOSED = AccompanimentClosed(until=JUNE, follow_up_until=JULY)


def writing(**more):
    return WriteNote(**{**VISIT_HERE, "note": NOTE, "section": "home", "text": "Tutto in ordine.", **more})


def written(
    visibility="team", category=Category.VISIT_PROFESSIONAL, owner=COHABITATION_SAN_VITO, person=None
):
    return NoteWritten(
        note=NOTE,
        section="home",
        category=category,
        visibility=visibility,
        person=person,
        author=SARA.id,
        text=seal("Tutto in ordine.", owner, category),
    )


def test_a_visit_is_scheduled_on_a_day_of_the_accompaniment():
    assert when(VISIT, SCHEDULE, Visit(), plan=opened()) == [SCHEDULED]
    assert when(VISIT, SCHEDULE, visit(SCHEDULED), plan=opened()) == []
    assert refused(VISIT, SCHEDULE, Visit(), plan=Plan()) == "visit.outside-accompaniment"
    late = SCHEDULE.model_copy(update={"day": JULY})
    assert refused(VISIT, late, Visit(), plan=opened(CLOSED)) == "visit.outside-accompaniment"


def test_before_the_opening_there_is_a_kind_of_its_own():
    early = SCHEDULE.model_copy(update={"kind": "pre-move", "day": MARCH - timedelta(days=5)})

    assert len(when(VISIT, early, Visit(), plan=opened())) == 1
    assert len(when(VISIT, early, Visit(), plan=Plan())) == 1
    assert (
        refused(VISIT, early.model_copy(update={"day": TENTH}), Visit(), plan=opened())
        == "visit.pre-move-is-over"
    )


def test_another_visit_cannot_take_the_place_of_this_one():
    other = SCHEDULE.model_copy(update={"kind": "phone"})

    assert refused(VISIT, other, visit(SCHEDULED), plan=opened()) == "visit.already-scheduled"


def test_a_visit_told_nine_days_late_starts_when_it_did():
    assert when(VISIT, START, visit(SCHEDULED), told_late(), plan=opened()) == [STARTED]


def test_a_late_start_is_judged_on_its_day_not_on_the_day_it_is_told():
    told = told_late(days=150)

    assert when(VISIT, START, visit(SCHEDULED), told, plan=opened(CLOSED)) == [STARTED]
    after = act(SARA, at=TEN_O_CLOCK.replace(month=7))
    assert (
        refused(VISIT, START, visit(SCHEDULED), after, plan=opened(CLOSED)) == "visit.outside-accompaniment"
    )


def test_starting_twice_is_no_news_and_only_who_is_visited_countersigns():
    other = START.model_copy(update={"countersigned_by": GIULIA.id})

    assert when(VISIT, START, visit(SCHEDULED, STARTED), AT_TEN, plan=opened()) == []
    assert refused(VISIT, other, visit(SCHEDULED), AT_TEN, plan=opened()) == "visit.not-someone-visited"
    assert refused(VISIT, START, Visit(), AT_TEN, plan=opened()) == "visit.not-scheduled"


def test_a_visit_moves_before_it_starts():
    move = MoveVisit(**VISIT_HERE, day=TENTH + timedelta(days=1), reason="person-asked")

    assert when(VISIT, move, visit(SCHEDULED), plan=opened()) == [
        VisitMoved(day=move.day, reason="person-asked")
    ]
    assert refused(VISIT, move, visit(SCHEDULED, STARTED), plan=opened()) == "visit.already-started"


def test_a_note_is_for_the_team_unless_said_otherwise():
    assert when(VISIT, writing(), visit(SCHEDULED, STARTED), AT_TEN) == [written()]


def test_a_note_belongs_to_whom_it_tells_of_and_to_all_when_shared():
    here = visit(SCHEDULED, STARTED)
    ahmed = writing(visibility="person", person=AHMED.id)

    assert when(VISIT, ahmed, here, AT_TEN) == [written("person", Category.VISIT_SHARED, AHMED.id, AHMED.id)]
    assert when(VISIT, writing(visibility="shared"), here, AT_TEN) == [
        written("shared", Category.VISIT_SHARED)
    ]
    assert refused(VISIT, writing(visibility="person"), here, AT_TEN) == "visit.note-for-whom"
    assert refused(VISIT, writing(person=GIULIA.id), here, AT_TEN) == "visit.not-someone-visited"


def test_a_visit_takes_several_notes_each_once_also_after_its_end():
    ended = VisitEnded(at=TEN_O_CLOCK, minutes=40)
    here = visit(SCHEDULED, STARTED, written(), ended)

    assert refused(VISIT, writing(), here, AT_TEN) == "visit.note-already-written"
    assert len(when(VISIT, writing(note=id_of("second")), here, told_late())) == 1


def test_no_note_before_a_visit_started_nor_on_one_that_was_missed():
    missed = visit(SCHEDULED, VisitMissed(reason="illness"))

    assert refused(VISIT, writing(), visit(SCHEDULED), AT_TEN) == "visit.not-started"
    assert refused(VISIT, writing(), missed, AT_TEN) == "visit.was-missed"


def test_a_correction_stands_beside_the_note_for_the_same_readers():
    correct = CorrectNote(**VISIT_HERE, note=NOTE, text="Manca la lampadina.", reason="completed")
    here = visit(SCHEDULED, STARTED, written())
    corrected = NoteCorrected(
        note=NOTE,
        person=None,
        reason="completed",
        text=seal("Manca la lampadina.", COHABITATION_SAN_VITO, Category.VISIT_PROFESSIONAL),
    )

    assert when(VISIT, correct, here, AT_TEN) == [corrected]
    assert when(VISIT, correct, here, act(MARTA)) == [corrected]
    assert refused(VISIT, correct, here, act(PAOLO)) == "visit.note-by-someone-else"
    assert refused(VISIT, correct, visit(SCHEDULED, STARTED), AT_TEN) == "visit.no-such-note"


def test_a_visit_ends_after_it_started_and_its_minutes_are_corrected_apart():
    here, end = visit(SCHEDULED, STARTED), EndVisit(**VISIT_HERE, minutes=40)
    ended = VisitEnded(at=TEN_O_CLOCK, minutes=40)
    correct = CorrectMinutes(**VISIT_HERE, minutes=50, reason="wrong-time")

    assert when(VISIT, end, here, AT_TEN) == [ended]
    before = act(SARA, at=TEN_O_CLOCK - timedelta(minutes=1))
    assert refused(VISIT, end, here, before) == "visit.ends-before-it-starts"
    assert when(VISIT, end, visit(SCHEDULED, STARTED, ended), AT_TEN) == []
    longer = EndVisit(**VISIT_HERE, minutes=50)
    assert refused(VISIT, longer, visit(SCHEDULED, STARTED, ended), AT_TEN) == "visit.already-ended"
    assert when(VISIT, correct, visit(SCHEDULED, STARTED, ended)) == [
        VisitMinutesCorrected(minutes=50, reason="wrong-time")
    ]
    assert refused(VISIT, correct, here) == "visit.not-ended"


def test_a_missed_visit_is_not_a_visit_and_a_visit_is_not_missed():
    miss = MissVisit(**VISIT_HERE, reason="nobody-home")
    missed = VisitMissed(reason="nobody-home")

    assert when(VISIT, miss, visit(SCHEDULED)) == [missed]
    assert when(VISIT, miss, visit(SCHEDULED, missed)) == []
    assert refused(VISIT, miss, visit(SCHEDULED, STARTED)) == "visit.already-started"
    assert refused(VISIT, START, visit(SCHEDULED, missed), AT_TEN, plan=opened()) == "visit.was-missed"


def test_a_missing_note_is_noticed_once_and_never_where_there_is_one():
    notice, evening = NoticeMissingNote(**VISIT_HERE), act(SARA, "system", TEN_O_CLOCK.replace(hour=19))
    found = NoteFoundMissing(operator=SARA.id, day=TENTH)

    assert when(VISIT, notice, visit(SCHEDULED, STARTED), evening) == [found]
    assert when(VISIT, notice, visit(SCHEDULED, STARTED, found), evening) == []
    assert when(VISIT, notice, visit(SCHEDULED, STARTED, written()), evening) == []
    moved = VisitMoved(day=JUNE, reason="illness")
    assert when(VISIT, notice, visit(SCHEDULED, moved), evening) == []


def test_a_correction_of_what_tells_of_one_person_stays_theirs():
    note = written("person", Category.VISIT_SHARED, AHMED.id, AHMED.id)
    correct = CorrectNote(**VISIT_HERE, note=NOTE, text="Sta meglio.", reason="completed")

    (said,) = when(VISIT, correct, visit(SCHEDULED, STARTED, note), AT_TEN)

    assert said.text == seal("Sta meglio.", AHMED.id, Category.VISIT_SHARED)
    assert said.about() == (AHMED.id,)
