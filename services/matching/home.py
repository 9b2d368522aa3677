"""A home: registered once, given a solution its traits allow, made available and blocked by dates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from events.envelope import Refusal
from events.matching.home import (
    BlockHome,
    HoldPlaces,
    HomeBlocked,
    HomeMadeAvailable,
    HomeRegistered,
    MakeHomeAvailable,
    PlacesHeld,
    PlacesReleased,
    RegisterHome,
    ReleasePlaces,
    SetSolutionType,
    SolutionTypeSet,
)
from events.message import Command, Fact
from services.kernel.deciding import Act, Decider
from services.matching.availability import Hold, Span, free_throughout, most_held, released
from services.matching.solution_types import EDITION, allows


@dataclass(frozen=True)
class Home:
    registered: HomeRegistered | None = None
    solution_type: SolutionTypeSet | None = None
    spans: tuple[Span, ...] = ()
    holds: tuple[Hold, ...] = ()


def decide(home: Home, command: Command, act: Act) -> Iterator[Fact | Command]:
    match command:
        case RegisterHome():
            yield from register(home, command)
        case SetSolutionType():
            yield from set_type(home, command)
        case MakeHomeAvailable():
            yield from make_available(home, command)
        case BlockHome():
            yield from block(home, command)
        case HoldPlaces():
            yield from hold(home, command)
        case ReleasePlaces():
            yield from release(home, command)


def register(home: Home, command: RegisterHome) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("command.wrong-dossier")
    asked = HomeRegistered(**command.model_dump(exclude={"stream", "dossier", "expects"}))
    if home.registered is None:
        yield asked
    elif home.registered != asked:
        raise Refusal("home.already-registered")


def set_type(home: Home, command: SetSolutionType) -> Iterator[Fact]:
    if not allows(command.type, known(home).places):
        raise Refusal("home.type-needs-other-places", field="type")
    chosen = SolutionTypeSet(type=command.type, rules=EDITION)
    if home.solution_type != chosen:
        yield chosen


def make_available(home: Home, command: MakeHomeAvailable) -> Iterator[Fact]:
    known(home)
    ordered(command.since, command.until)
    if command.since < known(home).since:
        raise Refusal("home.before-its-registration", field="since")
    if Span(command.since, command.until, True) != latest(home):
        yield HomeMadeAvailable(since=command.since, until=command.until)


def block(home: Home, command: BlockHome) -> Iterator[Fact]:
    known(home)
    ordered(command.since, command.until)
    if Span(command.since, command.until, False) != latest(home):
        yield HomeBlocked(since=command.since, until=command.until, reason=command.reason)


def hold(home: Home, command: HoldPlaces) -> Iterator[Fact]:
    """The last check of I4 and of the places, in the same save as the decision that needs them."""
    mine = any(hold.cohabitation == command.cohabitation for hold in home.holds)
    if not mine:
        must_have_room(home, command.places, command.since, command.until)
        yield PlacesHeld(
            cohabitation=command.cohabitation, places=command.places, since=command.since, until=command.until
        )


def release(home: Home, command: ReleasePlaces) -> Iterator[Fact]:
    """Already released on that day, or never held here: nothing to say."""
    after = released(home.holds, command.cohabitation, command.until)
    if after != home.holds:
        yield PlacesReleased(cohabitation=command.cohabitation, until=command.until)


def must_have_room(home: Home, places: int, since: date, until: date | None) -> None:
    """Raises the reason why ``places`` people cannot live here in the interval."""
    ordered(since, until)
    if not free_throughout(home.spans, since, until):
        raise Refusal("home.not-available", field="since")
    if most_held(home.holds, since, until) + places > known(home).places:
        raise Refusal("home.no-places-left", field="since")


def known(home: Home) -> HomeRegistered:
    if home.registered is None:
        raise Refusal("home.not-registered")
    return home.registered


def ordered(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise Refusal("home.ends-before-it-starts", field="until")


def latest(home: Home) -> Span | None:
    return home.spans[-1] if home.spans else None


def evolve(home: Home, fact: Fact) -> Home:
    match fact:
        case HomeRegistered():
            return replace(home, registered=fact)
        case SolutionTypeSet():
            return replace(home, solution_type=fact)
        case HomeMadeAvailable():
            return replace(home, spans=(*home.spans, Span(fact.since, fact.until, True)))
        case HomeBlocked():
            return replace(home, spans=(*home.spans, Span(fact.since, fact.until, False)))
        case PlacesHeld():
            mine = Hold(fact.cohabitation, fact.places, fact.since, fact.until)
            return replace(home, holds=(*home.holds, mine))
        case PlacesReleased():
            return replace(home, holds=released(home.holds, fact.cohabitation, fact.until))
    return home


HOME = Decider(
    Home(),
    decide,
    evolve,
    commands=(RegisterHome, SetSolutionType, MakeHomeAvailable, BlockHome, HoldPlaces, ReleasePlaces),
)
