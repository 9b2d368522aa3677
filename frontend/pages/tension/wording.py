"""A rule in words, whether it is a clause with another hour or one's own."""

from events.pacts.trial import Change
from frontend.i18n import gettext
from frontend.pages.tension.forms import Wished


def kinds() -> list[tuple[str, str]]:
    return [
        ("guests", gettext("Ospiti fino alle…")),
        ("quiet", gettext("Silenzio dalle…")),
        ("own", gettext("Con parole nostre")),
    ]


def hours() -> list[tuple[str, str]]:
    return [(str(hour), f"{hour}:00") for hour in (20, 21, 22, 23)]


def lengths() -> list[tuple[str, str]]:
    return [
        ("7", gettext("Una settimana")),
        ("14", gettext("Due settimane")),
        ("28", gettext("Quattro settimane")),
    ]


def verdicts() -> list[tuple[str, str]]:
    return [
        ("works", gettext("Funziona")),
        ("partly", gettext("Così così")),
        ("does-not-work", gettext("Non funziona")),
    ]


def change_of(it: Wished) -> Change | None:
    return Change(clause=it.kind, hour=it.hour) if it.kind != "own" and it.hour else None


def words_of(it: Wished) -> str:
    """What both say yes to; own words beside a clause are kept, for they say how."""
    change = change_of(it)
    if change is None:
        return it.words
    said = (
        gettext("Ospiti in casa fino alle %s.")
        if change.clause == "guests"
        else gettext("Silenzio in casa dalle %s.")
    )
    return " ".join(part for part in (said % change.hour, it.words) if part)
