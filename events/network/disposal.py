"""Keeping and letting go: from the day something closed, class by class, until its keys are destroyed."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from events.category import Category
from events.message import Command, Fact
from events.network.appointment import ActNumber

Kind = Literal["cohabitation", "application", "person", "contact"]
RecordClass = Literal[
    "pact", "money", "accompaniment", "confidences", "application", "match", "identity", "contact"
]
Years = int


class Kept(BaseModel):
    """One class of records: which categories it is made of, how many years it is kept, and who says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record_class: RecordClass
    categories: tuple[Category, ...] = Field(min_length=1)
    years: Years = Field(ge=0, le=100)
    source: str = Field(max_length=200)
    due: date


class RetentionStarted(Fact):
    """``owner`` None: what belongs to the home together. ``table`` is the edition of the retention rules."""

    ABOUT: ClassVar[tuple[str, ...]] = ("owner",)

    owner: UUID | None
    kind: Kind
    since: date
    table: str
    classes: tuple[Kept, ...]


class RetentionHeld(Fact):
    """They live or apply somewhere again: these classes no longer fall due."""

    classes: tuple[RecordClass, ...]


class DisposalProposed(Fact):
    record_class: RecordClass


class DisposalAuthorised(Fact):
    """The number and day of the act of the Soprintendenza, recorded by ``by``."""

    record_class: RecordClass
    act: ActNumber
    act_day: date
    by: UUID


class DisposalConfirmed(Fact):
    """A second person has looked: from now on the keys of this scope are being destroyed.

    All keys of ``owner`` (of the home together: the dossier itself) in these categories, in this dossier only
    unless ``kind`` is "person".
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("owner",)

    record_class: RecordClass
    owner: UUID | None
    kind: Kind
    categories: tuple[Category, ...]


class DisposalDone(Fact):
    """``keys`` are destroyed, here and in the copy; what they closed is unreadable everywhere."""

    record_class: RecordClass
    keys: int


class Ruled(BaseModel):
    """A class and its rule, as the policy asks for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record_class: RecordClass
    categories: tuple[Category, ...] = Field(min_length=1)
    years: Years = Field(ge=0, le=100)
    source: str = Field(max_length=200)


class StartRetention(Command):
    """``stream`` is ``retention_of(dossier, owner)``."""

    owner: UUID | None
    kind: Kind
    since: date
    table: str = Field(max_length=40)
    classes: tuple[Ruled, ...] = Field(max_length=20)


class HoldRetention(Command):
    pass


class ProposeDisposal(Command):
    record_class: RecordClass


class AuthoriseDisposal(Command):
    record_class: RecordClass
    act: ActNumber
    act_day: date


class ConfirmDisposal(Command):
    record_class: RecordClass


class RecordDisposal(Command):
    """Asked by the house when the vault has answered for every category."""

    record_class: RecordClass
    keys: int = Field(ge=0)


def retention_of(dossier: UUID, owner: UUID | None) -> UUID:
    return uuid5(dossier, f"retention/{owner or dossier}")
