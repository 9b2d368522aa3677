"""The nights of a person: never in two places at once (I2), never more in a year than the quota (I5)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from events.accompaniment.nights import HoldNights, NightsHeld, NightsReleased, ReleaseNights, nights_of
from events.accompaniment.stay import StayType
from events.envelope import Refusal
from events.message import Command, Fact
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Nights:
    """Each stay's nights as they are held now."""

    held: dict[UUID, NightsHeld] = field(default_factory=dict)


def decide(nights: Nights, command: Command, act: Act) -> Iterator[Fact | Command]:
    if command.stream != nights_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    match command:
        case HoldNights():
            yield from hold(nights, command)
        case ReleaseNights():
            yield from release(nights, command)


def hold(nights: Nights, command: HoldNights) -> Iterator[Fact]:
    must_fit(nights, command.stay, command.type, command.since, command.until, command.yearly)
    body = command.model_dump(include={"stay", "type", "since", "until"})
    held = NightsHeld(person=command.dossier, **body)
    if nights.held.get(command.stay) != held:
        yield held


def must_fit(nights: Nights, stay: UUID, type: StayType, since: date, until: date, yearly: int) -> None:
    """Raises the reason why these nights cannot be held."""
    others = [it for id, it in nights.held.items() if id != stay]
    if any(it.since < until and since < it.until for it in others):
        raise Refusal("stay.two-at-once", field="since")
    had = by_year(it for it in others if it.type == type)
    more = Counter(night.year for night in between(since, until))
    if any(had[year] + more[year] > yearly for year in more):
        raise Refusal("stay.quota-used-up", field="until")


def by_year(held: Iterator[NightsHeld]) -> Counter[int]:
    return Counter(night.year for it in held for night in between(it.since, it.until))


def between(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=n) for n in range((until - since).days))


def release(nights: Nights, command: ReleaseNights) -> Iterator[Fact]:
    held = nights.held.get(command.stay)
    if held and command.since < held.until:
        yield NightsReleased(person=command.dossier, stay=command.stay, since=command.since)


def evolve(nights: Nights, fact: Fact) -> Nights:
    match fact:
        case NightsHeld():
            return Nights({**nights.held, fact.stay: fact})
        case NightsReleased() if fact.stay in nights.held:
            cut = nights.held[fact.stay].model_copy(update={"until": fact.since})
            rest = {id: it for id, it in nights.held.items() if id != fact.stay}
            return Nights(rest | {fact.stay: cut} if cut.since < cut.until else rest)
    return nights


NIGHTS = Decider(Nights(), decide, evolve, commands=(HoldNights, ReleaseNights))
