"""A home of the stock: what it is, which solutions it may host, and when it is free."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact

SolutionType = Literal["youth", "stable", "gym", "respite", "mutual-aid"]
Accessibility = Literal[
    "step-free", "lift", "wide-doors", "accessible-bathroom", "visual-alarms", "near-transport"
]
BlockReason = Literal["repairs", "damage", "owner", "safety", "other-use"]


class RegisterHome(Command):
    """``stream`` = ``dossier`` = the home's own id. Name and district are public, like a street sign."""

    owner: UUID
    district: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=60)
    places: int = Field(ge=1, le=20)
    rooms: int = Field(ge=1, le=40)
    accessibility: tuple[Accessibility, ...] = Field(default=(), max_length=6)
    since: date


class SetSolutionType(Command):
    type: SolutionType


class MakeHomeAvailable(Command):
    since: date
    until: date | None = None


class BlockHome(Command):
    since: date
    until: date | None = None
    reason: BlockReason


class HoldPlaces(Command):
    """Yielded by a decided match in the same save, so that a place is never promised twice."""

    cohabitation: UUID
    places: int = Field(ge=1, le=20)
    since: date
    until: date | None = None


class ReleasePlaces(Command):
    cohabitation: UUID
    until: date


class HomeRegistered(Fact):
    owner: UUID
    district: str
    name: str
    places: int
    rooms: int
    accessibility: tuple[Accessibility, ...]
    since: date


class SolutionTypeSet(Fact):
    """``rules`` names the edition of the rule table the type was checked against."""

    type: SolutionType
    rules: str


class HomeMadeAvailable(Fact):
    since: date
    until: date | None


class HomeBlocked(Fact):
    since: date
    until: date | None
    reason: BlockReason


class PlacesHeld(Fact):
    cohabitation: UUID
    places: int
    since: date
    until: date | None


class PlacesReleased(Fact):
    cohabitation: UUID
    until: date
