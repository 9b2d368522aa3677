"""What is to be remembered: ids, codes and times, and never a word of what it is about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.post.kinds import NoticeKind

MORNING = time(8)


@dataclass(frozen=True)
class Matter:
    """To be told of from ``at`` on, while it is before ``until``.

    ``people`` None: those named before; ``circle`` names a home: who lives there and who accompanies it, then.
    ``at`` None: only the people change.
    """

    kind: NoticeKind
    subject: UUID
    at: datetime | None = None
    until: datetime | None = None
    people: tuple[UUID, ...] | None = None
    circle: UUID | None = None


@dataclass(frozen=True)
class Over:
    """Nobody has to be told any more; with ``person``: they have not."""

    kind: NoticeKind
    subject: UUID
    person: UUID | None = None


@dataclass(frozen=True)
class DeviceOver:
    """Nothing is sent to that browser any more."""

    person: UUID
    device: UUID


@dataclass(frozen=True)
class Forgotten:
    """Nothing is kept of that person any more."""

    person: UUID


Change = Matter | Over | DeviceOver | Forgotten


def moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone))


def midnight(day: date, zone: str) -> datetime:
    return moment(day + timedelta(days=1), time(0), zone)
