"""What the forms about the network ask, and the commands they become."""

from datetime import date
from typing import Annotated, get_args
from uuid import UUID

from pydantic import Field

from events.message import Command
from events.network.district import NameDistrict
from events.network.organisation import (
    Channel,
    Competence,
    EnrolPartner,
    Hours,
    LegalForm,
    OpenPoint,
    Part,
    PublicText,
)
from frontend.forms import Form, NewId

LEGAL_FORMS: tuple[str, ...] = get_args(LegalForm)
COMPETENCES: tuple[str, ...] = get_args(Competence)
PARTS: tuple[str, ...] = get_args(Part)
CHANNELS: tuple[str, ...] = get_args(Channel)
WEEKDAYS = range(7)
Clock = Annotated[str, Field(pattern=r"^([01]?\d|2[0-4])[:.][0-5]\d$")]


class NewPartner(Form):
    organisation: NewId
    name: PublicText
    legal_form: LegalForm
    part: Part
    competences: tuple[Competence, ...] = ()
    since: date


class NewDistrict(Form):
    district: NewId
    district_name: PublicText


class NewPoint(Form):
    """The same hours on every day that is ticked."""

    point: NewId
    organisation: UUID
    name: PublicText
    place: PublicText
    channels: tuple[Channel, ...] = Field(min_length=1)
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()
    opens: Clock | None = None
    closes: Clock | None = None
    since: date


def enrolling(it: NewPartner) -> Command:
    told = it.model_dump(exclude={"organisation"})
    return EnrolPartner(stream=it.organisation, dossier=it.organisation, **told)


def naming(it: NewDistrict) -> Command:
    return NameDistrict(stream=it.district, dossier=it.district, name=it.district_name)


def opening(it: NewPoint) -> Command:
    """Raises ValidationError."""
    hours = tuple(Hours(weekday=day, opens=minutes(it.opens), closes=minutes(it.closes)) for day in it.days)
    return OpenPoint(
        stream=it.organisation, dossier=it.organisation, point=it.point, name=it.name, place=it.place,
        hours=hours, channels=it.channels, since=it.since,
    )  # fmt: skip


def minutes(clock: str | None) -> int | None:
    hour, _, minute = (clock or "").replace(".", ":").partition(":")
    return int(hour) * 60 + int(minute) if minute else None
