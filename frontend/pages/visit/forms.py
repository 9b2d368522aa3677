"""What the forms of a visit ask, and the commands they become."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.accompaniment.goal import RateLadder
from events.accompaniment.visit import (
    CorrectionReason,
    CorrectMinutes,
    CorrectNote,
    EndVisit,
    MissReason,
    MissVisit,
    MoveReason,
    MoveVisit,
    Section,
    StartVisit,
    Visibility,
    WriteNote,
)
from frontend.forms import Form
from frontend.pages.visit.queries import Visit

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Minutes = Annotated[int, Field(ge=1, le=1440)]


class Start(Form):
    pass


class Writing(Form):
    """``person`` empty: it tells of life together. ``note`` is made with the form."""

    note: UUID
    person: UUID | None = None
    section: Section
    visibility: Visibility = "team"
    text: Text


class Rating(Form):
    goal: UUID
    person: UUID
    level: Annotated[int, Field(ge=1, le=5)]


class Ending(Form):
    minutes: Minutes


class Correction(Form):
    note: UUID
    text: Text
    reason: CorrectionReason


class Duration(Form):
    minutes: Minutes
    reason: CorrectionReason


class Missing(Form):
    reason: MissReason


class Moving(Form):
    day: date
    reason: MoveReason


def start(visit: Visit, it: Start) -> StartVisit:
    return StartVisit(stream=visit.id, dossier=visit.dossier, method="manual")


def write(visit: Visit, it: Writing) -> WriteNote:
    return WriteNote(stream=visit.id, dossier=visit.dossier, **it.model_dump())


def rate(visit: Visit, it: Rating) -> RateLadder:
    return RateLadder(
        stream=it.goal, dossier=visit.dossier, person=it.person, level=it.level, voice="operator"
    )


def end(visit: Visit, it: Ending) -> EndVisit:
    return EndVisit(stream=visit.id, dossier=visit.dossier, minutes=it.minutes)


def correct(visit: Visit, it: Correction) -> CorrectNote:
    return CorrectNote(stream=visit.id, dossier=visit.dossier, **it.model_dump())


def correct_minutes(visit: Visit, it: Duration) -> CorrectMinutes:
    return CorrectMinutes(stream=visit.id, dossier=visit.dossier, **it.model_dump())


def miss(visit: Visit, it: Missing) -> MissVisit:
    return MissVisit(stream=visit.id, dossier=visit.dossier, reason=it.reason)


def move(visit: Visit, it: Moving) -> MoveVisit:
    return MoveVisit(stream=visit.id, dossier=visit.dossier, day=it.day, reason=it.reason)
