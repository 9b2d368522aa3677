"""Why a field was not taken, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from frontend.i18n import gettext, ngettext


def words_for(fault: str, details: Mapping[str, Any] | None = None) -> str:
    """`fault` is pydantic's error type, or one of ours."""
    known = details or {}
    match fault:
        case "missing":
            return gettext("Manca questa risposta.")
        case "string_too_short" if known.get("min_length") == 1:
            return gettext("Manca questa risposta.")
        case "string_too_short":
            return at_least(int(known["min_length"]))
        case "string_too_long":
            return at_most(int(known["max_length"]))
        case "too_short":
            return choose_at_least(int(known["min_length"]))
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            return limit(fault, known)
        case _:
            return others().get(fault.partition("_")[0], gettext("Questa risposta non va bene: controllala."))


def at_least(least: int) -> str:
    return ngettext("Scrivi almeno %(num)s carattere.", "Scrivi almeno %(num)s caratteri.", least) % {
        "num": least
    }


def at_most(most: int) -> str:
    return ngettext(
        "È troppo lungo: al massimo %(num)s carattere.", "È troppo lungo: al massimo %(num)s caratteri.", most
    ) % {"num": most}


def choose_at_least(least: int) -> str:
    return ngettext("Scegli almeno %(num)s risposta.", "Scegli almeno %(num)s risposte.", least) % {
        "num": least
    }


def limit(fault: str, known: Mapping[str, Any]) -> str:
    if fault.startswith("greater"):
        words, value = gettext("Scrivi un valore più grande: almeno %s."), known.get("ge", known.get("gt"))
    else:
        words, value = (
            gettext("Scrivi un valore più piccolo: al massimo %s."),
            known.get("le", known.get("lt")),
        )
    return str(words % value)


def others() -> dict[str, str]:
    """By the first word of the error type."""
    return {
        "nul": gettext("Qui c’è un carattere che non possiamo salvare. Riscrivi la parola."),
        "not": gettext("Qui c’è un carattere che non possiamo salvare. Riscrivi la parola."),
        "date": gettext("Questa data non esiste: scrivi giorno, mese e anno."),
        "int": gettext("Scrivi un numero intero."),
        "float": gettext("Scrivi un numero."),
        "decimal": gettext("Scrivi un numero."),
        "finite": gettext("Scrivi un numero."),
        "money": gettext("Scrivi un importo in euro, per esempio 120,50."),
        "literal": gettext("Scegli una delle risposte."),
        "enum": gettext("Scegli una delle risposte."),
        "uuid": gettext("Scegli una delle risposte."),
        "extra": gettext("Questo modulo non è più attuale: ricarica la pagina."),
        "too": gettext("Scegli un numero diverso di risposte."),
        "bool": gettext("Scegli una delle risposte."),
    }
