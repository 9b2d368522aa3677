"""Who is close to a person, from one day to another."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from events.envelope import Refusal
from events.message import Fact
from events.network.person import EndRelation, RecordRelation, RelationEnded, RelationRecorded
from services.kernel.deciding import Act
from services.network.known import Person, needs_known, relation
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


def is_held(terms: Terms[UUID], what: UUID, until: date, reason: str) -> bool:
    """False when it ends on that day already; refuses the end of what was not held."""
    if ended(terms, what, until):
        return False
    if held(terms, what, until) is None:
        raise Refusal(reason, field="until")
    return True
