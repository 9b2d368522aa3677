"""GET /notti: nights of a person; POST /notti/accordi and /notti/rinunce: the person's own yes and no."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.nights.asking import handlers as asking
from frontend.pages.nights.forms import Agreeing, Dropping, agreed, dropped
from frontend.pages.nights.sleeping import sleeping
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/notti"


@get(PAGE, opt={"can": "nights.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(f"{PAGE}/accordi", opt={"can": "nights.agree"})
async def agree(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Agreeing)
    return await submit(
        request, reader, form, partial(agreed, db, reader), back=PAGE,
        again=partial(page, request, reader, db), done=N_("Segnato: ci vai."),
    )  # fmt: skip


@post(f"{PAGE}/rinunce", opt={"can": "nights.agree"})
async def drop(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Dropping)
    return await submit(
        request, reader, form, partial(dropped, db, reader), back=PAGE,
        again=partial(page, request, reader, db), done=N_("Segnato: questa volta non ci vai."),
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    context = {
        "people": sleeping(db, reader),
        "said": form,
        "code": code,
        "label": label,
        "new_id": uuid7,
        "today": reader.day,
    }
    return await show(request, reader, "pages/nights/nights.html", context, "sheet")


handlers = [read, agree, drop, *asking]
