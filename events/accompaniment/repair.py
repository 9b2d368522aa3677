"""Something broken in a home: noticed, and put right."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from events.message import Command, Fact
from events.sealed import Sealed

Broken = Literal["water", "electricity", "heating", "appliance", "door-window", "internet", "other"]


class NoteRepair(Command):
    """``stream`` is client-made, ``dossier`` the cohabitation; ``visit`` is where it was noticed, if on one."""

    what: Broken
    words: str = Field(default="", max_length=500)
    visit: UUID | None = None


class SettleRepair(Command):
    pass


class RepairNoted(Fact):
    what: Broken
    words: Sealed[str] | None
    visit: UUID | None


class RepairSettled(Fact):
    pass
