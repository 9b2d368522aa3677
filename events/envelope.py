"""The envelopes around what is said: the record of a fact, the asking of a command, and its answer."""

from datetime import date
from typing import Any, Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from events.message import Body, Command, Fact, revive_command, revive_fact
from events.sealed import placed


class Recorded(BaseModel):
    """A fact as it is stored, published and chained: the same bytes in all three places.

    Three times, in UTC: ``occurred_at`` on the device (with its IANA ``zone``), ``received_at`` at our door,
    ``recorded_at`` when the store took it. ``late`` marks an entry made after its legal day had ended.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event_id: UUID
    topic: str
    version: int
    stream: UUID
    stream_version: int
    partnership: str
    dossier: UUID
    subjects: tuple[UUID, ...]
    actor: UUID
    role: str
    organisation: UUID | None
    on_behalf_of: UUID | None
    occurred_at: AwareDatetime
    zone: str
    received_at: AwareDatetime
    recorded_at: AwareDatetime
    late: bool = False
    command_id: UUID
    caused_by: UUID | None
    rule_version: str | None = None
    funding_line: str | None = None
    fact: Body

    # The event-store library looks for these two names on whatever it stores.
    @property
    def originator_id(self) -> UUID:
        return self.stream

    @property
    def originator_version(self) -> int:
        return self.stream_version

    @property
    def context(self) -> str:
        return self.topic.partition(".")[0]

    @property
    def subject(self) -> str:
        """The NATS subject; ids and catalogue names only, so no personal word can appear in it."""
        context, _, name = self.topic.partition(".")
        return f"casa.events.{self.partnership}.{context}.{self.dossier}.{name}"

    @property
    def day(self) -> date:
        """The legal day of the event where it happened."""
        return self.occurred_at.astimezone(ZoneInfo(self.zone)).date()

    def to_bytes(self) -> bytes:
        return self.model_dump_json().encode()

    def revived(self) -> Fact:
        """The fact in today's shape, each sealed box told where it stands."""
        return placed(revive_fact(self.topic, self.version, self.fact), self.event_id)


def event_id(command_id: UUID, context: str, n: int) -> UUID:
    """The n-th fact of a command always has the same id, so a repeat is recognised everywhere."""
    return uuid5(command_id, f"{context}/{n}")


class Ask(BaseModel):
    """A command on its way to its service.

    ``claim`` is the signed word of the web node about who asks. ``after`` names a command this one builds on.
    ``seen`` tells up to which position of each context the asker had seen, so rights granted a moment ago count.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    command_id: UUID
    topic: str = Field(max_length=80)
    version: int = 1
    body: dict[str, Any]
    claim: str = Field(max_length=4096)
    occurred_at: AwareDatetime
    zone: str = Field(default="Europe/Rome", max_length=64)
    received_at: AwareDatetime
    after: UUID | None = None
    seen: dict[str, int] = {}

    def revived(self) -> Command:
        return revive_command(self.topic, self.version, self.body)


class Reply(BaseModel):
    """What became of a command: the same answer for ever, however often it is asked.

    ``unavailable`` is no outcome: nothing was decided or remembered, and the same id may be tried again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: Literal["accepted", "refused", "unavailable"]
    context: str
    command_id: UUID
    position: int = 0
    version: int = 0
    reason: str | None = None
    field: str | None = None

    @property
    def accepted(self) -> bool:
        return self.outcome == "accepted"

    def to_bytes(self) -> bytes:
        return self.model_dump_json().encode()


class Refusal(Exception):
    """A named rule said no. ``reason`` is a catalogue key, ``field`` the form field it is about, if one is."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
