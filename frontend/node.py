"""This web node: its parts, made once when the app starts and reached from every request."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar.connection import ASGIConnection

from frontend.again.making import only_now
from frontend.bus import Bus
from frontend.csrf import Guardian
from frontend.door import Door
from frontend.looks.book import Book
from frontend.projector import Projector
from frontend.pulse import Pulse
from frontend.readmodel import ReadModel
from frontend.session import Sessions
from frontend.signing_in.buckets import Buckets
from frontend.ticks import Ticks
from services.kernel import clock
from services.kernel.settings import Settings

Connection = ASGIConnection[Any, Any, Any, Any]
FirstCoordinator = Callable[[str, str, date], Awaitable[UUID]]
"""First name, last name, birth date → the person's id. Raises Unreachable, or Refusal for a field."""


@dataclass
class Node:
    settings: Settings
    bus: Bus
    readmodel: ReadModel
    projector: Projector
    sessions: Sessions
    buckets: Buckets
    door: Door
    looks: Book
    guardian: Guardian
    pulse: Pulse
    phones: bytes = field(repr=False)
    """The key of the names phones keep pages and items under."""
    ticks: Ticks = field(default_factory=Ticks)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    projects: bool = False
    """Whether the projector of this machine is in this process."""
    neighbours: Callable[[], dict[str, Any]] = dict
    """What else the house wants told in `/healthz`: part → its health, with `ready`."""

    first_coordinator: FirstCoordinator | None = None
    """Makes the very first coordinator of an empty house; given by whoever starts it."""

    def now(self) -> datetime:
        """A page that asks is another one a moment later: it is made anew each time."""
        only_now()
        return self.moment()

    def moment(self) -> datetime:
        """The same, for what is on every page or on none."""
        return clock.now().astimezone(ZoneInfo(self.settings.zone))

    def today(self) -> date:
        """The legal day where the partnership is."""
        return self.moment().date()

    def stale_since(self) -> datetime | None:
        """When the house was last heard, while it cannot be reached: pages show what was known then."""
        return self.bus.lost_at


def node_of(connection: Connection) -> Node:
    node: Node = connection.app.state.node
    return node
