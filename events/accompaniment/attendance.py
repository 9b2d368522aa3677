"""Who was there on a day of their stay: one tap for each person."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.accompaniment.stay import OfAStay
from events.message import Command, Fact


class MarkPresent(OfAStay, Command):
    day: date


class TakeBackPresent(OfAStay, Command):
    day: date


class PresenceMarked(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    day: date


class PresenceTakenBack(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    stay: UUID
    person: UUID
    day: date
