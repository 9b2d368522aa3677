"""Handing somebody over to another point: they are expected there once a second person has said yes."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from events.envelope import Refusal
from events.intake.contact import (
    AcceptHandover,
    ContactHandedOver,
    DeclineHandover,
    HandoverAccepted,
    HandOverContact,
    HandoverDeclined,
)
from events.message import Command, Fact
from services.intake.guest import Contact
from services.kernel.deciding import Act

AHEAD = timedelta(days=30)


def hand(it: Contact, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case HandOverContact():
            yield from hand_over(it, command, act)
        case AcceptHandover():
            yield HandoverAccepted(point=expected(it, act))
        case DeclineHandover():
            yield HandoverDeclined(point=expected(it, act), reason=command.reason)


def hand_over(it: Contact, command: HandOverContact, act: Act) -> Iterator[Fact]:
    if it.point is None or command.to == it.point:
        raise Refusal("contact.same-point", field="to")
    if it.expected_at is not None:
        raise Refusal("contact.already-handed-over")
    if not act.day <= command.on <= act.day + AHEAD:
        raise Refusal("contact.day-out-of-reach", field="on")
    yield ContactHandedOver(from_point=it.point, to=command.to, on=command.on, by=act.actor)


def expected(it: Contact, act: Act) -> UUID:
    """Somebody else says yes or no: nobody takes over from themselves."""
    if it.expected_at is None:
        raise Refusal("contact.not-handed-over")
    if it.handed_by == act.actor:
        raise Refusal("contact.answered-by-another")
    return it.expected_at
