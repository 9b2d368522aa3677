"""What a rewound page is asked for: position, axis, lens, page; anything odd is as if it were not said."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from frontend.moments import ZONE
from frontend.pages.rewind.cut import Axis
from frontend.pages.rewind.reel import Where

MOST = 10_000_000
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Wanted:
    """``until`` as it was written, for links; ``lens`` and ``page`` are keys."""

    where: Where
    axis: Axis
    lens: str
    page: str
    visit: UUID | None
    until: str

    def query(self, **other: str) -> str:
        known = {"fino": self.until, "vista": self.axis.value, "lente": self.lens, "pagina": self.page}
        known |= {"it": str(self.visit)} if self.visit and "pagina" not in other else {}
        return urlencode({key: it for key, it in {**known, **other}.items() if it})


def wanted(params: dict[str, str], whole: bool) -> Wanted:
    """Who may not read every fact of the case does not count them either, and goes by days: not ``whole``."""
    until = params.get("giorno") or params.get("fino") or ""
    where = position(until)
    where = where if whole or isinstance(where, datetime) else None
    axis = params.get("vista", "")
    return Wanted(
        where=where,
        axis=Axis(axis) if axis in set(Axis) else Axis.RECORDED,
        lens=params.get("lente", ""),
        page=params.get("pagina", ""),
        visit=an_id(params.get("it", "")),
        until=until if where is not None else "",
    )


def position(text: str) -> Where:
    """So many facts, a day (all of it, where the partnership is), or an instant with its offset."""
    if text.isdecimal():
        return min(int(text[:9]), MOST)
    try:
        found = end_of(date.fromisoformat(text)) if len(text) == 10 else aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
    # Near the ends of the calendar an instant has no day in another zone.
    return found if found.year in YEARS else None


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(ZONE.get())) - timedelta(microseconds=1)


def aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(ZONE.get()))


def an_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
