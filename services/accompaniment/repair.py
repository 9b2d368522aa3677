"""Something broken: noticed once, put right once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.accompaniment.repair import NoteRepair, RepairNoted, RepairSettled, SettleRepair
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Repair:
    noted: bool = False
    settled: bool = False


def decide(repair: Repair, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case NoteRepair():
            yield from note(repair, command)
        case SettleRepair():
            yield from settle(repair)


def note(repair: Repair, command: NoteRepair) -> Iterator[Fact]:
    if repair.noted:
        raise Refusal("repair.already-noted")
    text = command.words.strip()
    sealed = seal(text, command.dossier, Category.VISIT_SHARED) if text else None
    yield RepairNoted(what=command.what, words=sealed, visit=command.visit)


def settle(repair: Repair) -> Iterator[Fact]:
    if not repair.noted:
        raise Refusal("repair.not-noted")
    if not repair.settled:
        yield RepairSettled()


def evolve(repair: Repair, fact: Fact) -> Repair:
    match fact:
        case RepairNoted():
            return replace(repair, noted=True)
        case RepairSettled():
            return replace(repair, settled=True)
    return repair


REPAIR = Decider(Repair(), decide, evolve, commands=(NoteRepair, SettleRepair))
