"""Members: the roles a person holds in the partnership and the cohabitations an operator is assigned to."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from events.message import Command, Fact
from events.role import Role
from events.standing import Ends, Standing, Stands

Office = Literal[
    Role.OPERATOR,
    Role.COORDINATOR,
    Role.INFO_POINT,
    Role.COMMISSION,
    Role.HOST,
    Role.HOUSING_OFFICE,
    Role.RESEARCHER,
    Role.AUDITOR,
    Role.SYSADMIN,
]
"""Roles that are given. The others come from what people do: living somewhere, being family, applying."""


def member_of(person: UUID) -> UUID:
    return uuid5(person, "member")


class RoleGranted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    role: Office
    organisation: UUID | None = None
    since: date
    until: date | None = None

    def standings(self) -> tuple[Standing, ...]:
        stands = Stands(
            "role", self.person, self.role, self.since, until=self.until, organisation=self.organisation
        )
        return (stands,)


class RoleEnded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    role: Office
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("role", self.person, self.role, self.until),)


class Assigned(Fact):
    """The person accompanies ``cohabitation`` as an operator."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cohabitation: UUID
    since: date
    until: date | None = None

    def standings(self) -> tuple[Standing, ...]:
        return (Stands("assignment", self.person, Role.OPERATOR, self.since, self.cohabitation, self.until),)


class Unassigned(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    cohabitation: UUID
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("assignment", self.person, Role.OPERATOR, self.until, over=self.cohabitation),)


class GrantRole(Command):
    """``stream`` is ``member_of(person)``, ``dossier`` the person."""

    role: Office
    organisation: UUID | None = None
    since: date
    until: date | None = None


class EndRole(Command):
    """Ends the operator's assignments with it, where they would outlive the role."""

    role: Office
    until: date


class Assign(Command):
    cohabitation: UUID
    since: date
    until: date | None = None


class Unassign(Command):
    cohabitation: UUID
    until: date
