"""The mark an item from a phone carries through its form's handler, and in which its outcome is left."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from litestar.connection import ASGIConnection

from events.envelope import Reply
from events.message import Command
from frontend.mailbox.entered import Door

Outcome = Literal["accepted", "refused", "conflict", "waits", "unknown", "gone", "form_too_old"]
STATE = "outbox"
STALE = "command.stale"
BEHIND = "command.predecessor-refused"


@dataclass
class Mark:
    """``fields`` as the form had them; ``silent``: nothing may be shown, only written.

    ``known``: context → position the services must have reached to decide it; ``reached``: what they said then;
    ``gone`` is set when its command goes out, or waits with those before it until ``gate`` opens for all of them;
    ``door`` knows who came in with the one just before it.
    """

    command_id: UUID
    fields: list[tuple[str, str]]
    occurred_at: datetime
    zone: str
    after: UUID | None = None
    form_v: int = 1
    silent: bool = True
    outcome: Outcome | None = None
    reason: str | None = None
    faults: dict[str, str] = field(default_factory=dict)
    stream: UUID | None = None
    seen: int | None = None
    ahead: bool = False
    known: Mapping[str, int] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event | None = None
    door: Door = field(default_factory=Door)

    async def expected(self) -> Mapping[str, int]:
        """What it must know, as its command goes out: of what it asked itself, too."""
        self.gone.set()
        if self.gate:
            await self.gate.wait()
        return {**self.known, **self.reached}

    def heard(self, command: Command, reply: Reply, seen: int | None) -> None:
        """What a service said; a refusal gets its words from the form."""
        self.stream, self.seen = command.stream, seen
        if reply.position:
            self.reached[reply.context] = max(reply.position, self.reached.get(reply.context, 0))
        if reply.outcome == "accepted":
            self.outcome = "accepted"

    def refused(self, key: str, words: str, at: str | None) -> None:
        """By a named rule of a service."""
        self.outcome = {STALE: "conflict", BEHIND: "waits"}.get(key, "refused")  # type: ignore[assignment]
        self.reason = words
        self.faults = {at: words} if at else {}

    def wrong(self, faults: Mapping[str, str]) -> None:
        """Typed in a way that cannot be taken."""
        self.outcome, self.faults = "refused", dict(faults)
        self.reason = next(iter(faults.values()), None)


def mark_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Mark | None:
    """None for whatever a browser posts itself."""
    found: Mark | None = connection.scope["state"].get(STATE)
    return found
