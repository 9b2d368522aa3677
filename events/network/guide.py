"""Entries of the guide: what can be asked for in town, by whom and when; checked by calling, doubted aloud."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.message import Command, Fact
from events.network.identity import ONE_LINE
from events.network.organisation import Hours, PublicText

Kind = Literal["opportunity", "service", "help"]
Need = Literal["tonight", "room", "share", "keep-home", "papers", "company"]
Whom = Literal["young", "adult", "older", "family", "disability"]
When = Literal["today", "month", "later"]
Language = Literal["it", "en", "ar", "fr", "es", "ro", "sq", "uk", "ur", "zh"]
How = Literal["phone", "visit", "website", "letter"]
Cause = Literal["no-answer", "differs", "closed", "referral-failed"]

Told = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=ONE_LINE)
]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ]{4,19}$")]
Site = Annotated[str, StringConstraints(max_length=120, pattern=r"^https?://[a-z0-9.-]+[a-z0-9/._-]*$")]


class Words(BaseModel):
    """An entry in one language: its title, what it gives and for whom, and the same in easy words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language
    title: PublicText
    what: Told
    who: Told
    easy: Told


class Sheet(BaseModel):
    """``district`` None is the whole town. ``needs``, ``whom`` and ``when`` answer the four questions with it.

    Phone and site are the organisation's own, as it gives them to everybody.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    organisation: PublicText
    words: tuple[Words, ...] = Field(min_length=1, max_length=10)
    place: PublicText | None = None
    district: UUID | None = None
    hours: tuple[Hours, ...] = Field(default=(), max_length=28)
    languages: tuple[Language, ...] = Field(min_length=1, max_length=10)
    phone: Phone | None = None
    site: Site | None = None
    needs: tuple[Need, ...] = Field(min_length=1, max_length=6)
    whom: tuple[Whom, ...] = Field(min_length=1, max_length=5)
    when: tuple[When, ...] = Field(min_length=1, max_length=3)


class EntryPublished(Fact):
    entry: UUID
    sheet: Sheet


class EntryRevised(Fact):
    """The whole sheet anew; what stood there stays in the history."""

    entry: UUID
    sheet: Sheet


class EntryWithdrawn(Fact):
    entry: UUID


class EntryVerified(Fact):
    """Somebody asked the organisation and it is so; who, is in the record."""

    entry: UUID
    on: date
    how: How


class EntryDoubted(Fact):
    entry: UUID
    on: date
    cause: Cause


class PublishEntry(Command):
    """Stream and dossier are the entry. Nothing is published unchecked: ``how`` says in which way it was."""

    guide: UUID
    sheet: Sheet
    how: How


class ReviseEntry(Command):
    guide: UUID
    sheet: Sheet
    how: How


class WithdrawEntry(Command):
    guide: UUID


class VerifyEntry(Command):
    how: How


class DoubtEntry(Command):
    cause: Cause
