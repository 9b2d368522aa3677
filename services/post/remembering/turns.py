"""Turns: in the morning, for whose it is by then."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from events.envelope import Recorded
from events.message import Fact
from events.pacts.duties import DutyDone, DutyUndone, SwapAgreed, TurnAssigned, TurnReleased
from services.post.remembering.matter import MORNING, Change, Matter, Over, midnight, moment


def of_turns(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    match fact:
        case TurnAssigned():
            yield turn_on(fact.turn, fact.day, recorded, (fact.person,))
        case DutyUndone():
            yield turn_on(fact.turn, fact.day, recorded, None)
        case SwapAgreed():
            yield Matter("turn", fact.turn, people=(fact.other,))
            if fact.exchange:
                yield Matter("turn", fact.exchange, people=(fact.asker,))
        case DutyDone() | TurnReleased():
            yield Over("turn", fact.turn)


def turn_on(turn: UUID, day: date, recorded: Recorded, people: tuple[UUID, ...] | None) -> Matter:
    zone = recorded.zone
    return Matter("turn", turn, moment(day, MORNING, zone), midnight(day, zone), people)
