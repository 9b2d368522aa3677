"""What the forms of a visit ask, and the commands they become."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.accompaniment.goal import RateLadder
from events.accompaniment.presence import CountersignVisit, GoWithoutCountersign, NotSigned, StartVisitAtDoor
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
    """``door``: the code read from the sheet at the door, where there was one."""

    door: Annotated[str, Field(max_length=40)] = ""


class Writing(Form):
    """``person`` empty: it tells of life together. ``note`` is made with the form, ``photo`` names a picture by hash."""

    note: UUID
    person: UUID | None = None
    section: Section
    visibility: Visibility = "team"
    text: Text
    photo: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class Rating(Form):
    goal: UUID
    person: UUID
    level: Annotated[int, Field(ge=1, le=5)]


class Ending(Form):
    """``minutes`` left out: from the beginning until now."""

    minutes: Minutes | None = None


class Confirming(Form):
    """Typed by the resident on the operator's phone."""

    person: UUID
    pin: Annotated[str, Field(min_length=4, max_length=12)]


class Unconfirmed(Form):
    reason: NotSigned


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


def start(visit: Visit, it: Start) -> StartVisit | StartVisitAtDoor:
    if it.door:
        return StartVisitAtDoor(stream=visit.id, dossier=visit.dossier, code=it.door)
    return StartVisit(stream=visit.id, dossier=visit.dossier, method="manual")


def write(visit: Visit, it: Writing) -> WriteNote:
    return WriteNote(stream=visit.id, dossier=visit.dossier, **it.model_dump(exclude={"photo"}))


def rate(visit: Visit, it: Rating) -> RateLadder:
    return RateLadder(
        stream=it.goal, dossier=visit.dossier, person=it.person, level=it.level, voice="operator"
    )


def end(visit: Visit, it: Ending, now: datetime) -> EndVisit:
    return EndVisit(
        stream=visit.id, dossier=visit.dossier, minutes=it.minutes or passed(visit.started_at or now, now)
    )


def passed(since: datetime, now: datetime) -> int:
    return min(max(round((now - since).total_seconds() / 60), 1), 1440)


def confirm(visit: Visit, it: Confirming) -> CountersignVisit:
    return CountersignVisit(stream=visit.id, dossier=visit.dossier, by=it.person, means="pin")


def unconfirmed(visit: Visit, it: Unconfirmed) -> GoWithoutCountersign:
    return GoWithoutCountersign(stream=visit.id, dossier=visit.dossier, reason=it.reason)


def correct(visit: Visit, it: Correction) -> CorrectNote:
    return CorrectNote(stream=visit.id, dossier=visit.dossier, **it.model_dump())


def correct_minutes(visit: Visit, it: Duration) -> CorrectMinutes:
    return CorrectMinutes(stream=visit.id, dossier=visit.dossier, **it.model_dump())


def miss(visit: Visit, it: Missing) -> MissVisit:
    return MissVisit(stream=visit.id, dossier=visit.dossier, reason=it.reason)


def move(visit: Visit, it: Moving) -> MoveVisit:
    return MoveVisit(stream=visit.id, dossier=visit.dossier, day=it.day, reason=it.reason)
