"""What somebody wanted to change while a colleague had changed it already: it is kept, whatever was chosen."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

Choice = Literal["theirs", "note"]


class KeepIntention(Command):
    """``stream`` is client-made, ``dossier`` the cohabitation; ``of`` is what it was about.

    ``choice``: the colleague's change stays as it is, or this is to be read beside it as a note.
    """

    of: UUID
    choice: Choice
    text: str = Field(min_length=1, max_length=8000)


class IntentionKept(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("author",)

    of: UUID
    choice: Choice
    author: UUID
    text: Sealed[str]
