"""The page of a visit: its sheet, every form on it, and the words of every code."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.exceptions import NotFoundException

from frontend.asked import Asked
from frontend.forms import Filled
from frontend.i18n import gettext
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.visit.choices import CONTEXT, choices, steps
from frontend.pages.visit.sheet import Sheet, forms, sheet
from frontend.photos.queries import photos_of
from frontend.reader import Reader
from frontend.sentences import called, code
from frontend.showing import show

MODES = {"sposta": "moving", "salta": "missing", "correggi": "correcting", "durata": "timing"}


async def page(
    request: Asked, reader: Reader, db: Connection, visit_id: UUID, name: str | None, form: Filled[Any] | None
) -> Response[Any]:
    """``form`` came back with errors; it stands in the place of the untouched one of that ``name``."""
    found = sheet(db, visit_id)
    if found is None:
        raise NotFoundException
    filled = forms(found, node_of(request).now()) | ({name: form} if name and form else {})
    context = {
        "it": found,
        "dossier": found.visit.dossier,
        "photos": {note.id: photos_of(db, note.id) for note in found.notes},
        **named(found),
        "mode": mode(request, name if form else None),
        "about": found.note(request.query_params.get("nota", "") or str(filled["correcting"].typed["note"])),
        "failed": form,
        "refused": bool(form and form.errors),
        **words(found),
        **filled,
    }
    status = form.status if form else 200
    block = "news" if request.method == "GET" else "visit"
    return await show(request, reader, "pages/visit/visit.html", context, block, status=status)


def mode(request: Asked, failed: str | None) -> str:
    """A form with a page of its own; all others stand on the visit's, also when they come back."""
    return (
        failed if failed and failed in MODES.values() else MODES.get(request.query_params.get("fai", ""), "")
    )


def named(found: Sheet) -> dict[str, Any]:
    together = [("", gettext("Tutti insieme"))]
    return {
        "together": called(*found.visit.people),
        "operator": called(found.visit.operator),
        "people_options": [*together, *((str(person), called(person)) for person in found.visit.people)],
        "signing_options": [(str(person), called(person)) for person in found.unsigned],
        "new_id": uuid7,
        "rating_ids": [uuid7() for _ in found.goals],
    }


def words(found: Sheet) -> dict[str, Any]:
    """Every choice a form offers, and the words of every code on the page."""
    offered = choices()
    return {
        **offered,
        "steps": steps(),
        "sections_of": dict(offered["sections"]),
        "visibilities_of": dict(offered["visibilities"]),
        "reasons": {value: code(CONTEXT, "reason", value) for value, _ in offered["correction_reasons"]},
        "kind_words": dict(offered["kinds"])[found.visit.kind],
        "missed_words": code(CONTEXT, "reason", found.visit.missed or ""),
    }
