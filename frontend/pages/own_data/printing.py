"""The same entries on paper: PDF/UA with embedded fonts, dated and named on every page."""

import json
import re
import string
from datetime import datetime
from pathlib import Path
from typing import Any

from frontend import moments
from frontend.door import opened, readable
from frontend.i18n import LOCALE, gettext
from frontend.pages.own_data.collecting import Entry, Mine

TEMPLATE = Path(__file__).with_name("paper.typ")
# PDF/UA leaves no sign out in silence: the printer names those it has no shape for, and is asked again without.
NO_FONT, RUST = re.compile(r'the text `"(.+?)"` could not be displayed'), re.compile(r"\\u\{([0-9a-f]+)\}")
SQUARE, PASSES = "□", 5


def paper(mine: Mine, name: str, at: datetime) -> dict[str, Any]:
    """What is printed, in words; made while the lens is there."""
    day = moments.day(at, "year")
    return {
        "lang": LOCALE.get(),
        "title": gettext("I miei dati"),
        "lead": gettext("Quello che Casa Facendo conserva su di te, dal primo giorno. In ordine di arrivo."),
        "mark": gettext("Copia di %(name)s, fatta il %(day)s") % {"name": name, "day": day},
        "none": gettext("Non c’è ancora niente."),
        "entries": [line(it) for it in mine.entries],
    }


def line(it: Entry) -> dict[str, Any]:
    recorded = it.recorded
    late = gettext(", scritto il %(day)s") % {"day": moments.day(recorded.recorded_at, "year")}
    text = str(it.title)
    return {
        "day": moments.day(recorded.day, "year") + (late if recorded.late else ""),
        "text": text[:1].upper() + text[1:],
        "words": [words for words in said(it) if words not in text],
    }


def said(it: Entry) -> list[str]:
    """What is in words, and stands in no sentence: answers, reasons, notes."""
    open_ones = (opened(box) for box in it.boxes.values() if readable(box))
    return [words for words in open_ones if isinstance(words, str) and " " in words]


def printed(paper: dict[str, Any]) -> bytes:
    """PDF. Takes some milliseconds a page: not for the loop. A sign no font of ours has is printed as a square."""
    import typst

    for _ in range(PASSES):
        try:
            return compiled(paper)
        except typst.TypstError as error:
            signs = unprintable(str(error.diagnostic))
            if not signs:
                raise
            paper = squared(paper, signs)
    return compiled(paper)


def unprintable(said: str) -> set[str]:
    """The signs the printer names: as themselves, or by number."""
    named = [RUST.sub(lambda it: chr(int(it[1], 16)), it) for it in NO_FONT.findall(said)]
    return {sign for it in named for sign in it} - set(string.printable)


def squared(it: Any, signs: set[str]) -> Any:
    if isinstance(it, str):
        return "".join(SQUARE if sign in signs else sign for sign in it)
    if isinstance(it, list):
        return [squared(each, signs) for each in it]
    return {name: squared(each, signs) for name, each in it.items()} if isinstance(it, dict) else it


def compiled(paper: dict[str, Any]) -> bytes:
    import typst

    found: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs know nothing of PDF/UA
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper)},
        pdf_standards="ua-1",
    )
    return found
