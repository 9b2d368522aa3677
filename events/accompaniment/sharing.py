"""What a person lets someone see, and until when: their decision, apart from what the law allows anyway."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from pydantic import Field

from events.category import Category
from events.message import Command, Fact
from events.role import Role
from events.standing import Ends, Standing, Stands


def shares_of(person: UUID) -> UUID:
    return uuid5(person, "shares")


class GrantShare(Command):
    """``dossier`` is the person who decides, ``stream`` is ``shares_of`` them; ``to`` sees it as ``role``."""

    POWER: ClassVar[str] = "share"

    to: UUID
    role: Role
    categories: tuple[Category, ...] = Field(min_length=1, max_length=19)
    until: date

    def whose(self) -> UUID:
        return self.dossier


class LimitShare(Command):
    """Fewer categories, an earlier end, or both."""

    POWER: ClassVar[str] = "share"

    to: UUID
    role: Role
    categories: tuple[Category, ...] = Field(min_length=1, max_length=19)
    until: date

    def whose(self) -> UUID:
        return self.dossier


class WithdrawShare(Command):
    POWER: ClassVar[str] = "share"

    to: UUID
    role: Role

    def whose(self) -> UUID:
        return self.dossier


class EndShare(Command):
    """The house itself: who is no longer close to someone sees nothing of theirs from ``until`` on."""

    to: UUID
    role: Role
    until: date


class ShareGranted(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person", "to")

    person: UUID
    to: UUID
    role: Role
    categories: tuple[Category, ...]
    since: date
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (shown(self),)


class ShareLimited(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person", "to")

    person: UUID
    to: UUID
    role: Role
    categories: tuple[Category, ...]
    since: date
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("share", self.to, self.role, self.since, over=self.person), shown(self))


class ShareWithdrawn(Fact):
    """From ``until`` on nothing is seen any more; what was seen before stays in the list of who looked."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "to")

    person: UUID
    to: UUID
    role: Role
    until: date

    def standings(self) -> tuple[Standing, ...]:
        return (Ends("share", self.to, self.role, self.until, over=self.person),)


def shown(share: ShareGranted | ShareLimited) -> Stands:
    return Stands(
        "share",
        share.to,
        share.role,
        share.since,
        over=share.person,
        until=share.until,
        categories=share.categories,
    )
