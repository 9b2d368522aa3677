"""From which day to which figures are counted: never beyond the line, yesterday, and what the reader may audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from frontend.pages.accounts.queries import Line

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """``first`` and ``last`` are both included; ``since`` and ``until`` are what the facts are asked with."""

    first: date
    last: date

    @property
    def since(self) -> date:
        return self.first

    @property
    def until(self) -> date:
        return self.last + ONE

    @property
    def asked(self) -> str:
        return f"dal={self.first}&al={self.last}"

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    def within(self, first: date, last: date) -> "Period | None":
        found = Period(max(self.first, first), min(self.last, last))
        return found if found.first <= found.last else None


def period(line: Line, may: tuple[date, date] | None, today: date, asked: Mapping[str, str]) -> Period | None:
    """The days asked for, as far as they are there to be counted: today still goes on, so it ends yesterday."""
    whole = Period(line.since, line.until - ONE).within(date.min, today - ONE)
    allowed = whole and may and whole.within(*may)
    if not allowed:
        return None
    first, last = day_in(asked, "dal"), day_in(asked, "al")
    return allowed.within(first or allowed.first, last or allowed.last) or allowed


def day_in(asked: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(asked.get(name, ""))
    except ValueError:
        return None


def quarters(whole: Period) -> list[Period]:
    """The quarters of the year it touches, the newest first, none beyond it."""
    found, first = [], whole.first.replace(month=whole.first.month - (whole.first.month - 1) % 3, day=1)
    while first <= whole.last:
        following = (first + timedelta(days=95)).replace(day=1)
        if inside := Period(first, following - ONE).within(whole.first, whole.last):
            found.append(inside)
        first = following
    return found[::-1]
