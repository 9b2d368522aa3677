"""Organisations: in the partnership from one day to another, and the info points they open while they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.organisation import (
    EnrolPartner,
    OpenPoint,
    PartnerJoined,
    PartnerLeft,
    PointOpened,
    ReleasePartner,
)
from services.kernel.deciding import Act, Decider
from services.network.term import Term, Terms, backwards, clash, cut, ended, held

PARTNER = "partner"


@dataclass(frozen=True)
class Organisation:
    terms: Terms[str] = ()
    joined: tuple[PartnerJoined, ...] = ()
    points: frozenset[UUID] = frozenset()


def decide(organisation: Organisation, command: Command, act: Act) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("organisation.misaddressed")
    match command:
        case EnrolPartner():
            yield from enrol(organisation, command)
        case ReleasePartner():
            yield from release(organisation, command)
        case OpenPoint():
            yield from open_point(organisation, command)


def enrol(organisation: Organisation, command: EnrolPartner) -> Iterator[Fact]:
    if backwards(command.since, command.until):
        raise Refusal("organisation.ends-before-it-begins", field="until")
    fact = PartnerJoined(
        organisation=command.stream, **command.model_dump(exclude={"stream", "dossier", "expects"})
    )
    term = Term(PARTNER, command.since, command.until)
    if fact in organisation.joined and term in organisation.terms:
        return
    if clash(organisation.terms, term):
        raise Refusal("organisation.already-partner", field="since")
    yield fact


def release(organisation: Organisation, command: ReleasePartner) -> Iterator[Fact]:
    if ended(organisation.terms, PARTNER, command.until):
        return
    if held(organisation.terms, PARTNER, command.until) is None:
        raise Refusal("organisation.not-partner", field="until")
    yield PartnerLeft(organisation=command.stream, until=command.until)


def open_point(organisation: Organisation, command: OpenPoint) -> Iterator[Fact]:
    if command.point in organisation.points:
        raise Refusal("organisation.point-already-open")
    if held(organisation.terms, PARTNER, command.since) is None:
        raise Refusal("organisation.not-partner", field="since")
    if any(hours.closes <= hours.opens for hours in command.hours):
        raise Refusal("organisation.closes-before-it-opens", field="hours")
    yield PointOpened(
        organisation=command.stream, **command.model_dump(exclude={"stream", "dossier", "expects"})
    )


def evolve(organisation: Organisation, fact: Fact) -> Organisation:
    match fact:
        case PartnerJoined():
            term = Term(PARTNER, fact.since, fact.until)
            return replace(
                organisation, terms=(*organisation.terms, term), joined=(*organisation.joined, fact)
            )
        case PartnerLeft():
            return replace(organisation, terms=cut(organisation.terms, PARTNER, fact.until))
        case PointOpened():
            return replace(organisation, points=organisation.points | {fact.point})
        case _:
            return organisation


ORGANISATION = Decider(Organisation(), decide, evolve, commands=(EnrolPartner, ReleasePartner, OpenPoint))
