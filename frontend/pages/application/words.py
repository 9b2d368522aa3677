"""Where an application stands, in words: for whoever sent it, and for whoever reads it."""

from events.intake.rule import Outcome
from frontend.i18n import gettext
from frontend.pages.application.queries import Application

Tag = tuple[str, str]


def standing(it: Application) -> Tag:
    """The state and its tone, for `ui.tag`."""
    match it.standing:
        case "admitted":
            return gettext("Ammessa"), "ok"
        case "excluded":
            return gettext("Non ammessa"), "bad"
        case "withdrawn":
            return gettext("Ritirata"), "plain"
        case _:
            return (gettext("Manca un documento"), "wait") if it.missing else (gettext("Da decidere"), "info")


def verdict(it: Application) -> Tag:
    """What the check of the requirements says; it decides nothing by itself."""
    return {
        "passed": (gettext("Requisiti rispettati"), "ok"),
        "failed": (gettext("Un requisito manca"), "bad"),
    }.get(it.verdict, (gettext("Requisiti da verificare"), "wait"))


def criterion(it: Outcome) -> str:
    return {
        "age": gettext("L’età"),
        "family-isee": gettext("L’ISEE della famiglia"),
        "personal-isee": gettext("L’ISEE personale"),
    }[it.criterion]


def outcome(it: Outcome) -> Tag:
    """How one criterion came out, without its value."""
    return {
        "within": (gettext("Va bene"), "ok"),
        "below": (gettext("Sotto il minimo"), "bad"),
        "above": (gettext("Sopra il massimo"), "bad"),
    }.get(it.band, (gettext("Non dichiarato"), "plain"))


def steps() -> list[str]:
    return [gettext("Inviata"), gettext("In lettura"), gettext("Esito"), gettext("Abbinamento")]


def reached(it: Application, met: bool) -> int:
    """Which of the steps it is at, counted from 1. ``met``: someone to live with was proposed."""
    if it.standing == "submitted":
        return 2
    return 4 if it.standing == "admitted" and met else 3
