"""The form of an application, from a phone: by someone nobody knows yet, or by someone signed in."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.application import desk_views, status_views, words
from frontend.pages.application.filling import Applied, Newcomer, submission
from frontend.pages.application.newcomer import become_known
from frontend.pages.application.queries import Application, of_person
from frontend.pages.call.queries import Call, calls, open_call
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.showing import show
from frontend.submitting import submit

ARRIVED = N_("La tua domanda è arrivata.")


@get("/domanda", opt={"can": PUBLIC, "acting": "application.make"})
async def begin(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Whoever has sent theirs finds it here; without an open call there is nothing to fill in."""
    call = open_call(db, reader.day)
    if sent := already(db, reader, call):
        return Redirect(f"/domanda/{sent.id}", status_code=303)
    if call is None:
        return Redirect("/avviso", status_code=303)
    return await page(request, reader, db, fresh(reader, call))


def already(db: Connection, reader: Reader, call: Call | None) -> Application | None:
    """The one sent to this call, or the last one when none is open."""
    mine = of_person(db, entries_of(db, reader.person)) if reader.signed_in else ()
    for_this = (it for it in mine if call is None or (it.call == call.id and it.standing != "withdrawn"))
    return next(for_this, None)


def fresh(reader: Reader, call: Call) -> Filled[Any]:
    """Ids of what it will start are made here, once."""
    if reader.signed_in:
        return blank(Applied, application=uuid7(), call=call.id)
    return blank(Newcomer, application=uuid7(), call=call.id, person=uuid7())


@post("/domanda", opt={"can": PUBLIC, "acting": "application.make"})
async def send(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    if reader.signed_in:
        return await submitted(request, reader, db, await read_form(request, Applied))
    form = await read_form(request, Newcomer)
    if form.errors:
        return await page(request, reader, db, form)
    known = await become_known(request, reader, form)
    if isinstance(known, Filled):
        return await page(request, reader, db, known)
    return await submitted(request, known, db, form)


async def submitted(request: Asked, reader: Reader, db: Connection, form: Filled[Any]) -> Response[Any]:
    """Should it be refused, who sent it is known by now and is asked only what is left."""
    return await submit(
        request, reader, form, lambda it: submission(it, reader.person, "phone"),
        back=f"/domanda/{form.typed['application']}", again=partial(page, request, reader, db), done=ARRIVED,
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    call = open_call(db, reader.day)
    if form is None or (call is None and not form.typed["call"]):
        return Redirect("/domanda", status_code=303)
    context = {
        "form": form,
        "call": asked_call(db, form) or call,
        "known": reader.signed_in,
        "earlier": of_person(db, entries_of(db, reader.person)) if reader.signed_in else (),
        "words": words,
    }
    return await show(request, reader, "pages/application/apply.html", context, "form")


def asked_call(db: Connection, form: Filled[Any]) -> Call | None:
    """The call the form was made for, which may have closed meanwhile."""
    return next((it for it in calls(db) if str(it.id) == form.typed["call"]), None)


handlers = [begin, send, *status_views.handlers, *desk_views.handlers]
