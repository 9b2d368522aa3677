"""Applications to read and decide: the list, one at a time, papers, yes, and a no with its reason."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.application import words
from frontend.pages.application.queries import Application, application, decided, to_decide
from frontend.pages.application.reach import closed_to, reached
from frontend.pages.applications import filling
from frontend.pages.applications.filling import Admitted, Brought, Excluded, Wanted
from frontend.pages.call.queries import call_of
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

Make = Callable[[Any, UUID], Command]
TIME_TO_BRING = timedelta(days=10)


@get("/domande", opt={"can": "applications.list", "again": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    waiting = reached(db, reader, to_decide(db))
    context = {
        "ready": tuple(it for it in waiting if not it.missing),
        "missing": tuple(it for it in waiting if it.missing),
        "over": reached(db, reader, decided(db)),
        "today": reader.day,
        "words": words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/applications/applications.html", context, "sheet")


@get("/domande/{id:uuid}", opt={"can": "applications.read"})
async def one(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await page(request, reader, db, id, None)


async def page(
    request: Asked, reader: Reader, db: Connection, id: UUID, form: Filled[Any] | None
) -> Response[Any]:
    """`form` is whichever came back; admission has no fields, so its refusal stands on top."""
    it = known(db, reader, id)
    context = {
        "it": it,
        "call": call_of(db, it.call),
        "closed": closed_to(reader, it),
        "form": form,
        "wanted": came_back(form, "due-day") or blank(Wanted, due=reader.day + TIME_TO_BRING),
        "brought": came_back(form, "brought") or blank(Brought),
        "admission": blank(Admitted),
        "following": following(db, reader, it),
        "dossier": id,
        "today": reader.day,
        "filling": filling,
        "words": words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/applications/one.html", context, "sheet")


def following(db: Connection, reader: Reader, it: Application) -> Application | None:
    """The next one to decide, so that the work goes on."""
    waiting = reached(db, reader, to_decide(db))
    return next((each for each in waiting if each.id != it.id and not each.missing), None)


@post("/domande/{id:uuid}/documenti", opt={"can": "documents.request"})
async def want(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await act(request, reader, db, id, Wanted, filling.request, N_("Documenti chiesti."))


@post("/domande/{id:uuid}/documenti-arrivati", opt={"can": "documents.receive"})
async def receive(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await act(request, reader, db, id, Brought, filling.receipt, N_("Documenti segnati."))


@post("/domande/{id:uuid}/ammissione", opt={"can": "application.decide"})
async def admit(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await act(request, reader, db, id, Admitted, filling.admission, N_("Domanda ammessa."))


async def act(
    request: Asked, reader: Reader, db: Connection, id: UUID, model: type[Form], make: Make, done: str
) -> Response[Any]:
    known(db, reader, id)
    form: Filled[Any] = await read_form(request, model)

    return await submit(
        request, reader, form, lambda typed: make(typed, id), back=f"/domande/{id}",
        again=partial(page, request, reader, db, id), done=done,
    )  # fmt: skip


@get("/domande/{id:uuid}/esclusione", opt={"can": "application.decide"})
async def exclusion(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await exclusion_page(request, reader, db, id, None)


async def exclusion_page(
    request: Asked, reader: Reader, db: Connection, id: UUID, form: Filled[Excluded] | None
) -> Response[Any]:
    it = known(db, reader, id)
    if it.standing != "submitted" and form is None:
        return Redirect(f"/domande/{id}", status_code=303)
    prefilled = {"rule": grounds[0]} if (grounds := failed(it)) else {}
    context = {
        "it": it,
        "form": form or blank(Excluded, **prefilled),
        "filling": filling,
        "words": words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/applications/exclusion.html", context, "form")


def failed(it: Application) -> list[str]:
    """The rules the check says are not met."""
    codes = {each.criterion: each.result for each in it.outcomes}
    isee = {codes.get("family-isee"), codes.get("personal-isee")} == {"failed"}
    return [*(["age"] if codes.get("age") == "failed" else []), *(["isee"] if isee else [])]


@post("/domande/{id:uuid}/esclusione", opt={"can": "application.decide"})
async def exclude(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    known(db, reader, id)
    form = await read_form(request, Excluded)
    return await submit(
        request, reader, form, lambda it: filling.exclusion(it, id), back=f"/domande/{id}",
        again=partial(exclusion_page, request, reader, db, id), done=N_("Domanda non ammessa."),
    )  # fmt: skip


def known(db: Connection, reader: Reader, id: UUID) -> Application:
    it = application(db, id)
    if it is None or not reached(db, reader, (it,)):
        raise NotFoundException
    return it


handlers = [read, one, want, receive, admit, exclusion, exclude]
