"""Being there, without a position: a code read at the door, a resident's yes, or a reason why there is none."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact

Means = Literal["pin", "tap"]
NotSigned = Literal["declined", "nobody-home", "no-pin", "asleep", "other"]


class StartVisitAtDoor(Command):
    """``code`` as read from the sheet. One that is not the home's starts the visit too, as begun by hand."""

    code: str = Field(max_length=40)


class CountersignVisit(Command):
    """``pin``: typed by the resident on the operator's phone and checked at our door; ``tap``: on their own."""

    by: UUID
    means: Means

    def among(self) -> tuple[UUID, ...]:
        return (self.by,)


class GoWithoutCountersign(Command):
    reason: NotSigned


class DoorCodeNotRecognised(Fact):
    """The sheet was an old one, or another home's: the visit counts as begun by hand."""


class VisitCountersigned(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("by",)

    by: UUID
    means: Means


class CountersignRefused(Fact):
    """Nobody confirmed: it says why, and takes nothing away from the visit."""

    reason: NotSigned
