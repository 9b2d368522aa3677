"""What the pages of the guide say about an entry."""

from datetime import date, timedelta

from babel.dates import format_date

from frontend import moments
from frontend.i18n import LOCALE, gettext, ngettext
from frontend.pages.guide.queries import Entry
from frontend.pages.network.points import A_MONDAY, clock
from frontend.sentences import code

Tag = tuple[str, str]
WEEK = 7


def state(it: Entry) -> Tag:
    """Words and tone of how far it can be relied on."""
    return {
        "fresh": (gettext("Affidabile"), "ok"),
        "to-call": (gettext("Chiama prima di proporla"), "wait"),
        "stale": (gettext("Da verificare subito"), "bad"),
    }[it.reliance]


def checked(it: Entry, today: date) -> str:
    """When somebody last asked."""
    days = (today - it.verified).days
    if days <= 0:
        return gettext("Verificata oggi")
    ago = ngettext("%(num)s giorno fa", "%(num)s giorni fa", days) % {"num": days}
    return gettext("Verificata il %(day)s, %(ago)s") % {"day": moments.day(it.verified, "year"), "ago": ago}


def doubts(it: Entry) -> list[str]:
    """Why it is in doubt, each cause once."""
    return [code("network", "cause", cause) for cause in dict.fromkeys(it.doubts)]


def opening(it: Entry) -> list[str]:
    """Days with the same hours are told together; every day is one word."""
    alike = {(each.opens, each.closes) for each in it.sheet.hours}
    return [together(it, opens, closes) for opens, closes in sorted(alike)]


def together(it: Entry, opens: int, closes: int) -> str:
    days = [each.weekday for each in it.sheet.hours if (each.opens, each.closes) == (opens, closes)]
    names = [format_date(A_MONDAY + timedelta(days=day), "EEE", locale=LOCALE.get()) for day in sorted(days)]
    told = gettext("tutti i giorni") if len(days) == WEEK else ", ".join(names)
    return f"{told} {clock(opens)}–{clock(closes)}"


def spoken(it: Entry) -> str:
    return ", ".join(code("network", "languages", each) for each in it.sheet.languages)


def told(it: Entry) -> dict[str, str]:
    """Its words in the reader's language."""
    return it.words(LOCALE.get()).model_dump()
