"""Entries: the one place an applicant has in a call, so that two applications are never both taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from events.envelope import Refusal
from events.intake.entry import CallEntered, CallLeft, EnterCall, LeaveCall, entry_of
from events.message import Command, Fact
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Entry:
    application: UUID | None = None


def decide(entry: Entry, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case EnterCall():
            yield from enter(entry, command)
        case LeaveCall():
            yield from leave(entry, command)


def enter(entry: Entry, command: EnterCall) -> Iterator[Fact]:
    if command.stream != entry_of(command.call, command.dossier):
        raise Refusal("entry.misaddressed")
    if entry.application == command.application:
        return
    if entry.application is not None:
        raise Refusal("entry.already-applied")
    yield CallEntered(call=command.call, applicant=command.dossier, application=command.application)


def leave(entry: Entry, command: LeaveCall) -> Iterator[Fact]:
    if entry.application == command.application:
        yield CallLeft(call=command.call, applicant=command.dossier, application=command.application)


def evolve(entry: Entry, fact: Fact) -> Entry:
    match fact:
        case CallEntered():
            return Entry(fact.application)
        case CallLeft():
            return Entry()
        case _:
            return entry


ENTRY = Decider(Entry(), decide, evolve, commands=(EnterCall, LeaveCall))
