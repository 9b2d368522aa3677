"""The course of those who listen: which modules somebody has done, and what having done them allows."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from events.message import Command, Fact
from events.role import CALL_SKILL, Role
from events.standing import Standing, Stands

Module = Literal["listening", "calling", "guide"]
MODULES: tuple[Module, ...] = ("listening", "calling", "guide")
"""In the order they are done in."""

OPENS: dict[Module, str] = {"calling": CALL_SKILL}
"""What a module allows once it is done."""

Way = Literal["alone", "session"]
Choice = Literal["a", "b", "c"]


class ModuleCompleted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    module: Module
    on: date
    way: Way


class SkillEarned(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    skill: Literal["intake-call"]
    since: date

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("skill", self.person, Role.SELF, self.since, powers=(self.skill,)),)


class AnswerModule(Command):
    """``stream`` is ``training_of(person)``, ``dossier`` the person: one choice per question, in their order."""

    module: Module
    answers: tuple[Choice, Choice, Choice]

    def whose(self) -> UUID | None:
        return self.dossier


class CreditModule(Command):
    """Asked by a session within its own save."""

    module: Module


def training_of(person: UUID) -> UUID:
    return uuid5(person, "training")
