from datetime import UTC, datetime, timedelta

from events.accompaniment.plan import CloseAccompaniment, OpenAccompaniment, plan_of
from events.accompaniment.sharing import EndShare, shares_of
from events.accompaniment.visit import NoteWritten, NoticeMissingNote, VisitMissed, VisitMoved
from events.category import Category
from events.envelope import Recorded
from events.network.person import RelationEnded
from events.pacts.cohabitation import CohabitationActivated, CohabitationClosed, TrialStarted
from events.role import Role
from events.sealed import seal
from services.accompaniment.policy import dues, react
from services.kernel.deciding import Due
from tests.people import COHABITATION_SAN_VITO, LUCA, PARTNERSHIP, ROSA, SARA, id_of
from tests.services.accompaniment.cast import JULY, JUNE, MARCH, SCHEDULED, TENTH, VISIT_HERE, VISIT_ID

PLAN_HERE = {"stream": plan_of(COHABITATION_SAN_VITO), "dossier": COHABITATION_SAN_VITO}
TAKEN_BACK = Due("visit-note", VISIT_ID)


def recorded(topic):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    ids = dict.fromkeys(("event_id", "actor", "command_id"), id_of("a"))
    times = dict.fromkeys(("occurred_at", "received_at", "recorded_at"), now)
    nobody = dict.fromkeys(("organisation", "on_behalf_of", "caused_by"))
    words = {"topic": topic, "version": 1, "stream_version": 1, "partnership": PARTNERSHIP, "fact": {}}
    return Recorded(
        **VISIT_HERE, **ids, **times, **nobody, **words, subjects=(), role="x", zone="Europe/Rome"
    )


def due(day, utc_hour):
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=utc_hour)
    return [Due("visit-note", VISIT_ID, at, NoticeMissingNote(**VISIT_HERE))]


def test_a_trial_and_an_activation_open_the_accompaniment():
    for fact in (TrialStarted(since=MARCH, until=JUNE), CohabitationActivated(since=MARCH)):
        assert list(react(fact, recorded("pacts"))) == [OpenAccompaniment(**PLAN_HERE, since=MARCH)]


def test_the_end_of_a_cohabitation_closes_it_after_the_follow_up():
    closed = CohabitationClosed(
        reason="notice", outcome="own-home", until=JUNE, keys_returned=True, follow_up_until=JULY
    )

    assert list(react(closed, recorded("pacts"))) == [
        CloseAccompaniment(**PLAN_HERE, until=JUNE, follow_up_until=JULY)
    ]


def test_who_is_no_longer_close_is_shown_nothing_any_more():
    ended = RelationEnded(person=LUCA.id, relative=ROSA.id, until=JUNE)
    end = EndShare(stream=shares_of(LUCA.id), dossier=LUCA.id, to=ROSA.id, role=Role.FAMILY, until=JUNE)

    assert list(react(ended, recorded("network"))) == [end]


def test_a_note_is_expected_by_eight_in_the_evening_there_in_winter_and_in_summer():
    moved = VisitMoved(day=JULY, reason="illness")

    assert list(dues(SCHEDULED, recorded("x"))) == due(TENTH, 19)
    assert list(dues(moved, recorded("x"))) == due(JULY, 18)


def test_a_note_or_a_miss_takes_the_nudge_back():
    note = NoteWritten(
        note=id_of("n"), section="home", category=Category.VISIT_PROFESSIONAL, visibility="team", person=None,
        author=SARA.id, text=seal("", COHABITATION_SAN_VITO, Category.VISIT_PROFESSIONAL),
    )  # fmt: skip

    assert list(dues(note, recorded("x"))) == [TAKEN_BACK]
    assert list(dues(VisitMissed(reason="illness"), recorded("x"))) == [TAKEN_BACK]
