"""All that is said on the pages, text by text, with where it stands."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

FRONTEND = Path(__file__).parents[2] / "frontend"
LOCALE = FRONTEND / "locale"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "lazy": None, "ngettext": (1, 2)}
JINJA = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}

SHELL = ("acting", "base", "flash", "footer", "header", "nav", "phone", "standing")
MACROS = ("easy", "errors", "field", "sealed", "status", "toast")
PACT = ("pact", "opening", "twins", "signatures", "told_back", "after", "changes")
SCREENS = (
    *(f"pages/{page}/*" for page in ("my_day", "i_did", "how_i_am", "my_project")),
    *(f"pages/i_ask_for_help/{it}" for it in ("help.html", "open.html", "views.py")),
    *(f"pages/profile/{it}" for it in ("reading.html", "reading.py", "not_chosen.html", "for_me.html")),
    *(f"pages/pact/{it}.html" for it in PACT),
    "pages/pact/teach_back.py",
    "pages/tension/trial.html",
    "pages/turns/marking.py",
    *(f"layout/{it}.html" for it in SHELL),
    *(f"layout/macros/{it}.html" for it in MACROS),
    *(f"{it}.py" for it in ("flash", "forms", "form_faults", "submitting")),
)
"""What a person who reads in easy words meets: their own pages, the pact, and what stands around every page."""
NOT_THEIRS = ("own_words.html",)


@cache
def said(locale: str) -> dict[str, str]:
    """Source sentence → what is said; plural forms each by themselves."""
    with (LOCALE / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        found = [it for it in read_po(file, locale=locale.partition("_")[0]) if it.id]
    return {source: text for it in found for source, text in forms(it.id, it.string)}


def forms(source: Any, text: Any) -> list[tuple[str, str]]:
    return [(source, text)] if isinstance(source, str) else list(zip(source, text, strict=False))


def italian() -> list[str]:
    """The source sentences themselves: the English catalogue has them all (tests/frontend/test_i18n.py)."""
    return list(said("en"))


@cache
def reasons(locale: str) -> list[str]:
    files = sorted((LOCALE / "reasons").glob("*.json"))
    return [words[locale] for file in files for words in json.loads(file.read_text("utf-8")).values()]


@cache
def on_the_screens() -> dict[str, str]:
    """Source sentence → the file of the person's screens that says it."""
    files = [
        path for pattern in SCREENS for path in sorted(FRONTEND.glob(pattern)) if path.name not in NOT_THEIRS
    ]
    found: dict[str, str] = {}
    for path in files:
        for text in asked_in(path):
            found.setdefault(text, str(path.relative_to(FRONTEND)))
    return found


def asked_in(path: Path) -> list[str]:
    if path.suffix not in (".py", ".html"):
        return []
    how = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    messages = [text for _, text, _, _ in extract_from_file(how, str(path), keywords=KEYWORDS, options=JINJA)]
    return [it for text in messages for it in ([text] if isinstance(text, str) else text)]
