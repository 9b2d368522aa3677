"""Breaking the glass: what a role may not read, opened for one case and one hour, with a reason and in the open."""

from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from events.category import Category
from events.message import Command, Fact
from events.role import Role
from events.sealed import Sealed
from events.standing import Ends, Standing, Stands

Ground = Literal["someone-in-danger", "health", "authority-asks", "inspection", "other"]
Outcome = Literal["justified", "not-justified", "to-be-clarified"]
Breaker = Literal[Role.OPERATOR, Role.COORDINATOR, Role.AUDITOR]

OPEN_FOR = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(hours=72)
LEAST_WORDS = 20

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=LEAST_WORDS, max_length=1000)]


class BreakGlass(Command):
    """``stream`` is client-made, ``dossier`` the one case; ``reason`` is what a colleague will judge."""

    ground: Ground
    categories: tuple[Category, ...] = Field(min_length=1, max_length=19)
    reason: Reason


class ReviewGlass(Command):
    """By a coordinator who did not break it; ``words`` are for the record and for who broke it."""

    outcome: Outcome
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class NoticeUnreviewedGlass(Command):
    """Falls due 72 hours after it was broken."""


class GlassBroken(Fact):
    """``person`` did it, as ``role``; from ``from_at`` up to ``until_at`` (UTC, exclusive) they read ``categories``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    role: Breaker
    cohabitation: UUID
    categories: tuple[Category, ...]
    ground: Ground
    from_at: AwareDatetime
    until_at: AwareDatetime
    reason: Sealed[str]

    def standings(self) -> tuple[Standing, ...]:
        """By the day it holds from one midnight to another; the instant is what ends it."""
        stands = Stands(
            "glass", self.person, self.role, self.from_at.date() - A_DAY, self.cohabitation,
            self.until_at.date() + A_DAY + A_DAY, (), self.categories, None, self.until_at,
        )  # fmt: skip
        return (stands,)


class GlassReviewed(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("by",)

    by: UUID
    outcome: Outcome
    words: Sealed[str] | None = None


class GlassShut(Fact):
    """Who reviewed it found it not justified while its hour was running: from now on nothing opens by it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID
    role: Breaker
    cohabitation: UUID
    from_at: AwareDatetime

    def standings(self) -> tuple[Standing, ...]:
        """It ends on the day it began: on no day does it hold."""
        began = self.from_at.date() - A_DAY
        return (Ends("glass", self.person, self.role, began, over=self.cohabitation),)


class GlassLeftUnreviewed(Fact):
    """Nobody looked at it in time: an alarm for every coordinator."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person: UUID


A_DAY = timedelta(days=1)
