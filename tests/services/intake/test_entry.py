"""One applicant, one place in a call."""

from events.intake.entry import CallEntered, CallLeft, EnterCall, LeaveCall, entry_of
from services.intake.entry import ENTRY
from tests.people import AHMED, MARCO, id_of
from tests.people import CALL as YOUTH
from tests.services.intake.asking import APPLICATION_ID
from tests.services.story import given, refused, when

HIS = {"stream": entry_of(YOUTH, AHMED.id), "dossier": AHMED.id, "call": YOUTH}
SECOND = id_of("Domanda di Ahmed, un'altra")
ENTERED = CallEntered(call=YOUTH, applicant=AHMED.id, application=APPLICATION_ID)
LEFT = CallLeft(call=YOUTH, applicant=AHMED.id, application=APPLICATION_ID)


def test_a_second_application_to_the_same_call_is_refused():
    assert when(ENTRY, EnterCall(**HIS, application=APPLICATION_ID), ENTRY.initial) == [ENTERED]
    assert (
        refused(ENTRY, EnterCall(**HIS, application=SECOND), given(ENTRY, ENTERED)) == "entry.already-applied"
    )


def test_who_left_may_enter_again():
    assert when(ENTRY, LeaveCall(**HIS, application=APPLICATION_ID), given(ENTRY, ENTERED)) == [LEFT]
    assert when(ENTRY, EnterCall(**HIS, application=SECOND), given(ENTRY, ENTERED, LEFT))


def test_only_the_application_that_entered_can_leave():
    assert when(ENTRY, LeaveCall(**HIS, application=SECOND), given(ENTRY, ENTERED)) == []


def test_a_place_is_the_applicants_own():
    astray = EnterCall(**{**HIS, "dossier": MARCO.id}, application=SECOND)

    assert refused(ENTRY, astray, ENTRY.initial) == "entry.misaddressed"
