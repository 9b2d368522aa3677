"""Who has done how much of the home's work: read from facts alone, so what was undone was never counted."""

from collections.abc import Iterable
from uuid import UUID

from events.message import Fact
from events.pacts.duties import DutyDone, DutyUndone, TurnAssigned


def fairness(facts: Iterable[Fact]) -> dict[UUID, float]:
    """Person → points. The points of a turn are shared by all who did it: marked twice, it is one turn."""
    points: dict[UUID, float] = {}
    doers: dict[UUID, set[UUID]] = {}
    for fact in facts:
        match fact:
            case TurnAssigned():
                points[fact.turn] = fact.points
            case DutyDone():
                doers.setdefault(fact.turn, set()).add(fact.person)
            case DutyUndone():
                doers.get(fact.turn, set()).discard(fact.person)
    return credited((points[turn], frozenset(people)) for turn, people in doers.items())


def credited(turns: Iterable[tuple[float, frozenset[UUID]]]) -> dict[UUID, float]:
    """The same from (points, doers) pairs."""
    credit: dict[UUID, float] = {}
    for points, doers in turns:
        for person in doers:
            credit[person] = credit.get(person, 0.0) + points / len(doers)
    return credit
