"""Who accompanies the home and was called: the sides of those who called them, and having sat down together."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.pacts.tension import HoldMediation, OpenTension, tensions_of
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.tension.forms import About, Opened
from frontend.pages.tension.queries import callers, on_trial, sides, talk
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@get("/casi/{dossier:uuid}/parliamone", opt={"can": "tension.mediate"})
async def called(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    """The same empty page whether nobody called or there is nothing to be called for."""
    return await page(request, reader, db, dossier, None)


@post("/casi/{dossier:uuid}/incontri", opt={"can": "tension.mediate"})
async def met(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, About)
    return await submit(
        request, reader, form, partial(meeting, dossier), back=f"/casi/{dossier}/parliamone",
        again=partial(page, request, reader, db, dossier), done=N_("Segnato: ne avete parlato insieme."),
    )  # fmt: skip


@post("/casi/{dossier:uuid}/inviti", opt={"can": "tension.mediate"})
async def invite(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    """Who accompanies them may begin it, without a word; where it has begun already, this changes nothing."""
    form = await read_form(request, Opened)
    return await submit(
        request, reader, form, partial(opening, dossier), back=f"/casi/{dossier}/parliamone",
        again=partial(page, request, reader, db, dossier), done=N_("Invito mandato a chi abita qui."),
    )  # fmt: skip


def opening(dossier: UUID, it: Opened) -> OpenTension:
    return OpenTension(stream=tensions_of(dossier), dossier=dossier, tension=it.tension)


def meeting(dossier: UUID, it: About) -> HoldMediation:
    return HoldMediation(stream=tensions_of(dossier), dossier=dossier, tension=it.tension)


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Any] | None
) -> Response[Any]:
    asking = callers(db, dossier, reader.person, reader.day)
    known = talk(db, dossier) if asking else None
    context = {
        "dossier": dossier, "tension": known.id if known else None, "met": known.met if known else None,
        "told": [(person, sides(db, tension, person)) for tension, person in asking],
        "trial": on_trial(db, dossier), "form": form, "new_id": uuid7, "refused": bool(form and form.errors),
    }  # fmt: skip
    return await show(request, reader, "pages/tension/mediation.html", context, "mediation")


handlers = [called, met, invite]
