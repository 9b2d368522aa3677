"""PINs: set by oneself alone, taken away by oneself, locked after too many wrong ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.network.pin import LockPin, PinLocked, PinRemoved, PinSet, RemovePin, SetPin, pin_of
from events.sealed import seal
from services.kernel.deciding import Act, Decider, Read
from services.network.known import Person, needs_known
from services.network.person import PERSON


@dataclass(frozen=True)
class Pin:
    there: bool = False
    locked: bool = False


def decide(pin: Pin, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    if command.stream != pin_of(command.dossier):
        raise Refusal("pin.misaddressed")
    match command:
        case SetPin():
            needs_known(seen["person"])
            box = seal(command.verifier, command.dossier, Category.IDENTITY)
            yield PinSet(person=command.dossier, verifier=box)
        case RemovePin() if pin.there:
            yield PinRemoved(person=command.dossier)
        case LockPin() if pin.there and not pin.locked:
            yield PinLocked(person=command.dossier)


def evolve(pin: Pin, fact: Fact) -> Pin:
    match fact:
        case PinSet():
            return Pin(there=True)
        case PinRemoved():
            return Pin()
        case PinLocked():
            return replace(pin, locked=True)
        case _:
            return pin


def the_person(command: Command) -> Mapping[str, Read]:
    return {"person": Read(PERSON, command.dossier)} if isinstance(command, SetPin) else {}


PIN = Decider(Pin(), decide, evolve, commands=(SetPin, RemovePin, LockPin), reads=the_person)
