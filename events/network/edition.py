"""Editions of the guide: each morning what is new since the one before."""

from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from events.message import Command, Fact

Change = Literal["added", "changed", "removed"]
GUIDES = UUID("0f3a5b1e-6d0c-5b8e-9d53-7b7a4e3c2a10")


def guide_of(partnership: str) -> UUID:
    """One guide per partnership."""
    return uuid5(GUIDES, partnership)


class ChangeNoted(Fact):
    """For the next edition."""

    entry: UUID
    change: Change


class EditionIssued(Fact):
    """The guide as it stood on the morning of ``on``, and what is new since the one before."""

    number: int
    on: date
    added: tuple[UUID, ...]
    changed: tuple[UUID, ...]
    removed: tuple[UUID, ...]


class NoteChange(Command):
    """Asked by an entry within its own save; ``stream`` and ``dossier`` are the guide."""

    entry: UUID
    change: Change


class IssueEdition(Command):
    """Falls due by itself at six in the morning after something changed."""
