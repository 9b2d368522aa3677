"""How a person wants to read: in easy words with pictures, or in full. Asked of nobody, chosen by oneself."""

from typing import ClassVar
from uuid import UUID, uuid5

from events.message import Command, Fact


def reading_of(person: UUID) -> UUID:
    return uuid5(person, "reading")


class ChooseReading(Command):
    """``stream`` is ``reading_of(dossier)``, ``dossier`` the person."""

    easy: bool

    def whose(self) -> UUID | None:
        return self.dossier


class ReadingChosen(Fact):
    """Like a language: it says how somebody reads, never why."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    easy: bool
