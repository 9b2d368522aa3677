"""Numbers instead of names: how many guests a point has had on each day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from events.envelope import Refusal
from events.intake.numbers import ContactNumbered, NumberContact, numbers_of
from events.message import Fact
from services.kernel.deciding import Act, Decider

NONE: Mapping[date, int] = MappingProxyType({})


@dataclass(frozen=True)
class Numbers:
    guests: Mapping[date, int] = field(default_factory=lambda: NONE)

    def next(self, day: date) -> int:
        return self.guests.get(day, 0) + 1


def decide(numbers: Numbers, command: NumberContact, act: Act) -> Iterator[Fact]:
    if command.stream != numbers_of(command.dossier):
        raise Refusal("contact.misaddressed")
    yield ContactNumbered(contact=command.contact, on=command.on)


def evolve(numbers: Numbers, fact: Fact) -> Numbers:
    if not isinstance(fact, ContactNumbered):
        return numbers
    return Numbers({**numbers.guests, fact.on: numbers.next(fact.on)})


NUMBERS = Decider(Numbers(), decide, evolve, commands=(NumberContact,))
