"""An incident: reported, taken on, acted upon, closed; never shown to whoever may be its cause."""

from datetime import timedelta
from hashlib import sha256
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from events.message import Command, Fact
from events.sealed import Sealed

IncidentKind = Literal[
    "injury", "threat", "abuse", "neglect", "self-harm", "missing", "fire", "theft", "other"
]
Step = Literal[
    "emergency-called", "person-moved", "talked-apart", "family-told", "services-told", "home-secured"
]
IncidentOutcome = Literal["resolved", "followed-up", "handed-over", "unfounded"]

WITHIN: dict[int, timedelta] = {2: timedelta(hours=24), 3: timedelta(hours=1)}
"""Level → how long nobody may leave it lying. Our own proposal: no source gives hours for homes without a ward."""


def kept_from(incident: UUID, person: UUID) -> str:
    """Recognises someone in an incident without naming them: that they may be its cause stays sealed."""
    return sha256(f"{incident}/{person}".encode()).hexdigest()[:32]


class RaiseIncident(Command):
    """``stream`` is client-made, ``dossier`` the cohabitation. ``level``: 1 to know · 2 serious · 3 danger now.

    ``harmed`` is whom it happened to, ``causes`` who may have caused it: none of them will ever see it.
    """

    kind: IncidentKind
    level: int = Field(ge=1, le=3)
    harmed: UUID | None = None
    causes: tuple[UUID, ...] = Field(default=(), max_length=20)
    words: str = Field(default="", max_length=2000)

    def among(self) -> tuple[UUID, ...]:
        return (self.harmed,) if self.harmed else ()


class AcknowledgeIncident(Command):
    """Somebody takes it on: not who reported it, where it is serious."""


class TakeProtectionStep(Command):
    step: Step
    words: str = Field(default="", max_length=1000)


class CloseIncident(Command):
    outcome: IncidentOutcome


class EscalateIncident(Command):
    """Falls due when nobody took it on in time."""


class IncidentRaised(Fact):
    """``hidden``: ``kept_from`` of each who may be its cause. It reached us ``at``, and is to be taken on by ``due``."""

    ABOUT: ClassVar[tuple[str, ...]] = ("harmed",)

    raised_by: UUID
    at: AwareDatetime
    kind: IncidentKind
    level: int
    harmed: UUID | None
    hidden: tuple[str, ...]
    causes: Sealed[str] | None
    words: Sealed[str] | None
    due: AwareDatetime | None


class IncidentAcknowledged(Fact):
    """``minutes`` after it reached us; ``in_time`` says whether that was within what its level asks."""

    minutes: int
    in_time: bool


class ProtectionStepTaken(Fact):
    step: Step
    words: Sealed[str] | None


class IncidentEscalated(Fact):
    level: int


class IncidentClosed(Fact):
    outcome: IncidentOutcome
