"""Through whose eyes: the people who stood towards the case in a role on that day, as the rewound tables know them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from events.role import Role
from frontend.i18n import gettext
from frontend.reader import Reader
from frontend.scope.queries import VALID, members_of, standings_of

ROLES = (Role.OPERATOR, Role.COHABITANT, Role.FAMILY, Role.COORDINATOR)
ASSIGNED = (
    f"SELECT DISTINCT person FROM scope_standings WHERE kind = 'assignment' AND over = :over AND {VALID}"
)
COORDINATING = (
    f"SELECT DISTINCT person FROM scope_standings WHERE kind = 'role' AND role = 'coordinator' AND {VALID}"
)
CLOSE = (
    "SELECT DISTINCT person FROM scope_standings WHERE kind IN ('relation', 'power', 'share') AND role = 'family'"
    f" AND over = :over AND {VALID}"
)


@dataclass(frozen=True)
class Lens:
    """``number`` tells those of one role apart, from 1 in a constant order; in addresses ``operator``, ``operator-2``."""

    role: Role
    person: UUID
    number: int = 1

    @property
    def key(self) -> str:
        return self.role.value if self.number == 1 else f"{self.role.value}-{self.number}"


def lenses(db: sqlite3.Connection, case: UUID, day: date) -> tuple[Lens, ...]:
    return tuple(
        Lens(role, person, n) for role in ROLES for n, person in enumerate(those(db, role, case, day), 1)
    )


def those(db: sqlite3.Connection, role: Role, case: UUID, day: date) -> list[UUID]:
    match role:
        case Role.OPERATOR:
            return found(db, ASSIGNED, day, case)
        case Role.COORDINATOR:
            return found(db, COORDINATING, day)
        case Role.FAMILY:
            living = members_of(db, case, day)
            return sorted({it for member in living for it in found(db, CLOSE, day, member)} - set(living))
        case _:
            return list(members_of(db, case, day))


def found(db: sqlite3.Connection, query: str, day: date, over: UUID | None = None) -> list[UUID]:
    rows = db.execute(f"{query} ORDER BY person", {"over": over, "day": day})
    return [UUID(row["person"]) for row in rows]


def reader_then(viewer: Reader, lens: Lens, db: sqlite3.Connection, day: date, at: datetime) -> Reader:
    """Whoever read then, with what stood between them and the case on that day; ``viewer`` reads over their shoulder."""
    return replace(
        viewer, person=lens.person, role=lens.role, day=day, organisation=None, on_behalf_of=None,
        at=at,
        standings=standings_of(db, lens.person, day), db=db, viewer=viewer, holder=None,
    )  # fmt: skip


def labels() -> Iterator[tuple[str, str]]:
    """Key of a role → what its lens is called."""
    yield Role.OPERATOR.value, gettext("Operatrice o operatore quel giorno")
    yield Role.COHABITANT.value, gettext("Chi viveva lì")
    yield Role.FAMILY.value, gettext("Famiglia")
    yield Role.COORDINATOR.value, gettext("Coordinamento")
