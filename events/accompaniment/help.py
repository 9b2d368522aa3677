"""A person asks for help with one tap; who accompanies them says that it was heard."""

from typing import ClassVar, Literal
from uuid import UUID

from events.message import Command, Fact
from events.sealed import Sealed

Where = Literal["home", "outside", "health", "someone", "money"]
"""Where help is needed: a place, or what it is about."""


class AskHelp(Command):
    """``stream`` is client-made, ``dossier`` the person: one's own call, made by nobody else."""

    where: Where

    def whose(self) -> UUID | None:
        return self.dossier


class HearHelp(Command):
    """I have read it and see to it."""


class EndHelp(Command):
    """It is all right now: said by the person, or by who saw to it."""

    def whose(self) -> UUID | None:
        return self.dossier


class HelpAsked(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    where: Sealed[str]


class HelpHeard(Fact):
    """The first who says so; another one may take over."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    by: UUID


class HelpEnded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
