"""Recording, countering and settling the money of a home: the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.balance import Effect, effect, owes, summed
from events.pacts.ledger import (
    CounterExpense,
    ExpenseCountered,
    ExpenseRecorded,
    Part,
    RecordExpense,
    Settle,
    Settled,
    ledger_of,
)
from events.sealed import seal
from services.kernel.deciding import Act
from services.pacts.agreement import Pact
from services.pacts.house import Cohabitation


@dataclass(frozen=True)
class Entry:
    """``payer`` and ``on`` of an expense; of money given back, ``on`` alone."""

    effect: Effect
    on: date
    payer: UUID | None
    countered: bool = False


@dataclass(frozen=True)
class Ledger:
    entries: dict[UUID, Entry] = field(default_factory=dict)

    def balance(self) -> dict[UUID, int]:
        return summed(entry.effect for entry in self.entries.values() if not entry.countered)


def decide(ledger: Ledger, command: Command, act: Act, *, house: Cohabitation, pact: Pact) -> Iterator[Fact]:
    if command.stream != ledger_of(command.dossier):
        raise Refusal("ledger.wrong-stream")
    match command:
        case RecordExpense():
            yield from record(ledger, command, act, house, pact)
        case CounterExpense():
            yield from counter(ledger, command, act, house, pact)
        case Settle():
            yield from settle(ledger, command, act)


def record(
    ledger: Ledger, command: RecordExpense, act: Act, house: Cohabitation, pact: Pact
) -> Iterator[Fact]:
    if command.entry in ledger.entries:
        return
    if command.on > act.day:
        raise Refusal("ledger.not-yet", "on")
    yield expense(command, command.person, house, pact)


def expense(command: RecordExpense, payer: UUID, house: Cohabitation, pact: Pact) -> ExpenseRecorded:
    """Shared by those who lived there on the day it was spent."""
    people = house.present(command.on)
    if payer not in people:
        raise Refusal("ledger.not-living-here", "on")
    version = pact.in_force_on(command.on)
    return ExpenseRecorded(
        entry=command.entry,
        cohabitation=command.dossier,
        payer=payer,
        cents=command.cents,
        parts=shared(command.cents, payer, people),
        split=version.split if version else "equal",
        on=command.on,
        label=seal(command.label, command.dossier, Category.EXPENSES),
    )


def shared(cents: int, payer: UUID, people: frozenset[UUID]) -> tuple[Part, ...]:
    """The same for everyone: each has one room, so by room is by head. Cents left over stay with who paid."""
    each, over = divmod(cents, len(people))
    return tuple(
        Part(person=person, cents=each + (over if person == payer else 0)) for person in sorted(people)
    )


def counter(
    ledger: Ledger, command: CounterExpense, act: Act, house: Cohabitation, pact: Pact
) -> Iterator[Fact]:
    """I14: the entry stays as it was written; another one stands against it, and a third says it right."""
    entry = ledger.entries.get(command.entry)
    if entry is None:
        raise Refusal("ledger.no-such-entry")
    if command.person not in dict(entry.effect) and command.person not in house.present(act.day):
        raise Refusal("ledger.not-living-here")
    if entry.countered:
        return
    right = command.instead if entry.payer and command.cents else None
    yield ExpenseCountered(entry=command.entry, person=command.person, reason=command.reason, instead=right)
    if right and entry.payer and right not in ledger.entries:
        yield expense(said_right(command, right, entry), entry.payer, house, pact)


def said_right(command: CounterExpense, entry: UUID, wrong: Entry) -> RecordExpense:
    """Of the same day and the same payer."""
    if not command.label:
        raise Refusal("ledger.label-missing", "label")
    return RecordExpense(
        stream=command.stream, dossier=command.dossier, entry=entry, person=command.person,
        cents=command.cents or 0, on=wrong.on, label=command.label,
    )  # fmt: skip


def settle(ledger: Ledger, command: Settle, act: Act) -> Iterator[Fact]:
    if command.entry in ledger.entries:
        return
    if command.person not in (command.payer, command.payee):
        raise Refusal("ledger.not-between-these")
    if command.cents > owes(ledger.balance(), command.payer, command.payee):
        raise Refusal("ledger.more-than-owed", "cents")
    yield Settled(
        entry=command.entry, cohabitation=command.dossier, payer=command.payer, payee=command.payee,
        cents=command.cents, on=act.day,
    )  # fmt: skip


def evolve(ledger: Ledger, fact: Fact) -> Ledger:
    match fact:
        case ExpenseRecorded():
            return put(ledger, fact.entry, Entry(effect(fact), fact.on, fact.payer))
        case Settled():
            return put(ledger, fact.entry, Entry(effect(fact), fact.on, None))
        case ExpenseCountered() if fact.entry in ledger.entries:
            return put(ledger, fact.entry, replace(ledger.entries[fact.entry], countered=True))
        case _:
            return ledger


def put(ledger: Ledger, id: UUID, entry: Entry) -> Ledger:
    return replace(ledger, entries={**ledger.entries, id: entry})
