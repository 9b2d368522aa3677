"""Whose turn it is: whoever has carried least of late among those there that day; ties go round."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from events.message import Fact
from events.pacts.duties import TurnAssigned, TurnReleased, WeekPlanned, turn_of
from events.pacts.duty import Duty
from events.pacts.fairness import credited
from services.pacts.house import Cohabitation
from services.pacts.rota import Rota, Turn, evolve, there

LOOKED_BACK = timedelta(weeks=4)


def plan(rota: Rota, house: Cohabitation, week: date, today: date) -> Iterator[Fact]:
    """A week from its Monday. Turns already given stay as they are, so planning again changes nothing."""
    for day in (week + timedelta(days=n) for n in range(7)):
        for fact in plan_day(rota, house, day, today):
            rota = evolve(rota, fact)
            yield fact
    if week not in rota.planned and rota.cohabitation:
        last = max(rota.planned | {week})
        next_week = last + timedelta(weeks=1)
        yield WeekPlanned(cohabitation=rota.cohabitation, week=week, next_week=next_week)


def plan_day(rota: Rota, house: Cohabitation, day: date, today: date) -> Iterator[Fact]:
    if day < rota.since or any(pause.covers(day) for pause in house.pauses):
        return
    for duty in heaviest_first(rota, house, day):
        if turn := open_turn(rota, house, duty, day):
            for fact in give(rota, house, turn, there(rota, house, day), today):
                rota = evolve(rota, fact)
                yield fact


def heaviest_first(rota: Rota, house: Cohabitation, day: date) -> list[Duty]:
    """Heavy duties are given out first: the light ones then even out what is left."""
    todays = [duty for duty in rota.duties if day.weekday() in duty.days]
    return sorted(todays, key=lambda duty: -agreed(rota, house, duty, day))


def agreed(rota: Rota, house: Cohabitation, duty: Duty, day: date) -> float:
    """The middle value, once everyone who lives there that day has weighed it; until then the clause's."""
    said = [rota.weighed.get(person, {}).get(duty.code) for person in house.present(day)]
    weights = [weight for weight in said if weight is not None]
    return float(median(weights)) if weights and len(weights) == len(said) else float(duty.weight)


def open_turn(rota: Rota, house: Cohabitation, duty: Duty, day: date) -> Turn | None:
    """The turn of that duty and day, if nobody has it and nobody has done it."""
    assert rota.cohabitation is not None
    id = turn_of(rota.cohabitation, duty.code, day)
    turn = rota.turns.get(id) or Turn(id, duty.code, day, agreed(rota, house, duty, day), None)
    return turn if turn.owner is None and not turn.doers else None


def give(rota: Rota, house: Cohabitation, turn: Turn, who: frozenset[UUID], today: date) -> Iterator[Fact]:
    """To the least loaded of ``who``, for each day they were there; released when there is nobody."""
    if who:
        person = min(who, key=lambda one: precedence(rota, house, turn, one, who, today))
        yield TurnAssigned(turn=turn.id, duty=turn.duty, person=person, day=turn.day, points=turn.points)
    elif turn.owner is not None:
        yield TurnReleased(turn=turn.id, duty=turn.duty, day=turn.day)


def precedence(
    rota: Rota, house: Cohabitation, turn: Turn, person: UUID, who: frozenset[UUID], today: date
) -> tuple[float, int, int]:
    days = [turn.day - timedelta(days=n) for n in range(LOOKED_BACK.days)]
    there_on = sum(person in there(rota, house, day) for day in days)
    load = carried(rota, person, turn.day, today) / max(1, there_on)
    return round(load, 9), last_time(rota, turn.duty, person), place_in_the_round(turn, person, who)


def carried(rota: Rota, person: UUID, day: date, today: date) -> float:
    """Points done in the four weeks up to ``day``, and those still ahead; what was missed counts nothing."""
    recent = [turn for turn in rota.turns.values() if day - LOOKED_BACK < turn.day <= day]
    done = credited((turn.points, turn.doers) for turn in recent)
    ahead = (turn.points for turn in recent if turn.owner == person and not turn.doers and turn.day >= today)
    return done.get(person, 0.0) + sum(ahead)


def last_time(rota: Rota, duty: str, person: UUID) -> int:
    """The day they last had this very duty: whoever had it longest ago comes first."""
    had = (turn.day.toordinal() for turn in rota.turns.values() if turn.duty == duty and turn.owner == person)
    return max(had, default=0)


def place_in_the_round(turn: Turn, person: UUID, who: frozenset[UUID]) -> int:
    """A place that moves on with the day and differs by duty, so no tie always falls to the same person."""
    start = turn.day.toordinal() + sum(turn.duty.encode())
    return (sorted(who).index(person) + start) % len(who)
