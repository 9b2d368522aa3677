"""Quiet hours by the clocks of the place, also on the nights when they are put forward or back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.post.kinds import Wishes

GRACE = timedelta(minutes=15)
"""What fell due just before, or as the hours began, may still leave."""


def not_before(due: datetime, now: datetime, wishes: Wishes, zone: str) -> datetime:
    """When it may be delivered: now, or at the end of the quiet hours (UTC)."""
    local = now.astimezone(ZoneInfo(zone))
    if not quiet(local, wishes) or (due + GRACE >= now and not quiet(due.astimezone(ZoneInfo(zone)), wishes)):
        return now
    return ending(local, wishes)


def quiet(local: datetime, wishes: Wishes) -> bool:
    """Strictly after the first hour and before the last: at eight sharp one may still be told, and again."""
    start, end, at = time(wishes.quiet_from), time(wishes.quiet_until), local.time()
    if start == end:
        return False
    return start < at < end if start < end else at > start or at < end


def ending(local: datetime, wishes: Wishes) -> datetime:
    """The next time those clocks show the last hour; one that is skipped in spring is the moment after."""
    today = local.replace(hour=wishes.quiet_until, minute=0, second=0, microsecond=0, fold=0)
    day = today if today.timestamp() > local.timestamp() else today + timedelta(days=1)
    return day.astimezone(UTC)
