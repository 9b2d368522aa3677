"""A person's PIN: for the shared tablet of a desk, for the counter-sign at a visit, never alone for one's own pages."""

from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from pydantic import StringConstraints

from events.message import Command, Fact
from events.sealed import Sealed

Verifier = Annotated[
    str, StringConstraints(pattern=r"^scrypt\$1[4-9]\$8\$1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$")
]
"""``scrypt$log2(n)$r$p$salt$hash``, base64url; hashed with a secret of the house that no fact, copy or pack holds."""


def pin_of(person: UUID) -> UUID:
    return uuid5(person, "pin")


class PinSet(Fact):
    """Anew each time; whatever PIN there was before is no longer good, and a locked one is free again."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    verifier: Sealed[str]


class PinRemoved(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID


class PinLocked(Fact):
    """Too many wrong ones in a row: nobody comes in with it until its owner sets a new one."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID


class SetPin(Command):
    """``stream`` is ``pin_of(dossier)``, ``dossier`` the person. The digits never leave the web node."""

    verifier: Verifier

    def whose(self) -> UUID | None:
        return self.dossier


class RemovePin(Command):
    def whose(self) -> UUID | None:
        return self.dossier


class LockPin(Command):
    """Asked by the web node that counted; it takes rights from nobody but the PIN."""
