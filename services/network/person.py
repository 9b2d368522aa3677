"""Persons: registered once, corrected openly, found to be the same, close to some, represented by some."""

from collections.abc import Iterator, Mapping

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.person import (
    CheckPower,
    CorrectIdentity,
    EndPower,
    EndRelation,
    FindSame,
    RecordPower,
    RecordRelation,
    RegisterPerson,
    SendBackPower,
)
from services.kernel.deciding import Act, Decider, Read
from services.network.decrees import check_power, end_power, record_power, send_back
from services.network.identity import correct, find_same, register
from services.network.known import Person, evolve
from services.network.ties import end_relation, record_relation


def decide(person: Person, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    addressed(command)
    match command:
        case RegisterPerson():
            yield from register(person, command, act, **seen)
        case CorrectIdentity():
            yield from correct(person, command, act, **seen)
        case FindSame():
            yield from find_same(person, command, act, **seen)
        case RecordRelation():
            yield from record_relation(person, command, act, **seen)
        case EndRelation():
            yield from end_relation(person, command)
        case _:
            yield from represent(person, command, act, **seen)


def represent(person: Person, command: Command, act: Act, **seen: Person) -> Iterator[Fact]:
    match command:
        case RecordPower():
            yield from record_power(person, command, act, **seen)
        case CheckPower():
            yield from check_power(person, command, act)
        case SendBackPower():
            yield from send_back(person, command, act)
        case EndPower():
            yield from end_power(person, command)


def addressed(command: Command) -> None:
    if command.stream != command.dossier:
        raise Refusal("person.misaddressed")


def others(command: Command) -> Mapping[str, Read]:
    """The second person a decision looks at."""
    match command:
        case RegisterPerson(guardian=guardian) | CorrectIdentity(guardian=guardian) if guardian:
            return {"guardian": Read(PERSON, guardian)}
        case FindSame():
            return {"kept": Read(PERSON, command.kept)}
        case RecordRelation():
            return {"relative": Read(PERSON, command.relative)}
        case RecordPower():
            return {"holder": Read(PERSON, command.holder)}
        case _:
            return {}


PERSON = Decider(
    Person(),
    decide,
    evolve,
    commands=(
        RegisterPerson,
        CorrectIdentity,
        FindSame,
        RecordRelation,
        EndRelation,
        RecordPower,
        CheckPower,
        SendBackPower,
        EndPower,
    ),
    reads=others,
)
