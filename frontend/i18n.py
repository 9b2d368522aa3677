"""Words in the reader's language: Italian sentences are the source, other languages are catalogues."""

import json
import logging
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment

LOCALES = ("it", "en")
LOCALE: ContextVar[str] = ContextVar("locale", default="it")
EASY: ContextVar[bool] = ContextVar("easy", default=False)
# Easy Italian is a catalogue of its own, written by hand; what it does not say is said in Italian.
EASY_WORDS = {"it": "it_easy"}
FOLDER = Path(__file__).parent / "locale"
UNKNOWN_REASON = "casa.unknown-reason"

log = logging.getLogger(__name__)


def use(locale: str, easy: bool = False) -> None:
    """Speak this language for the rest of the request; an unknown one falls back to Italian."""
    LOCALE.set(locale if locale in LOCALES else "it")
    EASY.set(easy)


def words() -> NullTranslations:
    """The catalogue of this reader."""
    locale = LOCALE.get()
    return catalogue(EASY_WORDS.get(locale, locale) if EASY.get() else locale)


@cache
def catalogue(locale: str) -> NullTranslations:
    """The compiled catalogue; the .mo lives in memory only."""
    source = FOLDER / locale / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=locale.partition("_")[0]))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    return words().gettext(message)


def N_(message: str) -> str:
    """Marks a sentence for the catalogue that is said later, in the language of whoever reads it then."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    return words().ngettext(one, many, count)


def reason(key: str, **values: object) -> str:
    """Why a command was refused, in words that say what to do; an unknown key is logged, never shown."""
    known = reasons(LOCALE.get())
    if key not in known:
        log.warning("no words for refusal %s", key)
        return known[UNKNOWN_REASON]
    return known[key].format_map(values)


@cache
def reasons(locale: str) -> dict[str, str]:
    """Refusal key -> sentence; each context brings its own file in ``locale/reasons``."""
    words: dict[str, str] = json.loads((FOLDER / f"reasons.{locale}.json").read_text("utf-8"))
    for source in sorted((FOLDER / "reasons").glob("*.json")):
        words |= {key: said[locale] for key, said in json.loads(source.read_text("utf-8")).items()}
    return words


def install(environment: Environment) -> None:
    """Give templates `_()`, `ngettext` and `{% trans %}` that follow the reader's language."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["reason"] = reason
