"""Entries: one applicant takes part in one call once; taken in the same save as the application."""

from typing import ClassVar
from uuid import UUID, uuid5

from events.message import Command, Fact


def entry_of(call: UUID, applicant: UUID) -> UUID:
    return uuid5(call, f"applicant/{applicant}")


class CallEntered(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    call: UUID
    applicant: UUID
    application: UUID


class CallLeft(Fact):
    """Withdrawn: until the call closes the applicant may apply again."""

    ABOUT: ClassVar[tuple[str, ...]] = ("applicant",)

    call: UUID
    applicant: UUID
    application: UUID


class EnterCall(Command):
    """``stream`` is ``entry_of(call, applicant)``, ``dossier`` the applicant."""

    call: UUID
    application: UUID


class LeaveCall(Command):
    call: UUID
    application: UUID
