"""Organisations: who is a partner since when, and the info points they keep open. All of it is public."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from events.message import Command, Fact
from events.network.identity import ONE_LINE

LegalForm = Literal[
    "public-body", "odv", "aps", "social-cooperative", "foundation", "ets", "company", "other"
]
Part = Literal["lead", "partner"]
Competence = Literal[
    "elderly", "prison", "migrants", "homeless", "cohousing", "disability", "youth", "work", "housing"
]
Channel = Literal["desk", "phone", "online", "home-visit"]
PublicText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160, pattern=ONE_LINE)
]
Minute = Annotated[int, Field(ge=0, le=1440)]


class Hours(BaseModel):
    """``weekday`` 0 is Monday; ``opens`` and ``closes`` are minutes after midnight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekday: int = Field(ge=0, le=6)
    opens: Minute
    closes: Minute


class PartnerJoined(Fact):
    organisation: UUID
    name: PublicText
    legal_form: LegalForm
    part: Part
    competences: tuple[Competence, ...]
    since: date
    until: date | None = None


class PartnerLeft(Fact):
    organisation: UUID
    until: date


class PointOpened(Fact):
    organisation: UUID
    point: UUID
    name: PublicText
    place: PublicText
    hours: tuple[Hours, ...]
    channels: tuple[Channel, ...]
    since: date


class EnrolPartner(Command):
    """Stream and dossier are the organisation."""

    name: PublicText
    legal_form: LegalForm
    part: Part = "partner"
    competences: tuple[Competence, ...] = Field(default=(), max_length=9)
    since: date
    until: date | None = None


class ReleasePartner(Command):
    until: date


class OpenPoint(Command):
    """Asked on the stream of the organisation that keeps it open."""

    point: UUID
    name: PublicText
    place: PublicText
    hours: tuple[Hours, ...] = Field(default=(), max_length=28)
    channels: tuple[Channel, ...] = Field(min_length=1, max_length=4)
    since: date
