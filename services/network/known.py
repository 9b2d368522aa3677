"""What a decision about a person knows of them: no name, no birth date, only what rules need."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.message import Fact
from events.network.person import (
    FoundSame,
    IdentityCorrected,
    PersonRegistered,
    PowerChecked,
    PowerEnded,
    PowerRecorded,
    PowerSentBack,
    RelationEnded,
    RelationRecorded,
)
from services.network.term import Term, Terms, cut


@dataclass(frozen=True)
class Waiting:
    """A decree entered by one person, not yet checked by another."""

    term: Term[UUID]
    recorded_by: UUID


@dataclass(frozen=True)
class Person:
    """Terms are by the other person; their codes are the kind, or the source followed by the powers.

    ``powers`` are those in force on their days, ``waiting`` those that nobody has checked: one for each holder.
    """

    registered: bool = False
    minor_until: date | None = None
    same_as: UUID | None = None
    relations: Terms[UUID] = ()
    powers: Terms[UUID] = ()
    waiting: tuple[Waiting, ...] = ()

    @property
    def known(self) -> bool:
        """Registered, and not found to be someone else's second entry."""
        return self.registered and self.same_as is None

    def minor_on(self, day: date) -> bool:
        return self.minor_until is not None and day < self.minor_until


def evolve(person: Person, fact: Fact) -> Person:
    match fact:
        case PersonRegistered():
            return replace(person, registered=True, minor_until=fact.minor_until)
        case IdentityCorrected():
            return replace(person, minor_until=fact.minor_until)
        case FoundSame():
            return replace(person, same_as=fact.kept)
        case RelationRecorded():
            return replace(person, relations=(*person.relations, relation(fact)))
        case RelationEnded():
            return replace(person, relations=cut(person.relations, fact.relative, fact.until))
        case _:
            return with_powers(person, fact)


def with_powers(person: Person, fact: Fact) -> Person:
    match fact:
        case PowerRecorded() if fact.recorded_by:
            entered = Waiting(power(fact), fact.recorded_by)
            return replace(person, waiting=(*others(person, fact.holder), entered))
        case PowerRecorded():
            return replace(person, powers=(*person.powers, power(fact)))
        case PowerChecked():
            powers = (*person.powers, power(fact))
            return replace(person, powers=powers, waiting=others(person, fact.holder))
        case PowerSentBack():
            return replace(person, waiting=others(person, fact.holder))
        case PowerEnded():
            return replace(person, powers=cut(person.powers, fact.holder, fact.until))
        case _:
            return person


def relation(fact: RelationRecorded) -> Term[UUID]:
    return Term(fact.relative, fact.since, fact.until, (fact.kind,))


def power(fact: PowerRecorded | PowerChecked) -> Term[UUID]:
    return Term(fact.holder, fact.since, fact.until, (fact.source, *fact.powers))


def others(person: Person, holder: UUID) -> tuple[Waiting, ...]:
    return tuple(it for it in person.waiting if it.term.what != holder)


def needs_known(person: Person) -> None:
    if not person.registered:
        raise Refusal("person.unknown")
    if person.same_as is not None:
        raise Refusal("person.found-same")


def needs_holder(person: UUID, holder: UUID, state: Person, day: date, field: str) -> None:
    """Who acts for another is someone else, registered and of age."""
    if holder == person or not state.known:
        raise Refusal("person.holder-unknown", field=field)
    if state.minor_on(day):
        raise Refusal("person.holder-is-minor", field=field)
