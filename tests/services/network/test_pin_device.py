"""Devices on which a PIN is enough: whose they are is said once, and ended at any time."""

from events.category import Category
from events.network.pin import PinSet, pin_of
from events.network.pin_device import (
    EndPinDevice,
    EnrolOwnDevice,
    EnrolSharedDevice,
    OwnDeviceEnrolled,
    PinDeviceEnded,
    SharedDeviceEnrolled,
)
from events.sealed import seal
from services.network.pin import PIN
from services.network.pin_device import PIN_DEVICE
from tests.people import AHMED, COOPERATIVE, id_of
from tests.services.story import given, refused, when

TABLET = id_of("tablet dello sportello")
SHARED = {"stream": TABLET, "dossier": COOPERATIVE}
OWN = {"stream": TABLET, "dossier": AHMED.id}
ENROLLED = SharedDeviceEnrolled(device=TABLET, organisation=COOPERATIVE)
WITH_A_PIN = given(PIN, PinSet(person=AHMED.id, verifier=seal("x", AHMED.id, Category.IDENTITY)))


def test_a_tablet_is_enrolled_once_ended_and_enrolled_again():
    ended = PinDeviceEnded(device=TABLET, reason="lost")
    enrol, end = EnrolSharedDevice(**SHARED), EndPinDevice(**SHARED, reason="lost")

    assert when(PIN_DEVICE, enrol, PIN_DEVICE.initial) == [ENROLLED]
    assert when(PIN_DEVICE, enrol, given(PIN_DEVICE, ENROLLED)) == []
    assert when(PIN_DEVICE, end, given(PIN_DEVICE, ENROLLED)) == [ended]
    assert when(PIN_DEVICE, end, given(PIN_DEVICE, ENROLLED, ended)) == []
    assert when(PIN_DEVICE, enrol, given(PIN_DEVICE, ENROLLED, ended)) == [ENROLLED]


def test_ones_own_device_needs_a_pin_first():
    enrol = EnrolOwnDevice(**OWN)

    assert refused(PIN_DEVICE, enrol, PIN_DEVICE.initial, pin=PIN.initial) == "pin-device.no-pin"
    assert when(PIN_DEVICE, enrol, PIN_DEVICE.initial, pin=WITH_A_PIN) == [
        OwnDeviceEnrolled(device=TABLET, person=AHMED.id)
    ]
    assert enrol.whose() == EndPinDevice(**OWN).whose() == AHMED.id
    assert pin_of(AHMED.id) != TABLET


def test_what_is_anothers_stays_theirs():
    assert refused(PIN_DEVICE, EndPinDevice(**OWN), given(PIN_DEVICE, ENROLLED)) == "pin-device.of-another"
