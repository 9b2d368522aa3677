import pytest

from events.accompaniment.plan import (
    AccompanimentClosed,
    AccompanimentOpened,
    AgreePlan,
    ChangePhase,
    CloseAccompaniment,
    OpenAccompaniment,
    PhaseChanged,
    PlanAgreed,
    plan_of,
)
from events.category import Category
from events.sealed import seal
from services.accompaniment.plan import PLAN, Plan, admits, precedes
from tests.people import COHABITATION_SAN_VITO, SARA, id_of
from tests.services.accompaniment.cast import JULY, JUNE, MARCH, TENTH, opened
from tests.services.story import act, refused, when

HERE = {"stream": plan_of(COHABITATION_SAN_VITO), "dossier": COHABITATION_SAN_VITO}
AGREED = PlanAgreed(phase="settling-in", cadence_days=7)
CLOSED = AccompanimentClosed(until=JUNE, follow_up_until=JULY)


def test_it_opens_once_and_only_an_earlier_day_is_news():
    assert when(PLAN, OpenAccompaniment(**HERE, since=TENTH), Plan()) == [AccompanimentOpened(since=TENTH)]
    assert when(PLAN, OpenAccompaniment(**HERE, since=TENTH), opened()) == []
    before = MARCH.replace(month=2)
    assert when(PLAN, OpenAccompaniment(**HERE, since=before), opened()) == [
        AccompanimentOpened(since=before)
    ]


def test_it_closes_with_its_follow_up_and_again_is_no_news():
    close = CloseAccompaniment(**HERE, until=JUNE, follow_up_until=JULY)

    assert when(PLAN, close, opened()) == [CLOSED]
    assert when(PLAN, close, opened(CLOSED)) == []
    assert refused(PLAN, close, Plan()) == "plan.not-opened"
    backwards = CloseAccompaniment(**HERE, until=JUNE, follow_up_until=MARCH)
    assert refused(PLAN, backwards, opened()) == "plan.ends-before-it-starts"


def test_the_days_of_the_accompaniment_run_from_opening_to_end_of_follow_up():
    plan = opened(CLOSED)

    assert [admits(plan, day) for day in (MARCH, JUNE, JULY)] == [True, True, False]
    assert precedes(plan, MARCH.replace(month=2))
    assert not precedes(plan, MARCH)


def test_a_first_phase_is_agreed_and_its_cadence_adjusted():
    agree = AgreePlan(**HERE, phase="settling-in", cadence_days=7)

    assert when(PLAN, agree, opened(), act(SARA)) == [AGREED]
    assert when(PLAN, agree, opened(AGREED), act(SARA)) == []
    denser = agree.model_copy(update={"cadence_days": 4})
    assert len(when(PLAN, denser, opened(AGREED), act(SARA))) == 1
    assert refused(PLAN, agree, Plan(), act(SARA)) == "plan.not-open-that-day"


def test_a_phase_changes_by_evidence_with_a_reason_shared_by_those_who_live_there():
    steady = ChangePhase(
        **HERE, phase="steady", cadence_days=14, evidence=(id_of("visit"),), reason="Va bene."
    )

    assert when(PLAN, steady, opened(AGREED), act(SARA)) == [
        PhaseChanged(
            phase="steady",
            cadence_days=14,
            evidence=(id_of("visit"),),
            reason=seal("Va bene.", COHABITATION_SAN_VITO, Category.VISIT_SHARED),
        )
    ]
    assert refused(PLAN, steady, opened(), act(SARA)) == "plan.not-agreed"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"evidence": ()}, "plan.phase-needs-evidence"),
        ({"reason": " "}, "plan.phase-needs-a-reason"),
        ({"phase": "settling-in"}, "plan.phase-is-the-same"),
        ({"stream": id_of("elsewhere")}, "command.wrong-dossier"),
    ],
)
def test_a_phase_does_not_change_without(wrong, reason):
    words = {
        **HERE,
        "phase": "steady",
        "cadence_days": 14,
        "evidence": (id_of("visit"),),
        "reason": "Va bene.",
    }

    assert refused(PLAN, ChangePhase(**{**words, **wrong}), opened(AGREED), act(SARA)) == reason


def test_a_new_phase_cannot_come_in_as_an_agreement():
    agree = AgreePlan(**HERE, phase="tapering", cadence_days=30)

    assert refused(PLAN, agree, opened(AGREED), act(SARA)) == "plan.phase-needs-evidence"
