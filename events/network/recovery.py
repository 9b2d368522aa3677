"""Getting back in: two people of the staff who met the person, a day of waiting with notice, and a new invitation."""

from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field

from events.message import Command, Fact
from events.network.invitation import Mark

WAITS = timedelta(hours=24)
"""So that a person who asked for nothing can hear of it, and say so."""

Met = Literal["person", "guardian"]
"""Who stood there in person: the person, or a guardian for whom the decree says that it is enough."""

Cancelled = Literal["not-asked", "found-again", "entered-by-mistake"]
Devices = Annotated[tuple[UUID, ...], Field(max_length=50)]


def recovery_of(person: UUID) -> UUID:
    return uuid5(person, "recovery")


class RecoveryAsked(Fact):
    """``guardian`` asked for them on the strength of a decree; None: somebody of the staff, the person before them."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "guardian")

    person: UUID
    recovery: UUID
    guardian: UUID | None = None


class RecoveryConfirmed(Fact):
    """``by`` met ``met`` in person. With the second one ``due`` is set: then the person can come in again."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    recovery: UUID
    by: UUID
    met: Met
    due: AwareDatetime | None = None
    invitation: UUID | None = None
    hashed: Mark | None = None
    devices: Devices = ()


class RecoveryCancelled(Fact):
    """By the person, from wherever they are still signed in, or by the staff; nothing has changed."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    recovery: UUID
    reason: Cancelled


class RecoveryCompleted(Fact):
    """The day went by: all ways in from before are gone, and the invitation is good from now on."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    recovery: UUID


class AskRecovery(Command):
    """``stream`` is ``recovery_of(dossier)``, ``dossier`` the person, in all commands here; ``recovery`` is new.

    By staff it is the first confirmation, too: they have the person before them.
    """

    POWER: ClassVar[str] = "share"

    recovery: UUID

    def whose(self) -> UUID | None:
        return self.dossier


class ConfirmRecovery(Command):
    """``invitation`` and ``hashed`` are of the sheet that is printed now and good once the day is over.

    ``devices``: what the person is signed in on, to be ended then.
    """

    recovery: UUID
    met: Met = "person"
    invitation: UUID
    hashed: Mark
    devices: Devices = ()


class CancelRecovery(Command):
    recovery: UUID
    reason: Cancelled = "not-asked"

    def whose(self) -> UUID | None:
        return self.dossier


class CompleteRecovery(Command):
    """Asked by the house when the day is over."""

    recovery: UUID
