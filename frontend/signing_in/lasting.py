"""How long one stays signed in: without doing anything, and at most."""

from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from events.network.member import Office
from events.role import Role
from services.kernel.settings import Settings

STAFF: frozenset[Role] = frozenset(get_args(Office))
"""Whoever holds an office: shorter sessions, and a second confirmation before what cannot be taken back."""

TABLET = "tablet"
"""The means of a tablet that many share: its own script locks it sooner."""
TABLET_IDLE, TABLET_MOST = timedelta(minutes=3), timedelta(hours=4)
OFTEN = 9


@dataclass(frozen=True)
class Lasting:
    """``idle``: without a request · ``most``: from coming in, whatever one does."""

    staff_idle: timedelta = timedelta(hours=12)
    staff_most: timedelta = timedelta(days=7)
    idle: timedelta = timedelta(days=30)
    most: timedelta = timedelta(days=90)

    def idle_of(self, role: Role, means: str) -> timedelta:
        if means == TABLET:
            return TABLET_IDLE
        return self.staff_idle if role in STAFF else self.idle

    def most_of(self, role: Role, means: str) -> timedelta:
        if means == TABLET:
            return TABLET_MOST
        return self.staff_most if role in STAFF else self.most

    def touched_after(self, role: Role, means: str) -> timedelta:
        """So often it is written down that they are still there."""
        return min(timedelta(minutes=10), self.idle_of(role, means) / OFTEN)


def lasting(settings: Settings) -> Lasting:
    return Lasting(
        timedelta(hours=settings.staff_idle_hours),
        timedelta(days=settings.staff_days),
        timedelta(days=settings.idle_days),
        timedelta(days=settings.signed_in_days),
    )
