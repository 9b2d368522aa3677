"""A person's own word about their days: how I am, what I did. In their voice alone, never asked for by others."""

from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact, Message
from events.sealed import Sealed

Thing = Literal["cooked", "dishes", "cleaned", "laundry", "shopping", "went-out", "goal"]
"""What one can say one did with a picture; ``goal`` is one of one's own goals."""

Help = Literal["alone", "with-help", "together"]


def own_days_of(person: UUID) -> UUID:
    return uuid5(person, "own-days")


class OfOneself(Message):
    """``stream`` is ``own_days_of(dossier)``, ``dossier`` the person: nobody says it in their place."""

    dossier: UUID

    def whose(self) -> UUID | None:
        return self.dossier


class TellMood(OfOneself, Command):
    """``face``: 1 very bad · 2 bad · 3 so-so · 4 good · 5 very good."""

    face: int = Field(ge=1, le=5)


class TellDone(OfOneself, Command):
    """``done`` is client-made. With ``goal`` and its ``home`` it is also a word on that goal's ladder."""

    done: UUID
    thing: Thing
    help: Help
    goal: UUID | None = None
    home: UUID | None = None


class TakeBackDone(OfOneself, Command):
    done: UUID


class MoodTold(Fact):
    """Read like one's goals: by who accompanies, by family only where it is shown to them."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    face: Sealed[int]


class DoneTold(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    done: UUID
    thing: Sealed[str]
    help: Sealed[str]
    goal: UUID | None


class DoneTakenBack(Fact):
    """Tapped by mistake."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    done: UUID
