"""A life project: wishes in two voices kept apart, versions with members, who answers for it, conditions met."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

WishVoice = Literal["person", "family"]
Severity = Literal["severe", "mild"]
Condition = Literal[
    "own-wish", "project-approved", "referente-named", "nights-away", "daily-tasks", "day-filled",
    "support-found", "if-tomorrow",
]  # fmt: skip

CONDITIONS = "stable-home-2026-1"
"""The edition of the list of conditions in ``readiness``; each fact about one names the list it was met under."""


def life_project_of(person: UUID) -> UUID:
    return uuid5(person, "life-project")


class RecordAssessment(Command):
    """By a team with a clinical and a social part: ``team`` of two or more (DM 23/11/2016, art. 2)."""

    severity: Severity
    team: tuple[UUID, ...] = Field(min_length=2, max_length=12)
    day: date


class RecordWish(Command):
    """``stream`` is ``life_project_of`` the person, ``dossier`` the person."""

    POWER: ClassVar[str] = "housing"

    voice: WishVoice
    words: str = Field(min_length=1, max_length=500)

    def whose(self) -> UUID:
        return self.dossier


class ApproveLifeProject(Command):
    """The person is one of the ``members``, never only whom it is about."""

    version: int = Field(ge=1, le=99)
    members: tuple[UUID, ...] = Field(min_length=2, max_length=20)
    review_by: date


class AppointReferente(Command):
    referente: UUID


class MeetCondition(Command):
    """``evidence``: the stays, goals, visits, grants that show it."""

    condition: Condition
    evidence: tuple[UUID, ...] = Field(min_length=1, max_length=20)


class AllowStableHome(Command):
    """A stable home may now be sought: never before I9 holds."""

    review_by: date


class AssessmentRecorded(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    severity: Sealed[str]
    team: tuple[UUID, ...]
    day: date


class WishRecorded(Fact):
    """One wish of one voice; that of the family never takes the place of the person's."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    voice: WishVoice
    words: Sealed[str]


class LifeProjectApproved(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    version: int
    members: tuple[UUID, ...]
    review_by: date


class ReferenteAppointed(Fact):
    """Who starts and follows it (D.Lgs. 62/2024, art. 29)."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    referente: UUID


class ConditionMet(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    condition: Condition
    edition: str
    evidence: tuple[UUID, ...]


class StableHomeAllowed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    version: int
    review_by: date
