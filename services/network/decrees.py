"""Who may act for a person: from a decree, entered by one and checked by another, never longer than it says."""

from collections.abc import Iterator
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.message import Fact
from events.network.person import (
    EVERY_POWER,
    CheckPower,
    EndPower,
    PowerChecked,
    PowerEnded,
    PowerRecorded,
    PowerSentBack,
    RecordPower,
    SendBackPower,
)
from events.sealed import seal
from services.kernel.deciding import Act
from services.network.known import Person, Waiting, needs_holder, needs_known, power
from services.network.term import Term, Terms, backwards
from services.network.ties import is_held, never_ones_own


def record_power(person: Person, command: RecordPower, act: Act, holder: Person) -> Iterator[Fact]:
    needs_known(person)
    never_ones_own(command.holder, act)
    needs_holder(command.stream, command.holder, holder, act.day, field="holder")
    if command.decided_on > command.since:
        raise Refusal("person.power-before-decree", field="since")
    if backwards(command.since, command.until):
        raise Refusal("person.ends-before-it-begins", field="until")
    fact = by_decree(command, act)
    waiting = entered(person, command.holder)
    if waiting and waiting.term != power(fact):
        raise Refusal("person.power-already-waiting", field="holder")
    if not waiting and not said_already(person.powers, power(fact)):
        yield fact


def by_decree(command: RecordPower, act: Act) -> PowerRecorded:
    owner, text = command.stream, command.decree_text
    return PowerRecorded(
        person=owner,
        holder=command.holder,
        source=command.source,
        powers=in_order(command),
        since=command.since,
        until=command.until,
        decided_on=command.decided_on,
        decree_number=seal(command.decree_number, owner, Category.IDENTITY),
        decree_text=seal(text, owner, Category.IDENTITY) if text else None,
        recorded_by=act.actor,
    )


def in_order(command: RecordPower | CheckPower) -> tuple[str, ...]:
    return tuple(one for one in EVERY_POWER if one in command.powers)


def entered(person: Person, holder: UUID) -> Waiting | None:
    return next((it for it in person.waiting if it.term.what == holder), None)


def said_already(held: Terms[UUID], new: Term[UUID]) -> bool:
    """The same decree, in force since the day of its check or since its own."""
    return any(
        (it.what, it.codes, it.until) == (new.what, new.codes, new.until) and new.since <= it.since
        for it in held
    )


def check_power(person: Person, command: CheckPower, act: Act) -> Iterator[Fact]:
    """Another one follows in force: what this holder held until now ends on the day it begins."""
    needs_known(person)
    waiting = entered(person, command.holder)
    if waiting is None:
        raise Refusal("person.nothing-to-check")
    by_another(waiting, command, act)
    term = waiting.term
    if (term.since, term.until, term.codes[1:]) != (command.since, command.until, in_order(command)):
        raise Refusal("person.power-changed-meanwhile")
    fact = PowerChecked(
        person=command.stream,
        holder=command.holder,
        source=term.codes[0],
        powers=term.codes[1:],
        since=max(term.since, act.day),
        until=term.until,
    )
    yield from makes_room(person, fact)
    yield fact


def by_another(waiting: Waiting, command: CheckPower, act: Act) -> None:
    """Neither who entered it, nor who gains by it, nor whose life it is about."""
    if act.actor in (waiting.recorded_by, command.holder, command.stream):
        raise Refusal("person.check-by-another")


def makes_room(person: Person, new: PowerChecked) -> Iterator[PowerEnded]:
    if new.until is not None and new.until <= new.since:
        raise Refusal("person.power-over", field="until")
    for term in person.powers:
        if term.what != new.holder or not term.meets(power(new)):
            continue
        if not term.holds(new.since):
            raise Refusal("person.power-already-recorded", field="since")
        yield PowerEnded(person=new.person, holder=new.holder, until=new.since, reason="replaced")


def send_back(person: Person, command: SendBackPower, act: Act) -> Iterator[Fact]:
    """Who entered it may take it back too: nothing was in force yet."""
    if entered(person, command.holder) is None:
        raise Refusal("person.nothing-to-check")
    never_ones_own(command.holder, act)
    yield PowerSentBack(person=command.stream, holder=command.holder, reason=command.reason)


def end_power(person: Person, command: EndPower) -> Iterator[Fact]:
    if is_held(person.powers, command.holder, command.until, "person.no-such-power"):
        yield PowerEnded(
            person=command.stream, holder=command.holder, until=command.until, reason=command.reason
        )
