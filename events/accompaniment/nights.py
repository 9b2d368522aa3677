"""The nights of a person in a year, in whatever home: what the quota is counted on."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from pydantic import Field

from events.accompaniment.stay import StayType
from events.message import Command, Fact


def nights_of(person: UUID) -> UUID:
    return uuid5(person, "nights")


class HoldNights(Command):
    """Yielded by a stay in the same save; ``yearly`` is the quota its home publishes. Said again, it changes the end."""

    stay: UUID
    type: StayType
    since: date
    until: date
    yearly: int = Field(ge=1, le=365)


class ReleaseNights(Command):
    """From ``since`` on the nights of that stay are free again."""

    stay: UUID
    since: date


class NightsHeld(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    stay: UUID
    type: StayType
    since: date
    until: date


class NightsReleased(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    stay: UUID
    since: date
