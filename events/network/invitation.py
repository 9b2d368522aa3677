"""Invitations: one code on paper or on a screen, good once and for a week, by which somebody comes in first."""

from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field, StringConstraints

from events.message import Command, Fact
from events.network.person import RelationKind

LASTS = timedelta(days=7)
BESIDE = timedelta(minutes=30)
"""Where somebody of the staff sits beside, at once."""

Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Withdrawn = Literal["not-needed", "lost", "replaced"]


def invitations_of(person: UUID) -> UUID:
    """One stream for all invitations of one person: the last one given is the only one open."""
    return uuid5(person, "invitations")


class InvitationIssued(Fact):
    """``hashed`` is the SHA-256 of a keyed mark of the code: neither is told by it.

    ``close_to``: somebody invites a person close to them, as their ``kind``, who tells their own name on coming in.
    ``beside``: it is used at once, with the one who gave it sitting beside.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "close_to")

    invitation: UUID
    person: UUID
    hashed: Mark
    until: AwareDatetime
    beside: bool = False
    close_to: UUID | None = None
    kind: RelationKind | None = None


class InvitationUsed(Fact):
    """By whoever had the code; it is good no more."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person", "close_to")

    invitation: UUID
    person: UUID
    close_to: UUID | None = None
    kind: RelationKind | None = None


class InvitationWithdrawn(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    invitation: UUID
    person: UUID
    reason: Withdrawn


class InvitationExpired(Fact):
    """Its time went by and nobody came."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    invitation: UUID
    person: UUID


class IssueInvitation(Command):
    """``stream`` is ``invitations_of(dossier)``, ``dossier`` who is invited; ``invitation`` is made by who asks.

    With ``close_to`` it is that person's own act, and ``dossier`` a new id.
    """

    invitation: UUID
    hashed: Mark
    beside: bool = False
    close_to: UUID | None = None
    kind: RelationKind | None = Field(default=None)

    def whose(self) -> UUID | None:
        return self.close_to


class UseInvitation(Command):
    """``mark`` is the keyed mark of the code that was typed or read: who knows it may come in."""

    invitation: UUID
    mark: Mark


class WithdrawInvitation(Command):
    """``close_to`` for who invited a person close to them."""

    invitation: UUID
    reason: Literal["not-needed", "lost"] = "not-needed"
    close_to: UUID | None = None

    def whose(self) -> UUID | None:
        return self.close_to


class ExpireInvitation(Command):
    """Asked by the house when its week is over."""

    invitation: UUID
