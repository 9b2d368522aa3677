"""The ways a person comes in: added and taken away by themselves, and never the last one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.network.keys import (
    AddPasskey,
    AddressConfirmed,
    AddressRemoved,
    ConfirmAddress,
    DeviceEnded,
    DeviceNamed,
    EndDevices,
    NameDevice,
    PasskeyAdded,
    PasskeyRemoved,
    RemoveAddress,
    RemovePasskey,
    RemoveSecondFactor,
    SecondFactorRemoved,
    SecondFactorSet,
    SetSecondFactor,
    keys_of,
)
from events.role import Role
from events.sealed import seal
from services.kernel.deciding import Act, Decider, Read
from services.network.known import Person, needs_known
from services.network.person import PERSON

MOST_PASSKEYS = 20


@dataclass(frozen=True)
class Keys:
    """Passkeys with their credentials; the mark of the address, none without one."""

    passkeys: tuple[tuple[UUID, str], ...] = ()
    address: str = ""
    second: bool = False

    def has(self, passkey: UUID) -> bool:
        return any(it == passkey for it, _ in self.passkeys)


def decide(keys: Keys, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    if command.stream != keys_of(command.dossier):
        raise Refusal("keys.misaddressed")
    match command:
        case AddPasskey():
            needs_known(seen["person"])
            yield from add(keys, command)
        case RemovePasskey() if keys.has(command.passkey):
            leaves_a_way(len(keys.passkeys) > 1 or keys.address != "", act)
            yield PasskeyRemoved(person=command.dossier, passkey=command.passkey)
        case ConfirmAddress() if command.mark != keys.address:
            needs_known(seen["person"])
            yield confirmed(command)
        case RemoveAddress() if keys.address:
            leaves_a_way(keys.passkeys != (), act)
            yield AddressRemoved(person=command.dossier)
        case _:
            yield from beside(keys, command, **seen)


def add(keys: Keys, command: AddPasskey) -> Iterator[Fact]:
    """The same key once more is the same key."""
    if any(credential == command.credential for _, credential in keys.passkeys):
        return
    if len(keys.passkeys) >= MOST_PASSKEYS:
        raise Refusal("keys.too-many")
    yield PasskeyAdded(
        person=command.dossier, passkey=command.passkey, credential=command.credential,
        public_key=command.public_key, counter=command.counter, backed_up=command.backed_up,
    )  # fmt: skip
    if command.name:
        yield named(command.dossier, command.passkey, command.name)


def leaves_a_way(another: bool, act: Act) -> None:
    """Nobody locks themselves out; whoever is helped back in by the house is given a new way at once."""
    if not another and act.role is not Role.SYSTEM:
        raise Refusal("keys.last-way")


def confirmed(command: ConfirmAddress) -> Fact:
    box = seal(command.address, command.dossier, Category.IDENTITY)
    return AddressConfirmed(person=command.dossier, address=box, mark=command.mark)


def beside(keys: Keys, command: Command, **seen: Person) -> Iterator[Fact]:
    """What opens nothing by itself."""
    match command:
        case NameDevice():
            yield named(command.dossier, command.device, command.name)
        case EndDevices():
            yield from (DeviceEnded(person=command.dossier, device=it) for it in command.devices)
        case SetSecondFactor():
            needs_known(seen["person"])
            box = seal(command.secret, command.dossier, Category.IDENTITY)
            yield SecondFactorSet(person=command.dossier, secret=box)
        case RemoveSecondFactor() if keys.second:
            yield SecondFactorRemoved(person=command.dossier)


def named(person: UUID, device: UUID, name: str) -> Fact:
    return DeviceNamed(person=person, device=device, name=seal(name, person, Category.IDENTITY))


def evolve(keys: Keys, fact: Fact) -> Keys:
    match fact:
        case PasskeyAdded():
            return replace(keys, passkeys=(*keys.passkeys, (fact.passkey, fact.credential)))
        case PasskeyRemoved():
            left = tuple(it for it in keys.passkeys if it[0] != fact.passkey)
            return replace(keys, passkeys=left)
        case AddressConfirmed():
            return replace(keys, address=fact.mark)
        case AddressRemoved():
            return replace(keys, address="")
        case SecondFactorSet() | SecondFactorRemoved():
            return replace(keys, second=isinstance(fact, SecondFactorSet))
        case _:
            return keys


def the_person(command: Command) -> Mapping[str, Read]:
    needed = isinstance(command, (AddPasskey, ConfirmAddress, SetSecondFactor))
    return {"person": Read(PERSON, command.dossier)} if needed else {}


KEYS = Decider(
    Keys(),
    decide,
    evolve,
    commands=(
        AddPasskey, RemovePasskey, NameDevice, EndDevices, ConfirmAddress, RemoveAddress, SetSecondFactor,
        RemoveSecondFactor,
    ),
    reads=the_person,
)  # fmt: skip
