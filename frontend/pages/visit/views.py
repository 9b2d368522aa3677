"""/visite/{visit}: what can be asked for a visit, one form at a time."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, read_form
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.visit import forms as ask
from frontend.pages.visit.choices import CONTEXT, choices, steps
from frontend.pages.visit.queries import Visit, visit
from frontend.pages.visit.sheet import Sheet, forms, sheet
from frontend.reader import Reader
from frontend.sentences import called, code
from frontend.showing import show
from frontend.submitting import submit

Make = Callable[[Visit, Any], Command]

MODES = {"sposta": "moving", "salta": "missing", "correggi": "correcting", "durata": "timing"}


@get("/visite/{visit_id:uuid}", opt={"can": "visit.read"})
async def read(request: Asked, reader: AReader, db: Db, visit_id: Id) -> Response[Any]:
    return await page(request, reader, db, visit_id, None, None)


def doing(path: str, model: type[Form], name: str, make: Make, done: str) -> Any:
    """The handler of one form: ``name`` is how templates call it."""

    @post(f"/visite/{{visit_id:uuid}}/{path}", opt={"can": "visit.write"}, name=f"visit.{name}")
    async def handle(request: Asked, reader: AReader, db: Db, visit_id: Id) -> Response[Any]:
        form = await read_form(request, model)
        found = visit(db, visit_id)
        if found is None:
            raise NotFoundException
        again = partial(page, request, reader, db, visit_id, name)
        return await submit(
            request,
            reader,
            form,
            lambda it: make(found, it),
            back=f"/visite/{visit_id}",
            again=again,
            done=done,
        )

    return handle


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


handlers = [
    read,
    doing("inizio", ask.Start, "starting", ask.start, N_("Visita iniziata.")),
    doing("note", ask.Writing, "writing", ask.write, N_("Nota salvata.")),
    doing("gradini", ask.Rating, "rating", ask.rate, N_("Segnato.")),
    doing("fine", ask.Ending, "ending", ask.end, N_("Visita chiusa.")),
    doing(
        "correzioni", ask.Correction, "correcting", ask.correct, N_("Nota corretta. Quella di prima resta.")
    ),
    doing("durata", ask.Duration, "timing", ask.correct_minutes, N_("Durata corretta.")),
    doing("assenza", ask.Missing, "missing", ask.miss, N_("Segnata come non fatta.")),
    doing("spostamento", ask.Moving, "moving", ask.move, N_("Visita spostata.")),
]
