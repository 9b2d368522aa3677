"""A visit: scheduled, started, noted, ended; or moved, or missed. Every word has its readers."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from events.category import Category
from events.message import Command, Fact
from events.sealed import Sealed

Kind = Literal["individual", "joint", "phone", "home-check", "pre-move"]
Method = Literal["qr", "pin", "manual"]
Section = Literal["wellbeing", "home", "relations", "money", "health", "work", "agreements", "next-steps"]
Visibility = Literal["team", "person", "shared"]
MissReason = Literal["nobody-home", "person-declined", "operator-unavailable", "illness", "other"]
MoveReason = Literal["person-asked", "operator-asked", "illness", "other"]
CorrectionReason = Literal["wrong-fact", "wrong-time", "wrong-person", "typing", "completed"]

READERS: dict[Visibility, Category] = {
    "team": Category.VISIT_PROFESSIONAL,
    "person": Category.VISIT_SHARED,
    "shared": Category.VISIT_SHARED,
}
"""What the writer chooses on the phone → the category the access table knows."""


class ScheduleVisit(Command):
    """``stream`` is client-made, ``dossier`` is the cohabitation."""

    day: date
    kind: Kind
    operator: UUID
    people: tuple[UUID, ...] = Field(min_length=1, max_length=10)

    def among(self) -> tuple[UUID, ...]:
        return self.people


class MoveVisit(Command):
    CLASHES: ClassVar[tuple[str, ...]] = ("VisitMoved", "VisitMissed", "VisitStarted")

    day: date
    reason: MoveReason


class StartVisit(Command):
    """It starts when the asking says it occurred, also hours ago: a stairwell has no network."""

    method: Method
    countersigned_by: UUID | None = None


class WriteNote(Command):
    """``note`` is client-made. ``person`` is whom it tells of, None where it tells of life together.

    ``team``: those who accompany · ``person``: also the person it tells of · ``shared``: all who live there.
    """

    note: UUID
    section: Section
    visibility: Visibility = "team"
    person: UUID | None = None
    text: str = Field(min_length=1, max_length=4000)


class CorrectNote(Command):
    CLASHES: ClassVar[tuple[str, ...]] = ("NoteCorrected",)

    note: UUID
    text: str = Field(min_length=1, max_length=4000)
    reason: CorrectionReason


class EndVisit(Command):
    minutes: int = Field(ge=1, le=1440)


class CorrectMinutes(Command):
    CLASHES: ClassVar[tuple[str, ...]] = ("VisitMinutesCorrected",)

    minutes: int = Field(ge=1, le=1440)
    reason: CorrectionReason


class MissVisit(Command):
    reason: MissReason


class NoticeMissingNote(Command):
    """Falls due at 20:00 of the visit's day."""


class VisitScheduled(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("people",)

    day: date
    kind: Kind
    operator: UUID
    people: tuple[UUID, ...]


class VisitMoved(Fact):
    day: date
    reason: MoveReason


class VisitStarted(Fact):
    """``at`` is when it began there, in UTC; a countersign is the resident's own tap, never a position."""

    at: AwareDatetime
    method: Method
    countersigned_by: UUID | None


class NoteWritten(Fact):
    """Never changed afterwards: see ``NoteCorrected``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    note: UUID
    section: Section
    category: Category
    visibility: Visibility
    person: UUID | None
    author: UUID
    text: Sealed[str]


class NoteCorrected(Fact):
    """Stands beside the note it corrects, for the same readers."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    note: UUID
    person: UUID | None
    reason: CorrectionReason
    text: Sealed[str]


class VisitEnded(Fact):
    at: AwareDatetime
    minutes: int


class VisitMinutesCorrected(Fact):
    minutes: int
    reason: CorrectionReason


class VisitMissed(Fact):
    reason: MissReason


class NoteFoundMissing(Fact):
    """The day ended without a word about the visit: a nudge for ``operator``, no proof of absence."""

    operator: UUID
    day: date
