"""A photo beside a note or a report: its bytes lie apart, closed; the fact holds the key to them."""

from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.category import Category
from events.message import Command, Fact
from events.sealed import Sealed

Beside = Literal["note", "incident", "repair"]


def attachment_of(photo: UUID, of: UUID) -> UUID:
    """The same photo may stand beside several things, once beside each."""
    return uuid5(photo, str(of))


class AttachPhoto(Command):
    """``stream`` is ``attachment_of``, ``dossier`` the cohabitation; ``of`` is what the ``photo`` stands beside.

    ``key`` (32 bytes, base64url) opens the bytes: it comes from the web node that closed them.
    """

    photo: UUID
    of: UUID
    beside: Beside
    person: UUID | None = None
    shared: bool = False
    key: str = Field(min_length=43, max_length=43, pattern=r"^[A-Za-z0-9_-]{43}$")

    def among(self) -> tuple[UUID, ...]:
        return (self.person,) if self.person else ()


class PhotoAttached(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("author",)

    photo: UUID
    of: UUID
    beside: Beside
    author: UUID
    category: Category
    key: Sealed[str]
