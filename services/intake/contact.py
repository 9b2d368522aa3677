"""Contacts: opened without a name, oriented, called only if they wish, and asked whether it helped."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from events.category import Category
from events.envelope import Refusal
from events.intake.contact import (
    AcceptHandover,
    AgreeToCall,
    CallAgreed,
    CallTakenBack,
    ContactOpened,
    DeclineHandover,
    GiveOptions,
    HandOverContact,
    OpenContact,
    OpenContactToCall,
    OptionsGiven,
    OutcomeReported,
    Reachable,
    ReportOutcome,
    TakeBackCall,
    Teller,
    code_of,
)
from events.intake.numbers import NumberContact, numbers_of
from events.message import Command, Fact
from events.role import Role
from events.sealed import seal
from services.intake.guest import Contact, evolve
from services.intake.handing import hand
from services.intake.numbers import NUMBERS, Numbers
from services.kernel.deciding import Act, Decider, Read

KEPT = timedelta(days=30)


def decide(it: Contact, command: Command, act: Act, **seen: Numbers) -> Iterator[Fact | Command]:
    if command.stream != command.dossier:
        raise Refusal("contact.misaddressed")
    if isinstance(command, OpenContact):
        yield from opening(it, command, act, **seen)
    elif it.point is None:
        raise Refusal("contact.unknown")
    else:
        yield from going_on(it, command, act)


def going_on(it: Contact, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case GiveOptions():
            yield OptionsGiven(rule=command.rule, options=command.options)
        case AgreeToCall():
            yield from agree(it, command.stream, command.call, act)
        case TakeBackCall():
            yield from take_back(it, act)
        case ReportOutcome():
            yield from report(it, command, act)
        case _:
            yield from hand(it, command, act)


def opening(it: Contact, command: OpenContact, act: Act, numbers: Numbers) -> Iterator[Fact | Command]:
    """One after the other, beginning anew each day at each point."""
    if it.point is not None:
        raise Refusal("contact.already-open")
    point, day = command.point, act.day
    yield ContactOpened(point=point, on=day, number=numbers.next(day))
    yield NumberContact(stream=numbers_of(point), dossier=point, contact=command.stream, on=day)
    if command.options:
        yield OptionsGiven(rule=command.rule, options=command.options)
    if isinstance(command, OpenContactToCall):
        yield from agree(it, command.stream, command.call, act)


def agree(it: Contact, contact: UUID, call: Reachable, act: Act) -> Iterator[Fact]:
    """Once for a contact, which owns it itself: nobody is registered for wanting to be called."""
    if it.called:
        raise Refusal("contact.call-already-agreed", field="name")
    yield CallAgreed(
        name=seal(call.name, contact, Category.IDENTITY),
        channel=call.channel,
        address=seal(call.address, contact, Category.IDENTITY),
        purpose=call.purpose,
        until=act.day + KEPT,
    )


def take_back(it: Contact, act: Act) -> Iterator[Fact]:
    if it.called and not it.taken_back:
        yield CallTakenBack(on=act.day)


def report(it: Contact, command: ReportOutcome, act: Act) -> Iterator[Fact]:
    own = act.role == Role.PUBLIC
    if own and plain(command.code or "") != plain(code_of(command.stream)):
        raise Refusal("contact.wrong-code", field="code")
    if command.entry is not None and command.entry not in it.options:
        raise Refusal("contact.entry-not-given", field="entry")
    told_by: Teller = "person" if own else "staff"
    if (told_by, command.outcome, command.entry) not in it.outcomes:
        yield OutcomeReported(outcome=command.outcome, told_by=told_by, entry=command.entry)


def plain(code: str) -> str:
    return code.upper().replace("-", "")


def others(command: Command) -> Mapping[str, Read]:
    return {"numbers": Read(NUMBERS, numbers_of(command.point))} if isinstance(command, OpenContact) else {}


CONTACT = Decider(
    Contact(),
    decide,
    evolve,
    commands=(
        OpenContact, OpenContactToCall, GiveOptions, HandOverContact, AcceptHandover, DeclineHandover,
        AgreeToCall, TakeBackCall, ReportOutcome,
    ),
    reads=others,
)  # fmt: skip
