"""I2: a person resides in one home at a time. Temporary stays, when they come, do not pass through here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.residence import LeaveResidence, ResidenceLeft, ResidenceTaken, TakeResidence
from services.kernel.deciding import Act
from services.pacts.house import Span


@dataclass(frozen=True)
class Home:
    cohabitation: UUID
    span: Span


@dataclass(frozen=True)
class Residence:
    homes: tuple[Home, ...] = ()


def decide(residence: Residence, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case TakeResidence():
            yield from take(residence, command)
        case LeaveResidence():
            yield from leave(residence, command)


def take(residence: Residence, command: TakeResidence) -> Iterator[Fact]:
    wanted = Span(command.since)
    if Home(command.cohabitation, wanted) in residence.homes:
        return
    if any(home.span.meets(wanted) for home in residence.homes):
        raise Refusal("residence.elsewhere", "person")
    yield ResidenceTaken(person=command.person, cohabitation=command.cohabitation, since=command.since)


def leave(residence: Residence, command: LeaveResidence) -> Iterator[Fact]:
    if not any(shortens(home, command.cohabitation, command.until) for home in residence.homes):
        raise Refusal("residence.not-there", "person")
    yield ResidenceLeft(person=command.person, cohabitation=command.cohabitation, until=command.until)


def shortens(home: Home, cohabitation: UUID, until: date) -> bool:
    span = home.span
    return (
        home.cohabitation == cohabitation
        and span.since <= until
        and (span.until is None or until < span.until)
    )


def evolve(residence: Residence, fact: Fact) -> Residence:
    match fact:
        case ResidenceTaken():
            return Residence((*residence.homes, Home(fact.cohabitation, Span(fact.since))))
        case ResidenceLeft():
            return Residence(tuple(left(home, fact) for home in residence.homes))
        case _:
            return residence


def left(home: Home, fact: ResidenceLeft) -> Home:
    if not shortens(home, fact.cohabitation, fact.until):
        return home
    return replace(home, span=Span(home.span.since, fact.until))
