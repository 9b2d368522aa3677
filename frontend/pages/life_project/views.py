"""/progetti/{person}: who follows a life project, its versions, its conditions, and when a home may be sought."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.life_project.forms import (
    Allowing,
    Approving,
    Following,
    Meeting,
    allowed,
    appointed,
    approved,
    met,
)
from frontend.pages.life_project.queries import known
from frontend.reader import Reader
from frontend.sentences import called, code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/progetti/{person:uuid}"


@get(PAGE, opt={"can": "project.run"})
async def read(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await page(request, reader, db, person, None)


@post(f"{PAGE}/referente", opt={"can": "project.run"})
async def appoint(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await do(request, reader, db, person, Following, appointed, N_("Nominato."))


@post(f"{PAGE}/versioni", opt={"can": "project.run"})
async def approve(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await do(request, reader, db, person, Approving, approved, N_("Versione approvata."))


@post(f"{PAGE}/condizioni", opt={"can": "project.run"})
async def meet(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await do(request, reader, db, person, Meeting, met, N_("Condizione segnata."))


@post(f"{PAGE}/casa", opt={"can": "project.run"})
async def allow(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await do(request, reader, db, person, Allowing, allowed, N_("Da oggi si può cercare casa."))


async def do(
    request: Asked, reader: Reader, db: Connection, person: UUID, model: Any,
    make: Callable[[UUID, Any], Any], done: str,
) -> Response[Any]:  # fmt: skip
    if known(db, person, reader.day) is None:
        raise NotFoundException
    form = await read_form(request, model)
    again = partial(page, request, reader, db, person)
    back = f"/progetti/{person}"
    return await submit(request, reader, form, partial(make, person), back=back, again=again, done=done)


async def page(
    request: Asked, reader: Reader, db: Connection, person: UUID, form: Filled[Any] | None
) -> Response[Any]:
    found = known(db, person, reader.day)
    if found is None:
        raise NotFoundException
    context = {
        "it": found,
        "whose": person,
        "said": form,
        "refused": bool(form and form.errors),
        "following": came_back(form, "referente") or blank(Following),
        "approving": came_back(form, "members") or blank(Approving, edition=(found.path.version or 0) + 1),
        "meeting": came_back(form, "condition") or blank(Meeting),
        "allowing": came_back(form, "home_review-day") or blank(Allowing),
        "team": [(str(it), called(it)) for it in found.team],
        "conditions": [(it, label("accompaniment", "condition", it)) for it in found.missing],
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/life_project/project.html", context, "sheet")


handlers = [read, appoint, approve, meet, allow]
