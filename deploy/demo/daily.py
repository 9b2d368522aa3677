"""Daily life: whoever's turn it is mostly does it, sometimes late, sometimes by mistake, once swapped."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID
from zlib import crc32

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line, Stage
from deploy.demo.story.pacts import PAIRS
from events.message import Fact
from events.pacts.duties import (
    AgreeSwap,
    AskSwap,
    DoDuty,
    SwapAgreed,
    TurnAssigned,
    TurnReleased,
    UndoDuty,
    duties_of,
)
from tests.people import CAST, Person

SWAP_DAY = 75
KNOWN: dict[UUID, tuple[int, dict[UUID, TurnAssigned]]] = {}
"""Home → how far its duties have been heard, and the turns as they stand."""


def lines(stage: Stage, calendar: Calendar, n: int) -> Iterator[Line]:
    """What the cohabitants do on the ``n``-th day, from the turns the service has really assigned."""
    for home, pair in PAIRS:
        turns = of_day(stage, home, calendar.day(n))
        for turn in turns:
            yield from done(calendar, home, turn, n)
        if n == SWAP_DAY:
            yield from swapped(calendar, home, pair, of_day(stage, home, calendar.day(n + 1)), n)


def of_day(stage: Stage, home: UUID, day: date) -> list[TurnAssigned]:
    """The turns of that day with who owns them now."""
    version, turns = KNOWN.get(home, (0, {}))
    pacts = next(service for service in stage.services if service.name == "pacts")
    for record in pacts.store.history(duties_of(home), after=version):
        hear(turns, record.revived())
        version = record.stream_version
    KNOWN[home] = version, turns
    return [turn for turn in turns.values() if turn.day == day]


def hear(turns: dict[UUID, TurnAssigned], fact: Fact) -> None:
    match fact:
        case TurnAssigned():
            turns[fact.turn] = fact
        case TurnReleased():
            turns.pop(fact.turn, None)
        case SwapAgreed() if fact.turn in turns:
            turns[fact.turn] = turns[fact.turn].model_copy(update={"person": fact.other})


def done(calendar: Calendar, home: UUID, turn: TurnAssigned, n: int) -> Iterator[Line]:
    person = next(it for it in CAST if it.id == turn.person)
    own = {"stream": duties_of(home), "dossier": home, "turn": turn.turn, "person": person.id}
    mood = crc32(turn.turn.bytes) % 20
    if mood < 2 or (n == calendar.last and mood < 14):
        return
    yield Line(
        calendar.at(n, 8 + mood % 12, mood), person, DoDuty(**own, by="qr" if mood % 5 == 0 else "tap")
    )
    if mood == 3:
        yield Line(calendar.at(n, 21), person, UndoDuty(**own))


def swapped(
    calendar: Calendar, home: UUID, pair: tuple[Person, ...], turns: list[TurnAssigned], n: int
) -> Iterator[Line]:
    for turn in turns[:1]:
        asker = next(person for person in pair if person.id == turn.person)
        other = next(person for person in pair if person != asker)
        own = {"stream": duties_of(home), "dossier": home, "turn": turn.turn}
        yield Line(calendar.at(n, 20), asker, AskSwap(**own, person=asker.id, other=other.id))
        yield Line(calendar.at(n, 21, 30), other, AgreeSwap(**own, person=other.id))
