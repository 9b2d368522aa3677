"""Costs: written once; what was wrong is taken back by a counter-entry, never more than there was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.network.cost import CostCountered, CostRecorded, CounterCost, RecordCost
from events.sealed import seal
from services.kernel.deciding import Act, Decider, Read
from services.network.line import LINE, Line


@dataclass(frozen=True)
class Cost:
    recorded: CostRecorded | None = None
    left: int = 0


def decide(cost: Cost, command: Command, act: Act, line: Line | None = None) -> Iterator[Fact]:
    match command:
        case RecordCost():
            yield from record(cost, command, act, line or Line())
        case CounterCost():
            yield from counter(cost, command)


def record(cost: Cost, command: RecordCost, act: Act, line: Line) -> Iterator[Fact]:
    if cost.recorded:
        raise Refusal("cost.already-recorded")
    if not line.holds(command.on):
        raise Refusal("cost.outside-the-line", field="on")
    if command.on > act.today:
        raise Refusal("cost.not-spent-yet", field="on")
    yield CostRecorded(
        cost=command.stream, line=command.dossier, code=command.code, cents=command.cents, on=command.on,
        cohabitation=command.cohabitation,
        evidence=seal(command.evidence, command.dossier, Category.PROOFS),
    )  # fmt: skip


def counter(cost: Cost, command: CounterCost) -> Iterator[Fact]:
    was = cost.recorded
    if was is None or was.line != command.dossier:
        raise Refusal("cost.unknown")
    cents = command.cents or cost.left
    if not 0 < cents <= cost.left:
        raise Refusal("cost.more-than-is-left", field="cents")
    yield CostCountered(
        cost=was.cost, line=was.line, code=was.code, cents=cents, on=was.on, reason=command.reason
    )


def evolve(cost: Cost, fact: Fact) -> Cost:
    match fact:
        case CostRecorded():
            return Cost(fact, fact.cents)
        case CostCountered():
            return Cost(cost.recorded, cost.left - fact.cents)
        case _:
            return cost


def the_line(command: Command) -> Mapping[str, Read]:
    return {"line": Read(LINE, command.dossier)} if isinstance(command, RecordCost) else {}


COST = Decider(Cost(), decide, evolve, commands=(RecordCost, CounterCost), reads=the_line)
