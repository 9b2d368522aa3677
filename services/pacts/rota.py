"""What is so about the duties of a home: their weights, whose turn is when, who did what, who is away."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from events.message import Fact
from events.pacts.duties import (
    AbsenceNoted,
    DutiesSet,
    DutyDone,
    DutyUndone,
    DutyWeighed,
    SwapAgreed,
    SwapAsked,
    SwapDeclined,
    TurnAssigned,
    TurnReleased,
    WeekPlanned,
)
from events.pacts.duty import Duty, DutyCode
from services.pacts.house import Cohabitation, Membership, Span

# Older turns stay in the history; a rota that still knew them would grow for ever.
REMEMBERED = timedelta(weeks=26)


@dataclass(frozen=True)
class Swap:
    asker: UUID
    other: UUID
    exchange: UUID | None


@dataclass(frozen=True)
class Turn:
    """``doers`` are those whose mark stands: an undone mark is not there, a repeated one is there once."""

    id: UUID
    duty: DutyCode
    day: date
    points: float
    owner: UUID | None
    doers: frozenset[UUID] = frozenset()
    asked: Swap | None = None


@dataclass(frozen=True)
class Rota:
    cohabitation: UUID | None = None
    version: int = 0
    since: date = date.max
    duties: tuple[Duty, ...] = ()
    weighed: Mapping[UUID, Mapping[DutyCode, int]] = field(default_factory=dict)
    turns: Mapping[UUID, Turn] = field(default_factory=dict)
    absences: tuple[Membership, ...] = ()
    planned: frozenset[date] = frozenset()

    def away(self, day: date) -> frozenset[UUID]:
        return frozenset(absence.person for absence in self.absences if absence.span.covers(day))


def there(rota: Rota, house: Cohabitation, day: date) -> frozenset[UUID]:
    """I13: members of the home on that day, less those who are away."""
    return house.present(day) - rota.away(day)


def evolve(rota: Rota, fact: Fact) -> Rota:
    match fact:
        case DutiesSet():
            return replace(
                rota,
                cohabitation=fact.cohabitation,
                version=fact.version,
                since=fact.since,
                duties=fact.duties,
            )
        case DutyWeighed():
            return replace(rota, weighed={**rota.weighed, fact.person: fact.weights})
        case AbsenceNoted():
            absence = Membership(fact.person, Span(fact.since, fact.until))
            return replace(rota, absences=(*rota.absences, absence))
        case WeekPlanned():
            return planned(rota, fact.week)
        case _:
            return turned(rota, fact)


def planned(rota: Rota, week: date) -> Rota:
    last = max(rota.planned | {week})
    kept = {id: turn for id, turn in rota.turns.items() if turn.day >= last - REMEMBERED}
    weeks = frozenset(one for one in rota.planned | {week} if one >= last - REMEMBERED)
    return replace(rota, planned=weeks, turns=kept)


def turned(rota: Rota, fact: Fact) -> Rota:
    match fact:
        case TurnAssigned():
            return put(rota, assigned(rota, fact))
        case SwapAgreed():
            return swapped(rota, fact)
        case TurnReleased() | DutyDone() | DutyUndone() | SwapAsked() | SwapDeclined():
            turn = rota.turns.get(fact.turn)
            return put(rota, marked(turn, fact)) if turn else rota
        case _:
            return rota


def put(rota: Rota, turn: Turn) -> Rota:
    return replace(rota, turns={**rota.turns, turn.id: turn})


def assigned(rota: Rota, fact: TurnAssigned) -> Turn:
    known = rota.turns.get(fact.turn)
    if known is not None:
        return replace(known, owner=fact.person, asked=None)
    return Turn(fact.turn, fact.duty, fact.day, fact.points, fact.person)


def swapped(rota: Rota, fact: SwapAgreed) -> Rota:
    for id, owner in ((fact.turn, fact.other), (fact.exchange, fact.asker)):
        if id is not None and id in rota.turns:
            rota = put(rota, replace(rota.turns[id], owner=owner, asked=None))
    return rota


def marked(turn: Turn, fact: Fact) -> Turn:
    match fact:
        case DutyDone():
            return replace(turn, doers=turn.doers | {fact.person})
        case DutyUndone():
            return replace(turn, doers=turn.doers - {fact.person})
        case TurnReleased():
            return replace(turn, owner=None, asked=None)
        case SwapAsked():
            return replace(turn, asked=Swap(fact.asker, fact.other, fact.exchange))
        case _:
            return replace(turn, asked=None)
