"""How somebody reads: their own choice, changed as often as they like."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.reading import ChooseReading, ReadingChosen, reading_of
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Reading:
    easy: bool = False


def decide(reading: Reading, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case ChooseReading():
            if command.stream != reading_of(command.dossier):
                raise Refusal("command.wrong-dossier")
            if command.easy != reading.easy:
                yield ReadingChosen(person=command.dossier, easy=command.easy)


def evolve(reading: Reading, fact: Fact) -> Reading:
    return Reading(fact.easy) if isinstance(fact, ReadingChosen) else reading


READING = Decider(Reading(), decide, evolve, commands=(ChooseReading,))
