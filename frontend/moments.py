"""Dates, hours and amounts as people say them: filters for templates."""

from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal

from frontend.i18n import EASY, LOCALE, gettext, ngettext

ZONE: ContextVar[str] = ContextVar("zone", default="Europe/Rome")
PATTERNS = {
    "long": "EEEE d MMMM",
    "full": "EEEE d MMMM y",
    "short": "d MMM",
    "year": "d MMM y",
    "month": "MMM",
}
# Whoever reads in easy words reads no abbreviations.
IN_FULL = {"short": "d MMMM", "year": "d MMMM y", "month": "MMMM"}


def day(value: date | datetime, form: str = "long") -> str:
    """A day in words: long, full (with the year), short, year (short with the year), month."""
    patterns = PATTERNS | IN_FULL if EASY.get() else PATTERNS
    return in_words(local_day(value), patterns[form], LOCALE.get())


@lru_cache(maxsize=4096)
def in_words(value: date, pattern: str, locale: str) -> str:
    """Once for each day: a week says each of its days a dozen times."""
    return format_date(value, pattern, locale=locale)


def local_day(value: date | datetime) -> date:
    """The legal day of an instant is that of the partnership's zone."""
    return value.astimezone(ZoneInfo(ZONE.get())).date() if isinstance(value, datetime) else value


def clock(value: datetime) -> str:
    """Hour and minutes in the partnership's zone, 24 hours."""
    return format_datetime(value, "HH:mm", tzinfo=ZoneInfo(ZONE.get()), locale=LOCALE.get())


def ago(value: datetime, now: datetime) -> str:
    """How long ago, roughly; the page says what `now` is."""
    return format_timedelta(value - now, add_direction=True, locale=LOCALE.get())


def minutes(value: int) -> str:
    """Minutes as hours and minutes."""
    hours, rest = divmod(value, 60)
    if not hours:
        return ngettext("%(num)s minuto", "%(num)s minuti", rest) % {"num": rest}
    text = ngettext("%(num)s ora", "%(num)s ore", hours) % {"num": hours}
    return gettext("%(hours)s e %(rest)s min") % {"hours": text, "rest": rest} if rest else text


def euro(cents: int) -> str:
    """Euro cents as an amount."""
    return format_currency(cents / 100, "EUR", locale=LOCALE.get())


def number(value: float) -> str:
    """A number with the separators of the language."""
    return in_figures(value, LOCALE.get())


@lru_cache(maxsize=4096)
def in_figures(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


FILTERS = {"day": day, "clock": clock, "ago": ago, "minutes": minutes, "euro": euro, "number": number}
