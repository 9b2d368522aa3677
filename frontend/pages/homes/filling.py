"""What the forms about a home ask, and the commands they become."""

from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field

from events.matching.home import (
    Accessibility,
    BlockHome,
    BlockReason,
    MakeHomeAvailable,
    RegisterHome,
    SetSolutionType,
    SolutionType,
)
from frontend.forms import Form, NewId

Text = Annotated[str, Field(min_length=1, max_length=60)]
TYPES: tuple[str, ...] = get_args(SolutionType)
ACCESS: tuple[str, ...] = get_args(Accessibility)
REASONS: tuple[str, ...] = get_args(BlockReason)


class NewHome(Form):
    home: NewId
    name: Text
    district: Text
    owner: UUID
    places: int = Field(ge=1, le=20)
    rooms: int = Field(ge=1, le=40)
    accessibility: tuple[Accessibility, ...] = ()
    since: date


class Days(Form):
    """The last day is asked, as people say it; a rule wants the first day after."""

    kind: Literal["free", "blocked"]
    since: date
    last: date | None = None
    reason: BlockReason | None = None


class Kind(Form):
    type: SolutionType


def registration(it: NewHome) -> RegisterHome:
    asked = it.model_dump(exclude={"home"})
    return RegisterHome(stream=it.home, dossier=it.home, **asked)


def availability(it: Days, home: UUID) -> MakeHomeAvailable | BlockHome:
    """Raises ValidationError when a home is closed without saying why."""
    days = {"stream": home, "dossier": home, "since": it.since, "until": after(it.last)}
    if it.kind == "free":
        return MakeHomeAvailable.model_validate(days)
    return BlockHome.model_validate({**days, "reason": it.reason})


def solution(it: Kind, home: UUID) -> SetSolutionType:
    return SetSolutionType(stream=home, dossier=home, type=it.type)


def after(last: date | None) -> date | None:
    """People name the last day; a rule wants the first day after it."""
    return date.fromordinal(last.toordinal() + 1) if last and last < date.max else last
