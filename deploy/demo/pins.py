"""The PINs of those in the demo who come in on the desk's tablet, or counter-sign a visit: one for all of them."""

from collections.abc import Iterator
from hashlib import sha256

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from events.network.pin import SetPin, pin_of
from events.role import Role
from frontend.signing_in.pins import verifier
from services.kernel.settings import Settings
from tests.people import AHMED, AMINA, ELENA, GINO, GIULIA, MARCO, Person

PIN = "31415"
WITH_ONE = (ELENA, GINO, AHMED, MARCO, GIULIA, AMINA)
BEFORE_THE_END = 5


def lines(settings: Settings, calendar: Calendar, n: int) -> Iterator[Line]:
    """On one day of the last week; the hash is made with this house's own secret, so it is no part of the story."""
    if n == calendar.last - BEFORE_THE_END:
        for minute, person in enumerate(WITH_ONE):
            yield Line(calendar.at(n, 8, minute), person, setting(person, settings), Role.SELF)


def setting(person: Person, settings: Settings) -> SetPin:
    salt = sha256(person.id.bytes).digest()[:16]
    hashed = verifier(PIN, person.id, settings, salt)
    return SetPin(stream=pin_of(person.id), dossier=person.id, verifier=hashed)
