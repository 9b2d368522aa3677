"""/visite/{visit}: what can be asked for a visit, one form at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Form, read_form
from frontend.i18n import N_
from frontend.mailbox.mark import mark_of
from frontend.node import node_of
from frontend.pages.visit import besides, confirming
from frontend.pages.visit import forms as ask
from frontend.pages.visit.page import page
from frontend.pages.visit.queries import Visit, visit
from frontend.photos.attaching import Then, with_photo
from frontend.reader import Reader
from frontend.submitting import submit

Make = Callable[..., Command]
"""From the visit and its form to a command; of an ending also the moment."""


@get("/visite/{visit_id:uuid}", opt={"can": "visit.read", "offline": True})
async def read(request: Asked, reader: AReader, db: Db, visit_id: Id) -> Response[Any]:
    return await page(request, reader, db, visit_id, None, None)


def doing(path: str, model: type[Form], name: str, make: Make, done: str) -> Any:
    """The handler of one form: ``name`` is how templates call it."""

    @post(
        f"/visite/{{visit_id:uuid}}/{path}", opt={"can": "visit.write", "field": True}, name=f"visit.{name}"
    )
    async def handle(request: Asked, reader: AReader, db: Db, visit_id: Id) -> Response[Any]:
        form = await read_form(request, model)
        found = visit(db, visit_id)
        if found is None:
            raise NotFoundException
        again = partial(page, request, reader, db, visit_id, name)
        make_it = partial(make, found) if name != "ending" else partial(ask.end, found, now=when(request))
        return await submit(
            request, reader, form, make_it, back=f"/visite/{visit_id}", again=again, done=done,
            then=with_its_photo(request, reader, found, form.value),
        )  # fmt: skip

    return handle


def with_its_photo(request: Asked, reader: Reader, found: Visit, it: Form | None) -> Then | None:
    """What was photographed stands beside its note, for the same readers."""
    if not isinstance(it, ask.Writing) or not it.photo:
        return None
    return with_photo(
        request, reader, it.photo, found.dossier, it.note, "note", it.person, it.visibility != "team"
    )


def when(request: Asked) -> datetime:
    """The moment it was done: on a phone without network that was earlier."""
    mark = mark_of(request)
    return mark.occurred_at if mark else node_of(request).now()


handlers = [
    read,
    *confirming.handlers,
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
    doing(
        "senza-conferma",
        ask.Unconfirmed,
        "unconfirmed",
        ask.unconfirmed,
        N_("Segnato. La visita vale lo stesso."),
    ),
    doing("guasti", besides.Repairing, "repairing", besides.note_repair, N_("Guasto segnato.")),
    doing("riparazioni", besides.Repaired, "repaired", besides.settle_repair, N_("Segnato: riparato.")),
    doing(
        "parliamone",
        besides.Talking,
        "talking",
        besides.invite_to_talk,
        N_("Invito mandato a chi abita qui."),
    ),
]
