"""Coming in with somebody else's word for it (SPID, CIE through a proxy): which person an outside login is."""

from typing import ClassVar
from uuid import UUID

from events.message import Command, Fact


class OutsideLoginLinked(Fact):
    """``login`` is a keyed mark of issuer and subject: it tells neither."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    login: UUID
    person: UUID


class OutsideLoginUnlinked(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    login: UUID
    person: UUID


class LinkOutsideLogin(Command):
    """By the person who is in already, never by an e-mail address that happens to be the same.

    ``stream`` is the login, ``dossier`` the person.
    """

    def whose(self) -> UUID | None:
        return self.dossier


class UnlinkOutsideLogin(Command):
    def whose(self) -> UUID | None:
        return self.dossier
