"""A person waiting for someone to live with: one candidacy a person, whatever calls it came from."""

from typing import ClassVar, Literal
from uuid import UUID, uuid5

from events.category import Category
from events.matching.profile import Profile
from events.message import Command, Fact
from events.sealed import Sealed

StandDownReason = Literal["changed-mind", "found-home", "not-reachable", "application-withdrawn", "matched"]

PROFILE_CATEGORY = Category.MATCH


def candidate_of(person: UUID) -> UUID:
    return uuid5(person, "candidate")


class EnterCandidate(Command):
    """``dossier`` is the person; ``stream`` is ``candidate_of`` them. Asked by policy on admission."""

    application: UUID
    call: UUID


class DescribeCandidate(Command):
    POWER: ClassVar[str] = "housing"

    profile: Profile

    def whose(self) -> UUID:
        return self.dossier


class StandDown(Command):
    """``application`` is named when it was withdrawn: who waits with a later one goes on waiting."""

    POWER: ClassVar[str] = "housing"

    reason: StandDownReason
    application: UUID | None = None

    def whose(self) -> UUID:
        return self.dossier


class CandidateEntered(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    application: UUID
    call: UUID


class CandidateDescribed(Fact):
    """``edition`` counts the descriptions, so that an evaluation can say which one it looked at."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    edition: int
    profile: Sealed[Profile]


class CandidateStoodDown(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    reason: StandDownReason
