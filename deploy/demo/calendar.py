"""The demo's calendar: it begins on a Monday eighteen weeks before the day it is first played."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from services.kernel.secret_file import write_secret

LENGTH = timedelta(weeks=18)
ZONE = ZoneInfo("Europe/Rome")


@dataclass(frozen=True)
class Calendar:
    """Days are counted from ``start``; ``today`` is the last one played."""

    start: date
    today: date

    def day(self, n: int) -> date:
        return self.start + timedelta(days=n)

    def at(self, n: int, hour: int = 9, minute: int = 0) -> datetime:
        return datetime.combine(self.day(n), time(hour, minute), ZONE)

    @property
    def last(self) -> int:
        return (self.today - self.start).days


def kept(data: Path, today: date) -> Calendar:
    """The same calendar for the same data, whenever the house is started again."""
    file = data / "demo.start"
    if not file.exists():
        begin = today - LENGTH
        write_secret(file, f"{begin - timedelta(days=begin.weekday())} {today}".encode())
    start, last = file.read_text().split()
    return Calendar(date.fromisoformat(start), date.fromisoformat(last))
