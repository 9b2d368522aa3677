"""Help asked for: by the person alone, heard by who accompanies them, ended by either."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.accompaniment.help import AskHelp, EndHelp, HearHelp, HelpAsked, HelpEnded, HelpHeard
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Call:
    person: UUID | None = None
    by: UUID | None = None
    ended: bool = False


def decide(call: Call, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case AskHelp():
            yield from ask(call, command, act)
        case HearHelp():
            yield from hear(call, act)
        case EndHelp():
            yield from end(call)


def ask(call: Call, command: AskHelp, act: Act) -> Iterator[Fact]:
    if act.actor != command.dossier:
        raise Refusal("help.only-oneself")
    if call.person is not None:
        raise Refusal("help.already-asked")
    where = seal(str(command.where), command.dossier, Category.INCIDENTS)
    yield HelpAsked(person=command.dossier, where=where)


def hear(call: Call, act: Act) -> Iterator[Fact]:
    person = asked(call)
    if call.ended:
        raise Refusal("help.already-over")
    if call.by != act.actor:
        yield HelpHeard(person=person, by=act.actor)


def end(call: Call) -> Iterator[Fact]:
    person = asked(call)
    if not call.ended:
        yield HelpEnded(person=person)


def asked(call: Call) -> UUID:
    if call.person is None:
        raise Refusal("help.nothing-asked")
    return call.person


def evolve(call: Call, fact: Fact) -> Call:
    match fact:
        case HelpAsked():
            return Call(fact.person)
        case HelpHeard():
            return replace(call, by=fact.by)
        case HelpEnded():
            return replace(call, ended=True)
    return call


HELP = Decider(Call(), decide, evolve, commands=(AskHelp, HearHelp, EndHelp))
