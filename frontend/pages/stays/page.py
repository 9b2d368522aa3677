"""The desk of stays as a page."""

from sqlite3 import Connection
from typing import Any

from litestar import Response

from events.accompaniment.stay import NotThisTime, OutOfTurn
from frontend.asked import Asked
from frontend.forms import Filled, blank, came_back
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.stays import forms
from frontend.pages.stays.queries import desk, organisations
from frontend.pages.visit.choices import options, steps
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show

PAGE = "/soggiorni"


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    """``form`` is whichever came back: its words are said above, and beside its own stay."""
    context = {
        "it": desk(db, reader),
        "said": form,
        "refused": bool(form and form.errors),
        "code": code,
        "label": label,
        "new_id": uuid7,
        "steps": steps(),
        "reasons": options("reason", NotThisTime),
        "exceptions": options("out_of_turn", OutOfTurn),
        "today": reader.day,
        "publishing": came_back(form, "edition") or blank(forms.Publishing),
        "providers": organisations(db),
    }
    return await show(request, reader, "pages/stays/stays.html", context, "desk")
