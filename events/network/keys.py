"""With what a person comes in: keys of their devices, an address that was proven theirs, a second factor."""

from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from events.message import Command, Fact
from events.network.identity import ONE_LINE, Email
from events.sealed import Sealed

Binary = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,1400}$")]
"""base64url."""

Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""HMAC-SHA-256 of an address under a secret of the house: found again by it, and not to be read from it."""

DeviceName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=ONE_LINE)
]


def keys_of(person: UUID) -> UUID:
    return uuid5(person, "keys")


class PasskeyAdded(Fact):
    """A public key tells nothing of who holds the other half; ``counter`` is where the device began to count."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    passkey: UUID
    credential: Binary
    public_key: Binary
    counter: int = Field(ge=0)
    backed_up: bool = False


class PasskeyRemoved(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    passkey: UUID


class DeviceNamed(Fact):
    """``device``: a browser in this person's hands, or a passkey of theirs."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    device: UUID
    name: Sealed[str]


class DeviceEnded(Fact):
    """Whatever was signed in there until now is so no longer."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    device: UUID


class AddressConfirmed(Fact):
    """They read there what was sent to them: from now on a code may be sent to it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    address: Sealed[str]
    mark: Mark


class AddressRemoved(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID


class SecondFactorSet(Fact):
    """Anew each time; the one before is good no longer. The secret is closed once more under a key of the web nodes."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    secret: Sealed[str]


class SecondFactorRemoved(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID


class AddPasskey(Command):
    """``stream`` is ``keys_of(dossier)``, ``dossier`` the person, in all commands here."""

    passkey: UUID
    credential: Binary
    public_key: Binary
    counter: int = Field(ge=0)
    backed_up: bool = False
    name: DeviceName | None = None

    def whose(self) -> UUID:
        return self.dossier


class RemovePasskey(Command):
    passkey: UUID

    def whose(self) -> UUID:
        return self.dossier


class NameDevice(Command):
    device: UUID
    name: DeviceName

    def whose(self) -> UUID:
        return self.dossier


class EndDevices(Command):
    devices: tuple[UUID, ...] = Field(min_length=1, max_length=50)

    def whose(self) -> UUID:
        return self.dossier


class ConfirmAddress(Command):
    address: Email
    mark: Mark

    def whose(self) -> UUID:
        return self.dossier


class RemoveAddress(Command):
    def whose(self) -> UUID:
        return self.dossier


class SetSecondFactor(Command):
    """``secret`` as it is to be stored, not as an authenticator takes it."""

    secret: Binary

    def whose(self) -> UUID:
        return self.dossier


class RemoveSecondFactor(Command):
    def whose(self) -> UUID:
        return self.dossier
