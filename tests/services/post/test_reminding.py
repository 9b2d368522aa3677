"""What falls due by the facts: for whom, from when, until when; once; and no more when it is no longer so."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from events.accompaniment.visit import NoteFoundMissing, VisitMissed, VisitMoved, VisitScheduled, VisitStarted
from events.category import Category
from events.network.disposal import DisposalConfirmed
from events.network.keys import DeviceEnded
from events.network.member import Assigned, RoleEnded, Unassigned
from events.pacts.cohabitation import CohabitationActivated, MemberJoined, MemberLeft, TrialStarted
from events.pacts.duties import DutyDone, SwapAgreed, TurnAssigned, TurnReleased
from events.pacts.pact import PactActivated, PactSigned
from services.kernel.database import opened
from services.post import tables
from services.post.diary import Diary
from services.post.notices import Notices
from services.post.remembering.matter import Matter, Over
from tests.people import AHMED, MARCO, PAOLO, SARA
from tests.services.post.hearing import hear, told, wants

ROME = ZoneInfo("Europe/Rome")
DAY = date(2026, 3, 10)
VISIT, HOME, TURN, PACT = uuid4(), uuid4(), uuid4(), uuid4()


def at(hour, day=DAY, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ROME).astimezone(UTC)


BEFORE = DAY - timedelta(days=1)
SCHEDULED = VisitScheduled(day=DAY, kind="joint", operator=SARA.id, people=(AHMED.id, MARCO.id))


@pytest.fixture
def db(tmp_path):
    db = opened(tmp_path / "post.sqlite", tables.SCHEMA)
    wants(db, SARA.id, AHMED.id, MARCO.id, PAOLO.id)
    yield db
    db.close()


@pytest.fixture
def pass_to(db):
    def passing(moment):
        notices = Notices(db)
        notices.fall_due(moment, moment.astimezone(ROME).date())
        return notices.waiting(moment)

    return passing


def test_all_who_meet_are_told_the_day_before_at_five(db, pass_to):
    hear(db, (SCHEDULED, VISIT))

    assert pass_to(at(16, BEFORE, 59)) == []
    assert {it.person for it in pass_to(at(17, BEFORE))} == {SARA.id, AHMED.id, MARCO.id}


def test_the_same_moment_is_told_once_however_often_it_is_asked(db, pass_to):
    hear(db, (SCHEDULED, VISIT))

    first = {it.id for it in pass_to(at(17, BEFORE))}
    hear(db, (SCHEDULED, VISIT))  # the stream was made anew and is heard from its beginning

    assert {it.id for it in pass_to(at(18, BEFORE))} == first
    assert len(first) == 3


def test_a_visit_that_moved_is_told_before_its_new_day_and_not_before_the_old_one(db, pass_to):
    hear(db, (SCHEDULED, VISIT), (VisitMoved(day=DAY + timedelta(days=3), reason="illness"), VISIT))

    assert pass_to(at(17, BEFORE)) == []
    assert len(pass_to(at(17, DAY + timedelta(days=2)))) == 3


@pytest.mark.parametrize(
    "fact", [VisitMissed(reason="illness"), VisitStarted(at=at(8), method="manual", countersigned_by=None)]
)
def test_a_visit_already_done_or_missed_reminds_nobody_also_of_those_still_waiting(db, pass_to, fact):
    hear(db, (SCHEDULED, VISIT))
    waiting = pass_to(at(22, BEFORE))
    hear(db, (fact, VISIT))

    assert all(it.holds for it in waiting)
    assert [it.holds for it in pass_to(at(8))] == [False] * 3


def test_what_is_long_past_is_not_told_when_the_post_begins_to_listen(db, pass_to):
    hear(db, (SCHEDULED, VISIT))

    assert pass_to(at(9, DAY + timedelta(days=30))) == []


def test_a_visit_without_a_note_in_the_evening_nudges_the_one_who_went(db, pass_to):
    found = NoteFoundMissing(operator=SARA.id, day=DAY)
    hear(db, (SCHEDULED, VISIT), (found, VISIT, HOME, at(20)))

    assert [(it.kind, it.person) for it in pass_to(at(20)) if it.holds] == [("note-missing", SARA.id)]


def turn(person, day=DAY):
    return TurnAssigned(turn=TURN, duty="kitchen", person=person.id, day=day, points=1.0)


def test_whose_turn_it_is_hears_in_the_morning(db, pass_to):
    hear(db, (turn(AHMED), uuid4()))

    assert pass_to(at(7, minute=59)) == []
    assert [it.person for it in pass_to(at(8))] == [AHMED.id]


def test_a_swapped_turn_is_told_to_who_took_it(db, pass_to):
    swap = SwapAgreed(turn=TURN, duty="kitchen", day=DAY, asker=AHMED.id, other=MARCO.id, exchange=None)
    hear(db, (turn(AHMED), uuid4()), (swap, uuid4()))

    assert [it.person for it in pass_to(at(8))] == [MARCO.id]


@pytest.mark.parametrize(
    "fact",
    [
        TurnReleased(turn=TURN, duty="kitchen", day=DAY),
        DutyDone(turn=TURN, duty="kitchen", day=DAY, person=AHMED.id, by="tap", on=DAY),
    ],
)
def test_a_turn_done_or_nobodys_is_not_told(db, pass_to, fact):
    hear(db, (turn(AHMED), uuid4()), (fact, uuid4()))

    assert pass_to(at(8)) == []


def test_a_trial_that_ends_is_told_a_week_before_to_who_lives_there_and_who_accompanies_it(db, pass_to):
    until = DAY + timedelta(days=7)
    hear(
        db,
        (Assigned(person=SARA.id, cohabitation=HOME, since=BEFORE), HOME),
        (Assigned(person=PAOLO.id, cohabitation=HOME, since=BEFORE), HOME),
        (Unassigned(person=PAOLO.id, cohabitation=HOME, until=DAY), HOME),
        (MemberJoined(cohabitation=HOME, person=AHMED.id, since=BEFORE), HOME),
        (MemberJoined(cohabitation=HOME, person=MARCO.id, since=BEFORE), HOME),
        (MemberLeft(cohabitation=HOME, person=MARCO.id, until=DAY), HOME),
        (TrialStarted(since=BEFORE, until=until), HOME),
    )

    assert {it.person for it in pass_to(at(8))} == {SARA.id, AHMED.id}
    hear(db, (CohabitationActivated(since=until), HOME))
    assert not any(it.holds for it in pass_to(at(9)))


def signs(person):
    return PactSigned(party=person.id, kind="member", version=1, hash="0" * 64, method="tap", on=DAY)


def test_a_pact_waits_for_those_who_have_not_signed(db, pass_to):
    diary = Diary(db)
    matter = Matter("pact-to-sign", PACT, at(8), at(8, DAY + timedelta(days=60)), (AHMED.id, MARCO.id))
    diary.note("pacts", None, [matter], ())
    hear(db, (signs(AHMED), PACT))

    assert [it.person for it in pass_to(at(8))] == [MARCO.id]
    in_force = PactActivated(
        cohabitation=HOME, version=1, hash="0" * 64, since=DAY, first=True, members=(), trial_days=1,
        trial_notice_days=1, notice_days=1, review_months=1, duties=(),
    )  # fmt: skip
    hear(db, (in_force, PACT))
    assert not any(it.holds for it in pass_to(at(9)))


def test_who_never_said_how_they_want_to_be_told_leaves_no_trace(db, pass_to):
    db.execute("DELETE FROM wishes")
    hear(db, (SCHEDULED, VISIT))

    assert (pass_to(at(17, BEFORE)), told(db)) == ([], set())


def subscribed(db, person, role, device):
    db.execute(
        "INSERT INTO subscriptions VALUES (?, ?, ?, ?, '{}', '')",
        (str(uuid4()), str(person.id), role, device),
    )


def left(db):
    return sorted(device for (device,) in db.execute("SELECT device FROM subscriptions"))


def test_a_role_that_ends_ends_the_phones_it_was_used_on_on_that_day(db):
    subscribed(db, SARA, "operator", "a")
    subscribed(db, SARA, "self", "b")
    hear(db, (RoleEnded(person=SARA.id, role="operator", until=DAY), uuid4()))

    Diary(db).ended(BEFORE)
    assert left(db) == ["a", "b"]
    Diary(db).ended(DAY)
    assert left(db) == ["b"]


def test_a_device_that_is_ended_is_told_nothing_more(db):
    one, other = uuid4(), uuid4()
    subscribed(db, SARA, "operator", str(one))
    subscribed(db, SARA, "operator", str(other))

    hear(db, (DeviceEnded(person=SARA.id, device=one), uuid4()))

    assert left(db) == [str(other)]


def test_of_who_is_erased_nothing_is_kept(db, pass_to):
    subscribed(db, AHMED, "cohabitant", "a")
    hear(db, (SCHEDULED, VISIT))
    pass_to(at(17, BEFORE))
    erased = DisposalConfirmed(
        record_class="identity", owner=AHMED.id, kind="person", categories=(Category.IDENTITY,)
    )

    hear(db, (erased, uuid4()))

    assert str(AHMED.id) not in "\n".join(db.iterdump())
    assert str(MARCO.id) in "\n".join(db.iterdump())


def test_over_before_it_was_ever_said_is_no_trouble(db):
    Diary(db).note("pacts", None, [Over("turn", TURN), Over("pact-to-sign", PACT, AHMED.id)], ())
