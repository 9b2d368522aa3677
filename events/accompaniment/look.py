"""Why did you look? A person asks about a look at what is theirs, and the coordinator answers."""

from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field

from events.category import Category
from events.message import Command, Fact
from events.reads.look import Page
from events.role import Role
from events.sealed import Sealed

Words = Annotated[str, Field(max_length=500)]


def question_about(person: UUID, look: UUID) -> UUID:
    """One look is asked about once."""
    return uuid5(person, f"question/{look}")


class AskAboutLook(Command):
    """``dossier`` is who asks, ``stream`` is ``question_about`` the record of the look; the rest says which it was."""

    POWER: ClassVar[str] = "share"

    look: UUID
    reader: UUID
    role: Role
    categories: tuple[Category, ...] = Field(min_length=1, max_length=19)
    page: Page
    at: AwareDatetime
    text: Words | None = None

    def whose(self) -> UUID:
        return self.dossier


class AnswerLook(Command):
    """``dossier`` and ``stream`` are those of the question."""

    text: Annotated[str, Field(min_length=10, max_length=500)]


class LookQuestioned(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person", "reader")

    person: UUID
    look: UUID
    reader: UUID
    role: Role
    categories: tuple[Category, ...]
    page: Page
    at: AwareDatetime
    text: Sealed[str] | None


class LookAnswered(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    look: UUID
    text: Sealed[str]
