"""Breaking the glass: for a reason, now, for an hour; and somebody else looks at it afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from events.access import BREAKABLE
from events.accompaniment.glass import (
    OPEN_FOR,
    BreakGlass,
    GlassBroken,
    GlassLeftUnreviewed,
    GlassReviewed,
    GlassShut,
    NoticeUnreviewedGlass,
    ReviewGlass,
)
from events.accompaniment.plan import plan_of
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.role import Role
from events.sealed import seal
from services.accompaniment.plan import PLAN, Plan
from services.kernel.deciding import Act, Decider, Read


@dataclass(frozen=True)
class Glass:
    broken: GlassBroken | None = None
    reviewed: GlassReviewed | None = None
    left: bool = False


def decide(glass: Glass, command: Command, act: Act, **seen: Plan) -> Iterator[Fact]:
    match command:
        case BreakGlass():
            yield from break_it(glass, command, act, **seen)
        case ReviewGlass():
            yield from review(glass, command, act)
        case NoticeUnreviewedGlass():
            yield from notice(glass)


def break_it(glass: Glass, command: BreakGlass, act: Act, plan: Plan) -> Iterator[Fact]:
    """Only in one's own name and only now: an hour cannot be told afterwards, nor be asked for in advance.

    Only before a case: of a person, or of anything else, nobody could review it.
    """
    if plan.since is None:
        raise Refusal("glass.no-such-case")
    if act.on_behalf_of is not None:
        raise Refusal("glass.only-oneself")
    if act.day != act.today:
        raise Refusal("glass.only-now")
    if not all(act.role in BREAKABLE.get(it, ()) for it in command.categories):
        raise Refusal("glass.not-for-this-role", field="categories")
    if glass.broken is None:
        yield broken(command, act)


def broken(command: BreakGlass, act: Act) -> GlassBroken:
    return GlassBroken(
        person=act.actor,
        role=Role(act.role),
        cohabitation=command.dossier,
        categories=tuple(sorted(set(command.categories))),
        ground=command.ground,
        from_at=act.received_at,
        until_at=act.received_at + OPEN_FOR,
        reason=seal(command.reason, command.dossier, Category.INCIDENTS),
    )


def review(glass: Glass, command: ReviewGlass, act: Act) -> Iterator[Fact]:
    if glass.broken is None:
        raise Refusal("glass.unknown")
    if glass.broken.person in (act.actor, act.on_behalf_of):
        raise Refusal("glass.not-ones-own")
    if glass.reviewed is None:
        yield reviewed(glass.broken, command, act)
        yield from shut(glass.broken, command, act)
    elif (glass.reviewed.by, glass.reviewed.outcome) != (act.actor, command.outcome):
        raise Refusal("glass.already-reviewed")


def reviewed(broken: GlassBroken, command: ReviewGlass, act: Act) -> GlassReviewed:
    words = command.words
    return GlassReviewed(
        by=act.actor,
        outcome=command.outcome,
        words=seal(words, broken.cohabitation, Category.INCIDENTS) if words else None,
    )


def shut(broken: GlassBroken, command: ReviewGlass, act: Act) -> Iterator[Fact]:
    if command.outcome == "not-justified" and act.received_at < broken.until_at:
        yield GlassShut(
            person=broken.person, role=broken.role, cohabitation=broken.cohabitation, from_at=broken.from_at
        )


def notice(glass: Glass) -> Iterator[Fact]:
    if glass.broken and not glass.reviewed and not glass.left:
        yield GlassLeftUnreviewed(person=glass.broken.person)


def evolve(glass: Glass, fact: Fact) -> Glass:
    match fact:
        case GlassBroken():
            return replace(glass, broken=fact)
        case GlassReviewed():
            return replace(glass, reviewed=fact)
        case GlassLeftUnreviewed():
            return replace(glass, left=True)
        case _:
            return glass


def the_case(command: Command) -> Mapping[str, Read]:
    return {"plan": Read(PLAN, plan_of(command.dossier))} if isinstance(command, BreakGlass) else {}


GLASS = Decider(
    Glass(), decide, evolve, commands=(BreakGlass, ReviewGlass, NoticeUnreviewedGlass), reads=the_case
)
