"""Powers in easy words: what someone may do for somebody, and by which act."""

from typing import get_args

from events.network.person import EVERY_POWER, PowerEnd, SentBack
from frontend.i18n import gettext
from frontend.labels import label
from frontend.sentences import code

ENDED: tuple[PowerEnd, ...] = ("revoked", "expired", "entered-by-mistake")


def may_do() -> dict[str, str]:
    """Said to the person: «may do this for you»."""
    return {
        "apply": gettext("fare domanda per una casa"),
        "sign-pact": gettext("firmare il patto di casa"),
        "share": gettext("scegliere chi vede le tue cose"),
        "housing": gettext("rispondere alle proposte di casa"),
        "money": gettext("decidere dei soldi"),
        "health": gettext("decidere della salute"),
        "life-project": gettext("scrivere nel progetto di vita"),
    }


def of_a_decree() -> dict[str, str]:
    """Said to who enters it, as it is ticked."""
    return {it: label("network", "powers", it) for it in EVERY_POWER}


def by_act(source: str) -> str:
    return code("network", "source", source)


def sources() -> list[tuple[str, str]]:
    return [(it, label("network", "source", it)) for it in ("support-administrator", "guardian")]


def sent_back_because() -> list[tuple[str, str]]:
    return [(it, label("network", "reason", it)) for it in get_args(SentBack)]


def ended_because() -> list[tuple[str, str]]:
    return [(it, label("network", "reason", it)) for it in ENDED]
