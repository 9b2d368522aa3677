"""The reader of a page: who they are, in which role, and what stands between them and a dossier today."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from events.category import Category
from events.role import Grant, Reach, Role
from events.standing import Stands
from frontend.permissions import NO_POWER, ON_BEHALF, PERMISSIONS, PUBLIC, SIGNED_IN
from frontend.scope.hands import entered_by
from frontend.scope.queries import around, concerned, ever_around

NOBODY = UUID(int=0)
LATEST = datetime.max.replace(tzinfo=UTC)
TOWARDS_A_PERSON = ("relation", "power", "share")


@dataclass(frozen=True)
class Reader:
    """`standings` are those valid on `day`, the legal day of the request; `role` is the active one.

    `at` is its instant; where nobody says, whatever ends at an instant is over.
    """

    person: UUID
    role: Role
    partnership: str
    locale: str
    day: date
    organisation: UUID | None = None
    on_behalf_of: UUID | None = None
    standings: tuple[Stands, ...] = ()
    db: sqlite3.Connection | None = field(default=None, repr=False, compare=False)
    at: datetime = LATEST
    simple: bool = False
    """Whether they read in easy words, with pictures."""
    viewer: "Reader | None" = field(default=None, repr=False)
    """On a rewound page: who really reads, today. This reader is then the one who read on that day."""
    holder: "Reader | None" = field(default=None, repr=False)
    """Acting on behalf: who really acts. This reader is then the person, as far as the powers of that day go."""

    @cached_property
    def signed_in(self) -> bool:
        return self.person != NOBODY

    @cached_property
    def judged(self) -> dict[tuple[UUID, Category], Any]:
        """What was found of each owner and category, while this request lasts."""
        return {}

    @property
    def looker(self) -> "Reader":
        """The human being before the screen, whoever's page it is."""
        shown = self.viewer or self
        return shown.holder or shown

    @cached_property
    def powers(self) -> frozenset[str]:
        """What a decree in force today lets who acts do for this person; nothing for who acts for themselves."""
        held = self.holder.standings if self.holder else ()
        return frozenset(
            power for it in held if it.kind == "power" and it.over == self.person for power in it.powers
        )

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Everyone signed in is also themselves."""
        return frozenset((self.role, Role.SELF)) if self.signed_in else frozenset((Role.PUBLIC,))

    @cached_property
    def homes(self) -> tuple[UUID, ...]:
        """Cohabitations they live in."""
        return self.over("membership")

    @cached_property
    def assigned(self) -> tuple[UUID, ...]:
        return self.over("assignment")

    @cached_property
    def related(self) -> tuple[UUID, ...]:
        """Persons they are family of, hold a power for, or were given a share by as someone close to them."""
        found = (it.over for it in self.standings if it.kind in TOWARDS_A_PERSON and it.role is not Role.SELF)
        return tuple(dict.fromkeys(over for over in found if over))

    def over(self, kind: str) -> tuple[UUID, ...]:
        found = (it.over for it in self.standings if it.kind == kind)
        return tuple(dict.fromkeys(over for over in found if over))

    def may(self, permission: str, dossier: UUID | None = None) -> bool:
        """Whether they may, for that dossier; without one: whether there is any dossier they might.

        Raises KeyError for a permission nobody wrote down.
        """
        if permission == PUBLIC:
            return True
        if self.holder is not None and not self.empowered(permission):
            return False
        if permission == SIGNED_IN:
            return self.signed_in
        return self.granted(PERMISSIONS[permission], dossier)

    def empowered(self, permission: str) -> bool:
        """Whether a power of today names it; leaving and going back to being oneself take none."""
        power = ON_BEHALF.get(permission)
        return power is not None and (power == NO_POWER or power in self.powers)

    def granted(self, grants: tuple[Grant, ...], dossier: UUID | None = None) -> bool:
        able = (grant for grant in grants if grant.role in self.roles and self.skilled(grant.skill))
        return any(self.reaches(grant, dossier) for grant in able)

    def skilled(self, skill: str) -> bool:
        """Whether they have learnt it; nothing is asked where none is named."""
        return not skill or any(it.kind == "skill" and skill in it.powers for it in self.standings)

    def reaches(self, grant: Grant, dossier: UUID | None) -> bool:
        """The stands a reach asks for, on the reader's day."""
        match grant.reach:
            case Reach.ANY:
                return grant.role is Role.PUBLIC or self.holds(grant.role)
            case Reach.ASSIGNED:
                return self.holds(grant.role) and (not dossier or self.touches(self.assigned, dossier))
            case Reach.APPOINTED:
                return self.holds(grant.role) and self.appointed(dossier)
            case Reach.MEMBER:
                return bool(self.homes) if not dossier else self.touches(self.homes, dossier)
            case Reach.RELATED:
                return (
                    bool(self.related) if not dossier else not self.people(dossier).isdisjoint(self.related)
                )
            case Reach.OWN:
                return not dossier or self.concerned(dossier)

    def holds(self, role: Role) -> bool:
        return any(it.kind == "role" and it.role is role for it in self.standings)

    def touches(self, mine: tuple[UUID, ...], dossier: UUID) -> bool:
        """Whether one of mine is the dossier or, for a person's dossier, a home or application of theirs."""
        return bool(mine) and not self.around(dossier).isdisjoint(mine)

    def appointed(self, dossier: UUID | None) -> bool:
        """An auditor's scope reaches a case, who lives or lived there, and what led to it; without one: anything."""
        mine = {it.over for it in self.standings if it.kind == "appointment" and it.role is Role.AUDITOR}
        if dossier is None or None in mine:
            return bool(mine)
        return bool(mine) and not self.ever_around(dossier).isdisjoint(mine)

    def broken(self, role: Role, owner: UUID, category: Category) -> bool:
        """Whether they broke the glass before that case for this, in the role they act in, less than an hour ago."""
        glass = (it for it in self.standings if it.kind == "glass" and it.role is role is self.role)
        mine = {
            it.over for it in glass if category in it.categories and it.until_at and self.at < it.until_at
        }
        # An auditor looks back also at who has left.
        near = self.ever_around if role is Role.AUDITOR else self.around
        return bool(mine) and not near(owner).isdisjoint(mine)

    def glass(self, dossier: UUID) -> datetime | None:
        """Until when they broke the glass before that case, in the role they act in; None when it is shut."""
        glass = (
            it for it in self.standings if it.kind == "glass" and it.role is self.role and it.over == dossier
        )
        return max((it.until_at for it in glass if it.until_at and self.at < it.until_at), default=None)

    def entered(self, owner: UUID, category: Category) -> bool:
        return self.db is not None and entered_by(self.db, self.person, owner, category, self.day)

    def ever_around(self, dossier: UUID) -> frozenset[UUID]:
        return ever_around(self.db, dossier, self.day) if self.db else frozenset((dossier,))

    def around(self, dossier: UUID) -> frozenset[UUID]:
        return around(self.db, dossier, self.day) if self.db else frozenset((dossier,))

    def people(self, dossier: UUID) -> frozenset[UUID]:
        return concerned(self.db, dossier, self.day) if self.db else frozenset((dossier,))

    def concerned(self, dossier: UUID) -> bool:
        """Whether it is about them, or was when they moved out: what they once agreed to stays theirs to read."""
        return dossier in self.over("subject") or self.person in self.people(dossier)

    def shared_by(self, person: UUID) -> Iterator[Stands]:
        """What that person lets them see today."""
        return (it for it in self.standings if it.kind == "share" and it.over == person)
