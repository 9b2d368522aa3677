"""What a report asks, and the commands about it."""

import sqlite3
from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.accompaniment.incident import (
    AcknowledgeIncident,
    CloseIncident,
    IncidentKind,
    IncidentOutcome,
    RaiseIncident,
    Step,
    TakeProtectionStep,
)
from frontend.forms import Form, NewId, identity
from frontend.pages.incident.queries import Report, relatives_of
from frontend.reader import Reader

FAMILY = "family"


class Raising(Form):
    """``incident`` is made with the form. ``cause``: a person, ``family``, or nothing where nobody knows."""

    incident: NewId
    kind: IncidentKind
    level: Annotated[int, Field(ge=1, le=3)] = 1
    harmed: UUID | None = None
    cause: Annotated[str, Field(pattern=r"^$|^family$|^[0-9a-f-]{36}$")] = ""
    words: Annotated[str, Field(max_length=2000)] = ""


class Taking(Form):
    pass


class Stepping(Form):
    step: Step
    words: Annotated[str, Field(max_length=1000)] = ""


class Closing(Form):
    outcome: IncidentOutcome


def raising(db: sqlite3.Connection, reader: Reader, dossier: UUID, it: Raising) -> RaiseIncident:
    return RaiseIncident(
        stream=it.incident, dossier=dossier, kind=it.kind, level=it.level, harmed=it.harmed, words=it.words,
        causes=causes(db, reader, dossier, it.cause),
    )  # fmt: skip


def causes(db: sqlite3.Connection, reader: Reader, dossier: UUID, cause: str) -> tuple[UUID, ...]:
    """Whoever writes is never among them."""
    if cause == FAMILY:
        return tuple(it for it in relatives_of(db, dossier, reader.day) if it != reader.person)
    one = identity(cause)
    return (one,) if one else ()


def taking(found: Report, it: Taking) -> AcknowledgeIncident:
    return AcknowledgeIncident(stream=found.id, dossier=found.dossier)


def stepping(found: Report, it: Stepping) -> TakeProtectionStep:
    return TakeProtectionStep(stream=found.id, dossier=found.dossier, step=it.step, words=it.words)


def closing(found: Report, it: Closing) -> CloseIncident:
    return CloseIncident(stream=found.id, dossier=found.dossier, outcome=it.outcome)
