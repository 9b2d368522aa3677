"""How long one stays signed in: without doing anything, and at most."""

from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from events.network.member import Office
from events.role import Role
from services.kernel.settings import Settings

STAFF: frozenset[Role] = frozenset(get_args(Office))
"""Whoever holds an office: shorter sessions, and a second confirmation before what cannot be taken back."""


@dataclass(frozen=True)
class Lasting:
    """``idle``: without a request · ``most``: from coming in, whatever one does."""

    staff_idle: timedelta = timedelta(hours=12)
    staff_most: timedelta = timedelta(days=7)
    idle: timedelta = timedelta(days=30)
    most: timedelta = timedelta(days=90)

    def idle_of(self, role: Role) -> timedelta:
        return self.staff_idle if role in STAFF else self.idle

    def most_of(self, role: Role) -> timedelta:
        return self.staff_most if role in STAFF else self.most


def lasting(settings: Settings) -> Lasting:
    return Lasting(
        timedelta(hours=settings.staff_idle_hours),
        timedelta(days=settings.staff_days),
        timedelta(days=settings.idle_days),
        timedelta(days=settings.signed_in_days),
    )
