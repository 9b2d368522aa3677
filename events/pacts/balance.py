"""Who owes whom: read from facts alone; whatever is entered, all balances together are nothing (I14)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from events.message import Fact
from events.pacts.ledger import ExpenseCountered, ExpenseRecorded, Settled

Effect = tuple[tuple[UUID, int], ...]
"""Person → cents: what is owed to them by it (plus), what they owe by it (minus); the sum is zero."""


@dataclass(frozen=True)
class Owed:
    debtor: UUID
    creditor: UUID
    cents: int


def effect(fact: ExpenseRecorded | Settled) -> Effect:
    """Who paid is owed it all, and owes their own part of it."""
    if isinstance(fact, Settled):
        return ((fact.payer, fact.cents), (fact.payee, -fact.cents))
    return ((fact.payer, fact.cents), *((part.person, -part.cents) for part in fact.parts))


def balances(facts: Iterable[Fact]) -> dict[UUID, int]:
    """Person → cents, in euro cents; plus is owed to them. A countered entry counts for nothing."""
    entries: dict[UUID, Effect] = {}
    for fact in facts:
        match fact:
            case ExpenseRecorded() | Settled():
                entries[fact.entry] = effect(fact)
            case ExpenseCountered():
                entries.pop(fact.entry, None)
    return summed(entries.values())


def summed(effects: Iterable[Effect]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for each in effects:
        for person, cents in each:
            found[person] = found.get(person, 0) + cents
    return found


def owed(balance: Mapping[UUID, int]) -> Iterator[Owed]:
    """The fewest hands money must go through: who owes most gives to whom most is owed, until all is even."""
    left = dict(balance)
    while any(left.values()):
        debtor = min(left, key=lambda person: (left[person], str(person)))
        creditor = max(left, key=lambda person: (left[person], str(person)))
        cents = min(-left[debtor], left[creditor])
        left[debtor] += cents
        left[creditor] -= cents
        yield Owed(debtor, creditor, cents)


def owes(balance: Mapping[UUID, int], debtor: UUID, creditor: UUID) -> int:
    """Cents one owes the other once all debts are drawn together."""
    return sum(it.cents for it in owed(balance) if (it.debtor, it.creditor) == (debtor, creditor))
