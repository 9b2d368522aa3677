"""Devices on which a PIN is enough: a tablet shared by the volunteers of an organisation, or one's own phone."""

from typing import ClassVar, Literal
from uuid import UUID

from events.message import Command, Fact

End = Literal["lost", "replaced", "not-needed"]


class SharedDeviceEnrolled(Fact):
    """``device`` is a keyed mark of a cookie and of the organisation: it tells of no browser and opens nothing."""

    device: UUID
    organisation: UUID


class OwnDeviceEnrolled(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    device: UUID
    person: UUID


class PinDeviceEnded(Fact):
    """From now on it is a browser like any other."""

    device: UUID
    reason: End


class EnrolSharedDevice(Command):
    """``stream`` is the device, ``dossier`` the organisation."""


class EnrolOwnDevice(Command):
    """``stream`` is the device, ``dossier`` the person whose own it is."""

    def whose(self) -> UUID | None:
        return self.dossier


class EndPinDevice(Command):
    """``dossier`` is whose it was enrolled for."""

    reason: End = "not-needed"

    def whose(self) -> UUID | None:
        return self.dossier
