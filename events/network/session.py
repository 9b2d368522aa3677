"""Sessions of the course: a module taught together."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.network.course import Module


class SessionTaught(Fact):
    ABOUT: ClassVar[tuple[str, ...]] = ("trainer", "present")

    module: Module
    on: date
    minutes: int
    trainer: UUID
    present: tuple[UUID, ...]


class TeachSession(Command):
    """``stream`` and ``dossier`` are the session."""

    module: Module
    minutes: int = Field(ge=15, le=600)
    trainer: UUID
    present: tuple[UUID, ...] = Field(min_length=1, max_length=40)
