"""The same entries on paper: PDF/UA with embedded fonts, dated and named on every page."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from frontend import moments
from frontend.door import opened, readable
from frontend.i18n import LOCALE, gettext
from frontend.pages.own_data.collecting import Entry, Mine

TEMPLATE = Path(__file__).with_name("paper.typ")


def paper(mine: Mine, name: str, at: datetime) -> dict[str, Any]:
    """What is printed, in words; made while the lens is there."""
    day = moments.day(at.date(), "year")
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
    late = gettext(", scritto il %(day)s") % {"day": moments.day(recorded.recorded_at.date(), "year")}
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
    """PDF. Takes some milliseconds a page: not for the loop."""
    import typst

    found: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs know nothing of PDF/UA
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper)},
        pdf_standards="ua-1",
    )
    return found
