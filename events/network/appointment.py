"""An auditor's appointment: what may be looked at, of which period, and from which day to which."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from events.message import Command, Fact
from events.role import Role
from events.standing import Ends, Standing, Stands

ActNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$")]
"""Number of the act that appoints, as a public register has it: no words."""

Scope = Annotated[tuple[UUID, ...], Field(max_length=200)]
EndReason = Literal["work-done", "replaced", "revoked", "entered-by-mistake"]


class AuditorAppointed(Fact):
    """Over these cohabitations and funding lines; both empty means all of the partnership.

    ``period_from`` and ``period_to`` are the first and the last day whose facts are audited, both included;
    ``since`` and ``until`` (exclusive) are when the auditor may look.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cases: Scope
    lines: Scope
    period_from: date
    period_to: date
    since: date
    until: date
    act: ActNumber

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Stands("appointment", self.person, Role.AUDITOR, self.since, over, self.until)
            for over in scope(self.cases, self.lines)
        )


class AppointmentEnded(Fact):
    """Before its day. ``cases`` and ``lines`` say again what it was over."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cases: Scope
    lines: Scope
    until: date
    reason: EndReason

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Ends("appointment", self.person, Role.AUDITOR, self.until, over)
            for over in scope(self.cases, self.lines)
        )


class AppointAuditor(Command):
    """``stream`` is the appointment's id, made by who asks; ``dossier`` is the same."""

    person: UUID
    cases: Scope = ()
    lines: Scope = ()
    period_from: date
    period_to: date
    since: date
    until: date
    act: ActNumber


class EndAppointment(Command):
    until: date
    reason: EndReason


def scope(cases: tuple[UUID, ...], lines: tuple[UUID, ...]) -> tuple[UUID | None, ...]:
    """What an appointment is over; None is everything."""
    return (*cases, *lines) or (None,)
