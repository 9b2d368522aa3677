"""A second small aggregate: alarms that fall due, may be moved and taken back, and may ring into a broken rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from events.category import Category
from events.envelope import Recorded
from events.message import Command, Fact
from events.role import SYSTEM, Grant, Reach, Role
from events.sealed import Sealed, seal
from services.kernel.deciding import Act, Decider, Due
from tests.services.kernel.words import apart


class AlarmSet(Fact):
    TOPIC: ClassVar[str] = "pacts.AlarmSet"
    at: AwareDatetime
    how: str


class AlarmTakenBack(Fact):
    TOPIC: ClassVar[str] = "pacts.AlarmTakenBack"


class AlarmRang(Fact):
    TOPIC: ClassVar[str] = "pacts.AlarmRang"
    sound: Sealed[str] | None = None


class SetAlarm(Command):
    TOPIC: ClassVar[str] = "pacts.SetAlarm"
    at: AwareDatetime
    how: str = "loud"


class TakeBackAlarm(Command):
    TOPIC: ClassVar[str] = "pacts.TakeBackAlarm"


class Ring(Command):
    TOPIC: ClassVar[str] = "pacts.Ring"
    how: str


@dataclass(frozen=True)
class Alarm:
    rang: int = 0


def decide(alarm: Alarm, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case SetAlarm():
            yield AlarmSet(at=command.at, how=command.how)
        case TakeBackAlarm():
            yield AlarmTakenBack()
        case Ring(how="broken"):
            raise ZeroDivisionError
        case Ring(how="sealed"):
            yield AlarmRang(sound=seal("drin", command.stream, Category.PACT))
        case Ring():
            yield AlarmRang()


def evolve(alarm: Alarm, fact: Fact) -> Alarm:
    return replace(alarm, rang=alarm.rang + 1) if isinstance(fact, AlarmRang) else alarm


def dues(fact: Fact, recorded: Recorded) -> Iterator[Due]:
    match fact:
        case AlarmSet():
            yield Due("ring", recorded.stream, fact.at, ring(recorded.stream, fact.how))
        case AlarmTakenBack():
            yield Due("ring", recorded.stream)


def ring(stream: UUID, how: str) -> Ring:
    return Ring(stream=stream, dossier=stream, how=how)


ALARM = Decider(Alarm(), decide, evolve, commands=(SetAlarm, TakeBackAlarm, Ring))
GRANTS = {
    "pacts.SetAlarm": (Grant(Role.PUBLIC, Reach.ANY),),
    "pacts.TakeBackAlarm": (Grant(Role.PUBLIC, Reach.ANY),),
    "pacts.Ring": (SYSTEM,),
}
apart(AlarmSet, AlarmTakenBack, AlarmRang, SetAlarm, TakeBackAlarm, Ring)
