"""Entries of the guide: published checked, revised checked, verified and doubted by whoever calls."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.edition import Change, NoteChange, guide_of
from events.network.guide import (
    DoubtEntry,
    EntryDoubted,
    EntryPublished,
    EntryRevised,
    EntryVerified,
    EntryWithdrawn,
    How,
    PublishEntry,
    ReviseEntry,
    Sheet,
    VerifyEntry,
    WithdrawEntry,
)
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Entry:
    sheet: Sheet | None = None
    withdrawn: bool = False
    verified: tuple[date, How] | None = None
    doubts: frozenset[tuple[date, str]] = frozenset()
    """Since it was last checked."""


def decide(entry: Entry, command: Command, act: Act) -> Iterator[Fact | Command]:
    if command.stream != command.dossier:
        raise Refusal("guide.misaddressed")
    match command:
        case PublishEntry():
            yield from publish(entry, command, act)
        case ReviseEntry():
            yield from revise(entry, command, act)
        case WithdrawEntry():
            yield from withdraw(entry, command, act)
        case VerifyEntry():
            yield from verify(published(entry), command, act)
        case DoubtEntry():
            yield from doubt(entry, command, act)


def publish(entry: Entry, command: PublishEntry, act: Act) -> Iterator[Fact | Command]:
    if entry.sheet is not None:
        raise Refusal("guide.already-published")
    yield EntryPublished(entry=command.stream, sheet=complete(command.sheet))
    yield EntryVerified(entry=command.stream, on=act.day, how=command.how)
    yield noted(command.guide, command.stream, "added", act)


def complete(sheet: Sheet) -> Sheet:
    """Italian for everybody, one way to reach it, and hours that go forward."""
    languages = [each.language for each in sheet.words]
    if "it" not in languages or len(set(languages)) != len(languages):
        raise Refusal("guide.words-missing", field="title")
    if sheet.phone is None and sheet.site is None and sheet.place is None:
        raise Refusal("guide.nowhere-to-ask", field="phone")
    if any(each.closes <= each.opens for each in sheet.hours):
        raise Refusal("guide.closes-before-it-opens", field="hours")
    return sheet


def noted(guide: UUID, entry: UUID, change: Change, act: Act) -> NoteChange:
    if guide != guide_of(act.partnership):
        raise Refusal("guide.misaddressed")
    return NoteChange(stream=guide, dossier=guide, entry=entry, change=change)


def revise(entry: Entry, command: ReviseEntry, act: Act) -> Iterator[Fact | Command]:
    if published(entry).sheet != command.sheet:
        yield EntryRevised(entry=command.stream, sheet=complete(command.sheet))
        yield noted(command.guide, command.stream, "changed", act)
    yield from verify(
        entry, VerifyEntry(stream=command.stream, dossier=command.dossier, how=command.how), act
    )


def withdraw(entry: Entry, command: WithdrawEntry, act: Act) -> Iterator[Fact | Command]:
    if entry.sheet is None:
        raise Refusal("guide.unknown")
    if not entry.withdrawn:
        yield EntryWithdrawn(entry=command.stream)
        yield noted(command.guide, command.stream, "removed", act)


def published(entry: Entry) -> Entry:
    if entry.sheet is None:
        raise Refusal("guide.unknown")
    if entry.withdrawn:
        raise Refusal("guide.withdrawn")
    return entry


def verify(entry: Entry, command: VerifyEntry, act: Act) -> Iterator[Fact]:
    """A call told late never hides a doubt that came after it."""
    if entry.verified != (act.day, command.how) or entry.doubts:
        yield EntryVerified(entry=command.stream, on=act.day, how=command.how)


def doubt(entry: Entry, command: DoubtEntry, act: Act) -> Iterator[Fact]:
    """One doubt of a kind a day: who calls three times without an answer has learnt it once."""
    published(entry)
    if command.cause == "referral-failed" or (act.day, command.cause) not in entry.doubts:
        yield EntryDoubted(entry=command.stream, on=act.day, cause=command.cause)


def evolve(entry: Entry, fact: Fact) -> Entry:
    match fact:
        case EntryPublished() | EntryRevised():
            return replace(entry, sheet=fact.sheet)
        case EntryWithdrawn():
            return replace(entry, withdrawn=True)
        case EntryVerified():
            later = frozenset(each for each in entry.doubts if each[0] > fact.on)
            latest = max(entry.verified or (fact.on, fact.how), (fact.on, fact.how), key=lambda it: it[0])
            return replace(entry, verified=latest, doubts=later)
        case EntryDoubted():
            return replace(entry, doubts=entry.doubts | {(fact.on, fact.cause)})
        case _:
            return entry


COMMANDS = (PublishEntry, ReviseEntry, WithdrawEntry, VerifyEntry, DoubtEntry)
GUIDE_ENTRY = Decider(Entry(), decide, evolve, commands=COMMANDS)
