"""Shares of one place, or of one piece of work, over the funding lines: never more than all of it (I26)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.attribution import (
    BY_DAY,
    AttributeEffort,
    AttributePlace,
    AttributionEnded,
    EffortAttributed,
    EndAttribution,
    PlaceAttributed,
    attribution_of,
)
from services.kernel.deciding import Act, Decider, Read
from services.network.line import LINE, Line
from services.network.term import backwards

WHOLE = 100


@dataclass(frozen=True)
class Given:
    line: UUID
    share: int
    since: date
    until: date

    def holds(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(frozen=True)
class Attribution:
    """``spans`` of a place, or ``shares`` of a piece of work by line."""

    spans: tuple[Given, ...] = ()
    shares: dict[UUID, int] = field(default_factory=dict)


def decide(attribution: Attribution, command: Command, act: Act, line: Line) -> Iterator[Fact]:
    if command.stream != attribution_of(attributed(command)):
        raise Refusal("attribution.misaddressed")
    match command:
        case AttributePlace():
            yield from attribute(attribution, command, line)
        case EndAttribution():
            yield from end(attribution, command)
        case AttributeEffort():
            yield from attribute_alone(attribution, command, line)


def attributed(command: Command) -> UUID:
    return command.effort if isinstance(command, AttributeEffort) else command.dossier


def attribute(attribution: Attribution, command: AttributePlace, line: Line) -> Iterator[Fact]:
    given = Given(command.line, command.share, command.since, command.until)
    if backwards(command.since, command.until):
        raise Refusal("attribution.ends-before-it-begins", field="until")
    if given in attribution.spans:
        return
    if not line.covers(command.since, command.until):
        raise Refusal("attribution.outside-the-line", field="since")
    if any(it.line == given.line and meet(it, given) for it in attribution.spans):
        raise Refusal("attribution.already-in-that-line", field="since")
    must_leave_enough(attribution.spans, given)
    yield PlaceAttributed(
        place=command.dossier, kind=command.kind, line=command.line, share=command.share,
        since=command.since, until=command.until, rule_version=BY_DAY,
    )  # fmt: skip


def meet(one: Given, other: Given) -> bool:
    return max(one.since, other.since) < min(one.until, other.until)


def must_leave_enough(spans: tuple[Given, ...], new: Given) -> None:
    """Shares only grow where a span begins, so it is enough to look at those days."""
    begins = {new.since, *(it.since for it in spans if new.holds(it.since))}
    if any(new.share + sum(it.share for it in spans if it.holds(day)) > WHOLE for day in begins):
        raise Refusal("attribution.more-than-all", field="share")


def end(attribution: Attribution, command: EndAttribution) -> Iterator[Fact]:
    own = [it for it in attribution.spans if it.line == command.line]
    if any(it.until == command.until for it in own):
        return
    if not any(it.holds(command.until) for it in own):
        raise Refusal("attribution.not-in-force", field="until")
    yield AttributionEnded(place=command.dossier, line=command.line, until=command.until)


def attribute_alone(attribution: Attribution, command: AttributeEffort, line: Line) -> Iterator[Fact]:
    if attribution.shares.get(command.line) == command.share:
        return
    if not line.holds(command.on):
        raise Refusal("attribution.outside-the-line", field="on")
    others = sum(share for each, share in attribution.shares.items() if each != command.line)
    if others + command.share > WHOLE:
        raise Refusal("attribution.more-than-all", field="share")
    yield EffortAttributed(
        effort=command.effort, line=command.line, share=command.share, on=command.on, rule_version=BY_DAY
    )


def evolve(attribution: Attribution, fact: Fact) -> Attribution:
    match fact:
        case PlaceAttributed():
            given = Given(fact.line, fact.share, fact.since, fact.until)
            return replace(attribution, spans=(*attribution.spans, given))
        case AttributionEnded():
            return replace(attribution, spans=tuple(cut(it, fact) for it in attribution.spans))
        case EffortAttributed():
            return replace(attribution, shares={**attribution.shares, fact.line: fact.share})
        case _:
            return attribution


def cut(given: Given, fact: AttributionEnded) -> Given:
    return replace(given, until=fact.until) if given.line == fact.line and given.holds(fact.until) else given


def the_line(command: AttributePlace | EndAttribution | AttributeEffort) -> Mapping[str, Read]:
    return {"line": Read(LINE, command.line)}


ATTRIBUTION = Decider(
    Attribution(), decide, evolve, commands=(AttributePlace, EndAttribution, AttributeEffort),
    reads=the_line,
)  # fmt: skip
