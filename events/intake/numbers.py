"""Numbers of guests: a point counts who comes each day, from one on."""

from datetime import date
from uuid import UUID, uuid5

from events.message import Command, Fact


class ContactNumbered(Fact):
    contact: UUID
    on: date


class NumberContact(Command):
    """Asked by a contact within its own save; ``stream`` is ``numbers_of(point)``, ``dossier`` the point."""

    contact: UUID
    on: date


def numbers_of(point: UUID) -> UUID:
    return uuid5(point, "contacts")
