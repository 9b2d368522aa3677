"""Appointments: somebody else makes an auditor look at these cases, with an act and up to a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.appointment import AppointAuditor, AppointmentEnded, AuditorAppointed, EndAppointment
from events.network.member import member_of
from events.role import Role
from services.kernel.deciding import Act, Decider, Read
from services.network.member import MEMBER, Member
from services.network.term import Term, backwards, covered


@dataclass(frozen=True)
class Appointment:
    made: AuditorAppointed | None = None
    until: date | None = None


def decide(appointment: Appointment, command: Command, act: Act, **seen: Member) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("appointment.misaddressed")
    match command:
        case AppointAuditor():
            yield from appoint(appointment, command, act, **seen)
        case EndAppointment():
            yield from end(appointment, command, act)


def appoint(appointment: Appointment, command: AppointAuditor, act: Act, member: Member) -> Iterator[Fact]:
    if command.person in (act.actor, act.on_behalf_of):
        raise Refusal("appointment.not-to-oneself", field="person")
    if backwards(command.since, command.until):
        raise Refusal("appointment.ends-before-it-begins", field="until")
    if command.period_to < command.period_from:
        raise Refusal("appointment.period-backwards", field="period_to")
    must_be_an_auditor(command, member)
    fact = AuditorAppointed(**command.model_dump(exclude={"stream", "dossier", "expects"}))
    if appointment.made is None:
        yield fact
    elif appointment.made != fact:
        raise Refusal("appointment.already-made")


def must_be_an_auditor(command: AppointAuditor, member: Member) -> None:
    """On every day of it: a look nobody holds the office for is nobody's look."""
    offices = tuple(term for term in member.roles if term.what == Role.AUDITOR)
    if not covered(Term(command.stream, command.since, command.until), offices):
        raise Refusal("appointment.needs-auditor-role", field="person")


def end(appointment: Appointment, command: EndAppointment, act: Act) -> Iterator[Fact]:
    made = appointment.made
    if made is None:
        raise Refusal("appointment.unknown")
    if made.person in (act.actor, act.on_behalf_of):
        raise Refusal("appointment.not-to-oneself")
    if appointment.until == command.until:
        return
    if not (made.since <= command.until and appointment.until and command.until < appointment.until):
        raise Refusal("appointment.over-by-then", field="until")
    yield AppointmentEnded(
        person=made.person, cases=made.cases, lines=made.lines, until=command.until, reason=command.reason
    )


def evolve(appointment: Appointment, fact: Fact) -> Appointment:
    match fact:
        case AuditorAppointed():
            return Appointment(fact, fact.until)
        case AppointmentEnded():
            return replace(appointment, until=fact.until)
        case _:
            return appointment


def the_member(command: Command) -> Mapping[str, Read]:
    if isinstance(command, AppointAuditor):
        return {"member": Read(MEMBER, member_of(command.person))}
    return {}


APPOINTMENT = Decider(
    Appointment(), decide, evolve, commands=(AppointAuditor, EndAppointment), reads=the_member
)
