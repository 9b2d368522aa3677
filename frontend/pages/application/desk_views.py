"""At the desk of an Info Point: an application written with someone sitting in front."""

from dataclasses import replace
from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Texts, blank, read_form
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.pages.application.filling import AtTheDesk, Registered, half_a_protocol, submission
from frontend.pages.application.newcomer import registered
from frontend.pages.call.queries import open_call
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@get("/sportello/domanda", opt={"can": "desk.use"})
async def blank_form(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    call = open_call(db, reader.day)
    if call is None:
        return Redirect("/sportello", status_code=303)
    form = blank(AtTheDesk, application=uuid7(), call=call.id, person=uuid7())
    return await page(request, reader, db, form)


@post("/sportello/domanda", opt={"can": "desk.use"})
async def send(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """First the person, then their application; a person entered a moment ago is not entered again."""
    form: Filled[Any] = await read_form(request, AtTheDesk)
    before = bool(form.typed["registered"])
    form = await read_form(request, Registered) if before else form
    form = form if form.errors else whole(form)
    if form.errors:
        return await page(request, reader, db, form)
    if not before:
        answer = await registered(request, reader, form)
        if isinstance(answer, Filled):
            return await page(request, reader, db, answer)
        form = replace(form, typed=Texts({**dict(form.typed.items()), "registered": "yes"}, ""))
    return await submitted(request, reader, db, form)


def whole(form: Filled[Any]) -> Filled[Any]:
    """A protocol is a number and a day."""
    missing = half_a_protocol(form.valid)
    if missing is None:
        return form
    words = gettext("Del protocollo servono numero e giorno.")
    return replace(form, errors=Texts({missing: words}, None), status=422)


async def submitted(request: Asked, reader: Reader, db: Connection, form: Filled[Any]) -> Response[Any]:
    return await submit(
        request, reader, form, lambda it: submission(it, it.person, "desk"),
        back=f"/domanda/{form.typed['application']}", again=partial(page, request, reader, db),
        done=N_("La domanda è arrivata."),
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    if form is None:
        return Redirect("/sportello", status_code=303)
    context = {"form": form, "call": open_call(db, reader.day), "known": bool(form.typed["registered"])}
    return await show(request, reader, "pages/application/at_the_desk.html", context, "form")


handlers = [blank_form, send]
