"""Calls: their rule is frozen when they open; their last day may move forward, never back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.envelope import Refusal
from events.intake.call import CallClosed, CallExtended, CallPublished, CloseCall, ExtendCall, PublishCall
from events.intake.rule import EligibilityRule
from events.message import Command, Fact
from services.kernel.deciding import Act, Decider

FURTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Call:
    opens: date | None = None
    closes: date | None = None
    age_on: date | None = None
    rule: EligibilityRule | None = None
    closed: bool = False


def decide(call: Call, command: Command, act: Act) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("call.misaddressed")
    match command:
        case PublishCall():
            yield from publish(call, command, act)
        case ExtendCall():
            yield from extend(call, command, act)
        case CloseCall():
            yield from close(call, act)


def publish(call: Call, command: PublishCall, act: Act) -> Iterator[Fact]:
    if call.rule is not None:
        raise Refusal("call.already-published")
    if command.closes < command.opens:
        raise Refusal("call.closes-before-it-opens", field="closes")
    within_reach(command.closes, act)
    bands = (command.rule.age, command.rule.family_isee, command.rule.personal_isee)
    if any(band.most < band.least for band in bands):
        raise Refusal("call.band-upside-down", field="rule")
    yield CallPublished(
        title=command.title,
        opens=command.opens,
        closes=command.closes,
        age_on=command.closes,
        grid_hash=command.grid_hash,
        rule=command.rule,
    )


def within_reach(closes: date, act: Act) -> None:
    """Published for the future, and for one that can be foreseen: a wrong century is a slip, not a plan."""
    if closes < act.today:
        raise Refusal("call.closes-in-the-past", field="closes")
    if closes > act.today + FURTHEST:
        raise Refusal("call.closes-too-far-away", field="closes")


def extend(call: Call, command: ExtendCall, act: Act) -> Iterator[Fact]:
    if call.closes is None:
        raise Refusal("call.unknown")
    if command.closes == call.closes:
        return
    if command.closes < call.closes:
        raise Refusal("call.never-shorter", field="closes")
    if call.closed or act.today > call.closes:
        raise Refusal("call.already-over")
    within_reach(command.closes, act)
    yield CallExtended(closes=command.closes, reason=command.reason, act=command.act)


def close(call: Call, act: Act) -> Iterator[Fact]:
    if call.closes is None:
        raise Refusal("call.unknown")
    if call.closed:
        return
    if act.today <= call.closes:
        raise Refusal("call.not-over-yet")
    yield CallClosed(closed=call.closes)


def evolve(call: Call, fact: Fact) -> Call:
    match fact:
        case CallPublished():
            return Call(opens=fact.opens, closes=fact.closes, age_on=fact.age_on, rule=fact.rule)
        case CallExtended():
            return replace(call, closes=fact.closes)
        case CallClosed():
            return replace(call, closed=True)
        case _:
            return call


CALL = Decider(Call(), decide, evolve, commands=(PublishCall, ExtendCall, CloseCall))
