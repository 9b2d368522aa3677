"""Hidden needs: counted by theme, district and quarter, and told to nobody before there are five alike."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from events.envelope import Refusal
from events.message import Fact
from events.network.signal import LEAST, NeedSignalled, SignalNeed, Theme, ThemePublished, needs_of
from services.kernel.deciding import Act, Decider

Cell = tuple[Theme, str]
NONE: Mapping[Cell, int] = MappingProxyType({})


@dataclass(frozen=True)
class Needs:
    """How many of each theme in each quarter, of one district."""

    signals: Mapping[Cell, int] = field(default_factory=lambda: NONE)


def decide(needs: Needs, command: SignalNeed, act: Act) -> Iterator[Fact]:
    """Published in steps: between five and nine it always says five, so that no single one can be noticed."""
    if command.stream != needs_of(command.dossier):
        raise Refusal("signal.misaddressed")
    cell = command.theme, quarter(act.day)
    own = {"theme": command.theme, "district": command.dossier, "quarter": cell[1]}
    yield NeedSignalled(**own)
    many = needs.signals.get(cell, 0) + 1
    if many % LEAST == 0:
        yield ThemePublished(**own, least=many)


def quarter(day: date) -> str:
    return f"{day.year}-{(day.month + 2) // 3}"


def evolve(needs: Needs, fact: Fact) -> Needs:
    if not isinstance(fact, NeedSignalled):
        return needs
    return Needs(dict(Counter(needs.signals) + Counter([(fact.theme, fact.quarter)])))


NEEDS = Decider(Needs(), decide, evolve, commands=(SignalNeed,))
