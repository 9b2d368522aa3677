"""Appointments: an auditor is made to look by somebody else, with an act, up to a day, at cases that are named."""

from datetime import date
from uuid import uuid4

import pytest

from events.network.appointment import AppointAuditor, AppointmentEnded, AuditorAppointed, EndAppointment
from events.network.member import RoleGranted
from events.role import Role
from events.standing import Ends, Stands
from services.network.appointment import APPOINTMENT
from services.network.member import MEMBER
from tests.people import COHABITATION_SAN_VITO, DARIO, MARTA
from tests.services.story import act, given, refused, when

JAN, JUNE, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
HERE = uuid4()
AUDITOR = given(MEMBER, RoleGranted(person=DARIO.id, role=Role.AUDITOR, since=JAN, until=DEC))
FIELDS = {
    "person": DARIO.id, "cases": (COHABITATION_SAN_VITO,), "lines": (), "period_from": JAN, "period_to": JUNE,
    "since": JAN, "until": DEC, "act": "DD 7/2026",
}  # fmt: skip
APPOINTED = AuditorAppointed(**FIELDS)
MADE = given(APPOINTMENT, APPOINTED)
ENDED = AppointmentEnded(
    person=DARIO.id, cases=(COHABITATION_SAN_VITO,), lines=(), until=JUNE, reason="revoked"
)


def appoint(**more):
    return AppointAuditor(**{**FIELDS, "stream": HERE, "dossier": HERE, **more})


def end(until=JUNE):
    return EndAppointment(stream=HERE, dossier=HERE, until=until, reason="revoked")


def test_a_coordinator_appoints_an_auditor_over_named_cases():
    assert when(APPOINTMENT, appoint(), APPOINTMENT.initial, member=AUDITOR) == [APPOINTED]
    assert APPOINTED.standings() == (
        Stands("appointment", DARIO.id, Role.AUDITOR, JAN, COHABITATION_SAN_VITO, DEC),
    )


def test_no_case_and_no_line_is_everything():
    everything = APPOINTED.model_copy(update={"cases": ()})

    assert [it.over for it in everything.standings()] == [None]


@pytest.mark.parametrize(
    ("command", "by", "reason"),
    [
        (appoint(person=MARTA.id), act(MARTA), "appointment.not-to-oneself"),
        (appoint(), act(MARTA, on_behalf_of=DARIO.id), "appointment.not-to-oneself"),
        (appoint(until=JAN), act(MARTA), "appointment.ends-before-it-begins"),
        (appoint(period_to=date(2025, 12, 31)), act(MARTA), "appointment.period-backwards"),
        (appoint(until=date(2026, 12, 2)), act(MARTA), "appointment.needs-auditor-role"),
        (appoint(dossier=uuid4()), act(MARTA), "appointment.misaddressed"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(command, by, reason):
    assert refused(APPOINTMENT, command, APPOINTMENT.initial, by, member=AUDITOR) == reason


def test_made_again_the_same_is_once_and_another_is_refused():
    assert when(APPOINTMENT, appoint(), MADE, member=AUDITOR) == []
    assert refused(APPOINTMENT, appoint(cases=()), MADE, member=AUDITOR) == "appointment.already-made"


def test_it_ends_once_before_its_day_and_never_later():
    assert when(APPOINTMENT, end(), MADE) == [ENDED]
    assert when(APPOINTMENT, end(), given(APPOINTMENT, APPOINTED, ENDED)) == []
    assert when(APPOINTMENT, end(DEC), MADE) == []
    assert refused(APPOINTMENT, end(date(2027, 1, 1)), MADE) == "appointment.over-by-then"
    assert refused(APPOINTMENT, end(), APPOINTMENT.initial) == "appointment.unknown"
    assert ENDED.standings() == (Ends("appointment", DARIO.id, Role.AUDITOR, JUNE, COHABITATION_SAN_VITO),)


def test_an_auditor_does_not_end_their_own():
    assert refused(APPOINTMENT, end(), MADE, act(DARIO)) == "appointment.not-to-oneself"
