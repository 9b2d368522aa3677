"""What is attributed to a funding line: a place with all that is done for it, or one piece of work by itself."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import Field

from events.message import Command, Fact
from events.role import Role
from events.standing import Standing, Stands

Share = Annotated[int, Field(ge=0, le=100)]
"""Per cent."""

Kind = Literal["cohabitation", "home"]
"""A home where short stays are spent is a place of its own: stays are kept in its dossier."""

BY_DAY = "place-by-day/1"
"""The rule in force: a visit, a stay or a night has the share its place had on that day, unless the piece of work
was attributed by itself."""


def attribution_of(attributed: UUID) -> UUID:
    """One stream for each thing attributed, a place or a piece of work: its shares are weighed together."""
    return uuid5(attributed, "attribution")


class PlaceAttributed(Fact):
    """From ``since`` up to but not including ``until``."""

    place: UUID
    kind: Kind
    line: UUID
    share: Share
    since: date
    until: date
    rule_version: str

    def standings(self) -> tuple[Standing, ...]:
        """The line is about that place: who is appointed to audit the line may look at it."""
        return (Stands("subject", self.place, Role.AUDITOR, self.since, over=self.line),)


class AttributionEnded(Fact):
    """The attribution in force on ``until`` ends there; what was counted before that day stays."""

    place: UUID
    line: UUID
    until: date


class EffortAttributed(Fact):
    """``effort`` is a visit (its stream) or a stay (its id) of ``on``. It no longer follows its place; the newest
    share for a line holds, and 0 takes it out of that line."""

    effort: UUID
    line: UUID
    share: Share
    on: date
    rule_version: str


class AttributePlace(Command):
    """``stream`` is ``attribution_of(place)``, ``dossier`` the place."""

    kind: Kind = "cohabitation"
    line: UUID
    share: int = Field(default=100, ge=1, le=100)
    since: date
    until: date


class EndAttribution(Command):
    line: UUID
    until: date


class AttributeEffort(Command):
    """``stream`` is ``attribution_of(effort)``, ``dossier`` the place it was for."""

    effort: UUID
    line: UUID
    share: Share
    on: date
