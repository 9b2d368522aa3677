"""GET /linee: all lines, and a new one; /linee/{line}: one of them, and all that may be written about it."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.accounts.queries import extensions, line_of, lines
from frontend.pages.accounts.telling import codes
from frontend.pages.file.queries import cases
from frontend.pages.funding import filling
from frontend.pages.funding.filling import Attributed, Countered, Ended, Extended, Opened, Spent
from frontend.pages.funding.queries import costs_of, shares_of
from frontend.pages.homes.queries import homes
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

Make = Callable[[Any, UUID], Command]


@get("/linee", opt={"can": "funding.change"})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await everything(request, reader, db, None)


async def everything(
    request: Asked, reader: Reader, db: Connection, form: Filled[Opened] | None
) -> Response[Any]:
    context = {"lines": lines(db), "form": form or blank(Opened, line=uuid7())}
    return await show(request, reader, "pages/funding/index.html", context, "sheet")


@post("/linee", opt={"can": "funding.change"})
async def open_line(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Opened)
    again, done = partial(everything, request, reader, db), N_("Linea aperta.")
    return await submit(request, reader, form, filling.opening, back="/linee", again=again, done=done)


@get("/linee/{line:uuid}", opt={"can": "funding.change"})
async def read(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await page(request, reader, db, line, None)


async def page(
    request: Asked, reader: Reader, db: Connection, line: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it = line_of(db, line)
    if it is None:
        raise NotFoundException
    codes_of = {case.id: case.code for case in cases(db)}
    context = {
        "line": it, "extensions": extensions(db, line), "shares": shares_of(db, line), "costs": costs_of(db, line),
        "names": {**codes_of, **{each.id: each.name for each in homes(db)}}, "cases": cases(db),
        "gyms": [each for each in homes(db) if each.type in ("gym", "respite")], "form": form,
        "forms": {name: came_back(form, name) or make() for name, make in fresh(reader).items()},
        "ending": blank(Ended, until=reader.day), "countering": blank(Countered), "today": reader.day,
        "filling": filling, "codes": codes(), "label": label, "dossier": line,
    }  # fmt: skip
    return await show(request, reader, "pages/funding/line.html", context, "sheet")


def fresh(reader: Reader) -> dict[str, Callable[[], Filled[Any]]]:
    """By the field a form that came back is known by."""
    return {
        "longer-day": partial(blank, Extended),
        "place": partial(blank, Attributed, share=100),
        "kind": partial(blank, Spent, cost=uuid7(), on=reader.day),
    }


@post("/linee/{line:uuid}/proroghe", opt={"can": "funding.change"})
async def extend(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await act(request, reader, db, line, Extended, filling.extending, N_("Linea prolungata."))


@post("/linee/{line:uuid}/quote", opt={"can": "funding.change"})
async def attribute(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await act(request, reader, db, line, Attributed, filling.attributing, N_("Quota data."))


@post("/linee/{line:uuid}/quote/fine", opt={"can": "funding.change"})
async def end(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await act(request, reader, db, line, Ended, filling.ending, N_("La quota finisce."))


@post("/linee/{line:uuid}/spese", opt={"can": "funding.change"})
async def spend(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await act(request, reader, db, line, Spent, filling.spending, N_("Spesa scritta."))


@post("/linee/{line:uuid}/storni", opt={"can": "funding.change"})
async def counter(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await act(request, reader, db, line, Countered, filling.countering, N_("Spesa stornata."))


async def act(
    request: Asked, reader: Reader, db: Connection, line: UUID, model: type[Form], make: Make, done: str
) -> Response[Any]:
    form: Filled[Any] = await read_form(request, model)
    again = partial(page, request, reader, db, line)
    return await submit(
        request, reader, form, lambda typed: make(typed, line), back=f"/linee/{line}", again=again, done=done
    )


handlers = [index, open_line, read, extend, attribute, end, spend, counter]
