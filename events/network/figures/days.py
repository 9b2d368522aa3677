"""The legal day of an instant, also on a computer that knows no time zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def legal_day(instant: str, zone: str) -> str:
    """ISO instant → ISO day where it happened."""
    moment = datetime.fromisoformat(instant.replace("Z", "+00:00"))
    try:
        return moment.astimezone(ZoneInfo(zone)).date().isoformat()
    except (ZoneInfoNotFoundError, ValueError):
        return (moment.astimezone(UTC) + central_european(moment)).date().isoformat()


def central_european(moment: datetime) -> timedelta:
    """Ahead of UTC by directive 2000/84/EC: two hours from the last Sunday of March to that of October, at 01:00."""
    begins, ends = (last_sunday(moment.astimezone(UTC).year, month) for month in (3, 10))
    return timedelta(hours=2 if begins <= moment < ends else 1)


def last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
