"""The envelopes around what is said: the record of a fact, the asking of a command, and its answer."""

import re
from datetime import date
from hashlib import sha1
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from events.message import FACTS, Body, Command, Fact, revive_command, revive_fact
from events.sealed import placed, private, settled


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

    @classmethod
    def of(cls, **fields: Any) -> "Recorded":
        """From every field, in order and of its own type, as a decision has them: nothing is validated once more."""
        made = cls.__new__(cls)
        for name, value in (
            ("__dict__", fields),
            ("__pydantic_fields_set__", EVERY_FIELD),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", None),
        ):
            object.__setattr__(made, name, value)
        return made

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

    def revived_in(self, record: bytes) -> Fact:
        """The same from the bytes this was read from: those of a fact of today's version become it at once."""
        cls, at = FACTS.get(self.topic), record.find(FACT)
        if cls is None or self.version != cls.VERSION or at < 0:
            return self.revived()
        try:
            fact: Fact = cls.__pydantic_validator__.validate_json(record[at + len(FACT) : -1])
        except ValidationError:
            return self.revived()
        return settled(fact, self.event_id) if private(cls) else fact


def fact_in(topic: str, record: bytes) -> Fact:
    """``Recorded.revived`` of a record's bytes, at a third of its cost: the envelope is not read for it.

    A quote inside a text is escaped, so the first name ``fact`` is the record's own. Raises Unknown, ValidationError.
    """
    head, cls = HEAD.match(record), FACTS.get(topic)
    if head is None or cls is None or int(head[2]) != cls.VERSION:
        return Recorded.model_validate_json(record).revived()
    fact: Fact = cls.__pydantic_validator__.validate_json(record[record.index(FACT) + len(FACT) : -1])
    return settled(fact, UUID(head[1].decode())) if private(cls) else fact


FACT = b',"fact":'
HEAD = re.compile(rb'\{"event_id":"([0-9a-f-]{36})","topic":"[^"]*","version":(\d{1,9}),')
EVERY_FIELD = set(Recorded.model_fields)
NO_MARKS = ~(0xF000 << 64 | 0xC000 << 48) & (1 << 128) - 1
NAMED_BY_SHA1 = 5 << 76 | 0x8000 << 48


def event_id(command_id: UUID, context: str, n: int) -> UUID:
    """The n-th fact of a command always has the same id, so a repeat is recognised everywhere."""
    # As uuid5 of the standard library (RFC 9562 §5.5), at a third of its cost.
    said = sha1(command_id.bytes + f"{context}/{n}".encode(), usedforsecurity=False).digest()
    return UUID(int=int.from_bytes(said[:16]) & NO_MARKS | NAMED_BY_SHA1)


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
