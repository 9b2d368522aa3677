"""As what somebody comes in who is several things: their office first; they may take another role then."""

import sqlite3
from datetime import date
from uuid import UUID

from events.role import Role
from events.standing import Stands
from frontend.reader import TOWARDS_A_PERSON
from frontend.scope.queries import standings_of
from frontend.signing_in.lasting import STAFF

ORDER = (
    Role.COORDINATOR, Role.OPERATOR, Role.INFO_POINT, Role.COMMISSION, Role.AUDITOR, Role.HOST,
    Role.HOUSING_OFFICE, Role.RESEARCHER, Role.SYSADMIN, Role.COHABITANT, Role.FAMILY, Role.SELF,
)  # fmt: skip
Held = tuple[Role, UUID | None]
"""A role, and the organisation one holds it for."""


def first_role(db: sqlite3.Connection, person: UUID, day: date) -> Held:
    return roles_held(standings_of(db, person, day))[0]


def roles_held(standings: tuple[Stands, ...]) -> tuple[Held, ...]:
    """All of them, in order; who holds none is oneself."""
    found = {role_of(it): it.organisation for it in reversed(standings) if role_of(it) is not Role.SELF}
    return tuple((role, found[role]) for role in ORDER if role in found) or ((Role.SELF, None),)


def role_of(it: Stands) -> Role:
    if it.kind == "role" and it.role in STAFF:
        return it.role
    if it.kind == "membership":
        return Role.COHABITANT
    close = it.kind in TOWARDS_A_PERSON and it.role is Role.FAMILY
    return Role.FAMILY if close else Role.SELF
