"""If tomorrow we were not there: who, with which keys and means; tried out once a year, each hole in somebody's hands."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.category import Category
from events.message import Command, Fact
from events.sealed import Sealed

Part = Literal["people", "keys", "budget", "guardian"]
PARTS: tuple[Part, ...] = ("people", "keys", "budget", "guardian")

CATEGORY: dict[Part, Category] = {
    "people": Category.GOALS,
    "keys": Category.GOALS,
    "budget": Category.EXPENSES,
    "guardian": Category.GOALS,
}
"""Money is shared, or kept, as money; the rest belongs to the life project."""


def continuity_of(person: UUID) -> UUID:
    return uuid5(person, "continuity")


class PlanContinuity(Command):
    """``stream`` is ``continuity_of`` the person, ``dossier`` the person; a part is written anew whole."""

    POWER: ClassVar[str] = "housing"

    part: Part
    words: str = Field(min_length=1, max_length=500)

    def whose(self) -> UUID:
        return self.dossier


class RunDrill(Command):
    """One goes through the parts and says which would not hold; ``gaps`` are among those ``checked``."""

    POWER: ClassVar[str] = "housing"

    checked: tuple[Part, ...] = Field(min_length=1, max_length=4)
    gaps: tuple[Part, ...] = Field(default=(), max_length=4)

    def whose(self) -> UUID:
        return self.dossier


class NoticeDrillDue(Command):
    """Falls due a year after the last one, or after the plan was begun."""


class ContinuityPlanned(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    part: Part
    words: Sealed[str]


class DrillRun(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    day: date
    checked: tuple[Part, ...]
    gaps: tuple[Part, ...]


class GapHandedOver(Fact):
    """A hole is a task of the ``referente`` from that day."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    part: Part
    referente: UUID
    day: date


class GapFilled(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    part: Part


class DrillFellDue(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    day: date
