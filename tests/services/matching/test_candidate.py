from datetime import UTC, datetime

from events.category import Category
from events.envelope import Recorded
from events.intake.application import ApplicationAdmitted, ApplicationWithdrawn
from events.matching.candidate import (
    CandidateStoodDown,
    DescribeCandidate,
    EnterCandidate,
    StandDown,
    candidate_of,
)
from events.sealed import Box
from services.matching.candidate import CANDIDATE, Candidate
from services.matching.policy import react
from tests.people import AHMED, CALL, PARTNERSHIP, id_of
from tests.services.matching.cast import EARLY_BIRD, MUSICIAN, description, entered, waiting
from tests.services.story import given, refused, when

WHO = {"stream": candidate_of(AHMED.id), "dossier": AHMED.id}
STOOD_DOWN = CandidateStoodDown(person=AHMED.id, reason="changed-mind")


def test_who_is_admitted_waits_and_is_not_entered_twice():
    enter = EnterCandidate(**WHO, application=entered(AHMED).application, call=CALL)

    assert when(CANDIDATE, enter, Candidate()) == [entered(AHMED)]
    assert when(CANDIDATE, enter, waiting(AHMED)) == []
    assert when(CANDIDATE, enter, waiting(AHMED, None, STOOD_DOWN)) == []


def test_a_profile_is_the_persons_own_and_each_description_is_a_new_edition():
    described = when(CANDIDATE, DescribeCandidate(**WHO, profile=EARLY_BIRD), waiting(AHMED))

    assert described == [description(AHMED.id, EARLY_BIRD)]
    assert (described[0].profile.owner, described[0].profile.category) == (AHMED.id, Category.MATCH)
    again = waiting(AHMED, EARLY_BIRD)
    assert when(CANDIDATE, DescribeCandidate(**WHO, profile=EARLY_BIRD), again) == []
    assert when(CANDIDATE, DescribeCandidate(**WHO, profile=MUSICIAN), again)[0].edition == 2


def test_only_who_waits_is_described():
    assert (
        refused(CANDIDATE, DescribeCandidate(**WHO, profile=EARLY_BIRD), Candidate())
        == "candidate.not-waiting"
    )


def test_withdrawing_an_old_application_leaves_a_later_one_waiting():
    old = StandDown(**WHO, reason="application-withdrawn", application=entered(AHMED).application)
    later = entered(AHMED).model_copy(update={"application": id_of("later")})

    assert len(when(CANDIDATE, old, waiting(AHMED))) == 1
    assert when(CANDIDATE, old, waiting(AHMED, None, later)) == []
    assert when(CANDIDATE, StandDown(**WHO, reason="changed-mind"), waiting(AHMED, None, later)) == [
        STOOD_DOWN
    ]


def test_a_profile_whose_key_is_gone_is_unknown_and_folds():
    box = Box(key=id_of("key"), owner=AHMED.id, category=Category.MATCH, nonce="", ct="", commit="")
    closed = description(AHMED.id, EARLY_BIRD).model_copy(update={"profile": box})

    assert given(CANDIDATE, entered(AHMED), closed).profile.smoking is None


def test_intake_opens_and_closes_a_candidacy():
    words = {"application": id_of("a"), "call": CALL, "applicant": AHMED.id}

    (enter,) = react(ApplicationAdmitted(**words), record("intake.ApplicationAdmitted"))
    (leave,) = react(ApplicationWithdrawn(**words), record("intake.ApplicationWithdrawn"))

    assert enter == EnterCandidate(**WHO, application=id_of("a"), call=CALL)
    assert leave == StandDown(**WHO, application=id_of("a"), reason="application-withdrawn")


def record(topic):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    ids = dict.fromkeys(("event_id", "stream", "dossier", "actor", "command_id"), id_of("a"))
    times = dict.fromkeys(("occurred_at", "received_at", "recorded_at"), now)
    nobody = dict.fromkeys(("organisation", "on_behalf_of", "caused_by"))
    words = {"topic": topic, "version": 1, "stream_version": 1, "partnership": PARTNERSHIP, "fact": {}}
    return Recorded(**ids, **times, **nobody, **words, subjects=(), role="system", zone="Europe/Rome")
