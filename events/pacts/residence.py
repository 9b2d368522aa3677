"""Where a person resides: one stream a person, so that nobody resides in two homes on the same day."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from events.message import Command, Fact


def residence_of(person: UUID) -> UUID:
    return uuid5(person, "residence")


class ResidenceTaken(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cohabitation: UUID
    since: date


class ResidenceLeft(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cohabitation: UUID
    until: date


class TakeResidence(Command):
    person: UUID
    cohabitation: UUID
    since: date


class LeaveResidence(Command):
    person: UUID
    cohabitation: UUID
    until: date
