"""GET /avvisi: the calls; a new one is published, an open one extended."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.call.queries import call_of, calls
from frontend.pages.calls import filling
from frontend.pages.calls.filling import Extension, NewCall
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@get("/avvisi", opt={"can": "calls.change"})
async def all_calls(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    context = {"calls": calls(db), "today": reader.day}
    return await show(request, reader, "pages/calls/calls.html", context, "sheet")


@get("/avvisi/nuovo", opt={"can": "calls.change"})
async def new_call(request: Asked, reader: AReader) -> Response[Any]:
    return await new_page(request, reader, None)


async def new_page(request: Asked, reader: Reader, form: Filled[NewCall] | None) -> Response[Any]:
    begun = form or blank(NewCall, call=uuid7(), opens=reader.day)
    return await show(request, reader, "pages/calls/new.html", {"form": begun}, "form")


@post("/avvisi", opt={"can": "calls.change"})
async def publish(request: Asked, reader: AReader) -> Response[Any]:
    form = await read_form(request, NewCall)
    return await submit(
        request, reader, form, filling.publication, back=f"/avvisi/{form.typed['call']}",
        again=partial(new_page, request, reader), done=N_("Avviso pubblicato: chiunque lo può leggere."),
    )  # fmt: skip


@get("/avvisi/{call:uuid}", opt={"can": "calls.change"})
async def one_call(request: Asked, reader: AReader, db: Db, call: Id) -> Response[Any]:
    return await call_page(request, reader, db, call, None)


async def call_page(
    request: Asked, reader: Reader, db: Connection, call: UUID, form: Filled[Extension] | None
) -> Response[Any]:
    it = call_of(db, call)
    if it is None:
        raise NotFoundException
    context = {
        "it": it,
        "form": form or blank(Extension, closes=it.closes),
        "reasons": [(each, label("intake", "reason", each)) for each in filling.REASONS],
        "today": reader.day,
        "dossier": call,
    }
    return await show(request, reader, "pages/calls/one.html", context, "sheet")


@post("/avvisi/{call:uuid}/proroga", opt={"can": "calls.change"})
async def extend(request: Asked, reader: AReader, db: Db, call: Id) -> Response[Any]:
    form = await read_form(request, Extension)
    return await submit(
        request, reader, form, lambda it: filling.extension(it, call), back=f"/avvisi/{call}",
        again=partial(call_page, request, reader, db, call), done=N_("Avviso prolungato."),
    )  # fmt: skip


handlers = [all_calls, new_call, publish, one_call, extend]
