"""Devices on which a PIN is enough: enrolled by a coordinator for an organisation, by oneself for oneself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.pin import pin_of
from events.network.pin_device import (
    EndPinDevice,
    EnrolOwnDevice,
    EnrolSharedDevice,
    OwnDeviceEnrolled,
    PinDeviceEnded,
    SharedDeviceEnrolled,
)
from services.kernel.deciding import Act, Decider, Read
from services.network.pin import PIN, Pin


@dataclass(frozen=True)
class PinDevice:
    """``of`` is the organisation or the person; one that ended may be enrolled again for the same."""

    of: UUID | None = None
    good: bool = False


def decide(device: PinDevice, command: Command, act: Act, **seen: Pin) -> Iterator[Fact]:
    if device.of not in (None, command.dossier):
        raise Refusal("pin-device.of-another")
    match command:
        case EnrolSharedDevice() if not device.good:
            yield SharedDeviceEnrolled(device=command.stream, organisation=command.dossier)
        case EnrolOwnDevice():
            # Anew each time: whoever ended the device itself may take it up again.
            if not seen["pin"].there:
                raise Refusal("pin-device.no-pin")
            yield OwnDeviceEnrolled(device=command.stream, person=command.dossier)
        case EndPinDevice() if device.good:
            yield PinDeviceEnded(device=command.stream, reason=command.reason)


def evolve(device: PinDevice, fact: Fact) -> PinDevice:
    match fact:
        case SharedDeviceEnrolled():
            return PinDevice(fact.organisation, good=True)
        case OwnDeviceEnrolled():
            return PinDevice(fact.person, good=True)
        case PinDeviceEnded():
            return replace(device, good=False)
        case _:
            return device


def the_pin(command: Command) -> Mapping[str, Read]:
    return {"pin": Read(PIN, pin_of(command.dossier))} if isinstance(command, EnrolOwnDevice) else {}


PIN_DEVICE = Decider(
    PinDevice(), decide, evolve, commands=(EnrolSharedDevice, EnrolOwnDevice, EndPinDevice), reads=the_pin
)
