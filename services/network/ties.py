"""Who is close to a person and who may act for them: always from one day to another, always from an act."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Fact
from events.network.person import (
    EVERY_POWER,
    EndPower,
    EndRelation,
    PowerEnded,
    PowerRecorded,
    RecordPower,
    RecordRelation,
    RelationEnded,
    RelationRecorded,
)
from events.sealed import seal
from services.kernel.deciding import Act
from services.network.known import Person, needs_holder, needs_known, power, relation
from services.network.term import Term, Terms, backwards, clash, ended, held


def record_relation(person: Person, command: RecordRelation, act: Act, relative: Person) -> Iterator[Fact]:
    needs_known(person)
    never_ones_own(command.relative, act)
    if command.relative == command.stream or not relative.known:
        raise Refusal("person.relative-unknown", field="relative")
    fact = RelationRecorded(
        person=command.stream,
        relative=command.relative,
        kind=command.kind,
        since=command.since,
        until=command.until,
    )
    if is_new(person.relations, relation(fact), "person.relation-already-recorded"):
        yield fact


def never_ones_own(other: UUID, act: Act) -> None:
    """Nobody enters themselves as close to someone, or as acting for them: who is it says so, or a colleague does."""
    if other in (act.actor, act.on_behalf_of):
        raise Refusal("person.close-to-oneself")


def record_power(person: Person, command: RecordPower, act: Act, holder: Person) -> Iterator[Fact]:
    needs_known(person)
    never_ones_own(command.holder, act)
    needs_holder(command.stream, command.holder, holder, act.day, field="holder")
    if command.decided_on > command.since:
        raise Refusal("person.power-before-decree", field="since")
    fact = by_decree(command)
    if is_new(person.powers, power(fact), "person.power-already-recorded"):
        yield fact


def by_decree(command: RecordPower) -> PowerRecorded:
    owner, text = command.stream, command.decree_text
    return PowerRecorded(
        person=owner,
        holder=command.holder,
        source=command.source,
        powers=tuple(one for one in EVERY_POWER if one in command.powers),
        since=command.since,
        until=command.until,
        decided_on=command.decided_on,
        decree_number=seal(command.decree_number, owner, Category.IDENTITY),
        decree_text=seal(text, owner, Category.IDENTITY) if text else None,
    )


def is_new(terms: Terms[UUID], term: Term[UUID], reason: str) -> bool:
    """False when exactly this is recorded already; refuses what ends before it begins, or overlaps."""
    if backwards(term.since, term.until):
        raise Refusal("person.ends-before-it-begins", field="until")
    if term in terms:
        return False
    if clash(terms, term):
        raise Refusal(reason, field="since")
    return True


def end_relation(person: Person, command: EndRelation) -> Iterator[Fact]:
    if is_held(person.relations, command.relative, command.until, "person.no-such-relation"):
        yield RelationEnded(person=command.stream, relative=command.relative, until=command.until)


def end_power(person: Person, command: EndPower) -> Iterator[Fact]:
    if is_held(person.powers, command.holder, command.until, "person.no-such-power"):
        yield PowerEnded(
            person=command.stream, holder=command.holder, until=command.until, reason=command.reason
        )


def is_held(terms: Terms[UUID], what: UUID, until: date, reason: str) -> bool:
    """False when it ends on that day already; refuses the end of what was not held."""
    if ended(terms, what, until):
        return False
    if held(terms, what, until) is None:
        raise Refusal(reason, field="until")
    return True
