"""Homes: all of them at a glance, one at a time, and a new one."""

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
from frontend.pages.homes import filling
from frontend.pages.homes.availability import beds, free_places, next_free
from frontend.pages.homes.filling import Days, Kind, NewHome
from frontend.pages.homes.queries import Home, home_of, homes
from frontend.pages.network.queries import districts, organisations
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

AHEAD = 90


@get("/case", opt={"can": "homes.read"})
async def all_homes(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = homes(db)
    context = {
        "homes": [strip(it, reader) for it in found],
        "free": sum(free_places(it.places, it.spans, it.holds, reader.day) for it in found),
        **around(reader),
    }
    return await show(request, reader, "pages/homes/homes.html", context, "sheet")


def strip(it: Home, reader: Reader) -> dict[str, Any]:
    """A home with its beds over the days ahead and the first day one is free."""
    days = (it.places, it.spans, it.holds)
    return {
        "home": it,
        "beds": beds(*days, reader.day, AHEAD),
        "free": free_places(*days, reader.day),
        "next": next_free(*days, reader.day, AHEAD),
    }


def around(reader: Reader) -> dict[str, Any]:
    return {"today": reader.day, "ahead": AHEAD, "code": code, "label": label, "filling": filling}


@get("/case/nuova", opt={"can": "homes.change"})
async def new_home(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await new_page(request, reader, db, None)


async def new_page(
    request: Asked, reader: Reader, db: Connection, form: Filled[NewHome] | None
) -> Response[Any]:
    context = {
        "form": form or blank(NewHome, home=uuid7(), since=reader.day),
        "organisations": organisations(db, reader.day),
        "districts": districts(db),
        **around(reader),
    }
    return await show(request, reader, "pages/homes/new.html", context, "form")


@post("/case", opt={"can": "homes.change"})
async def register(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, NewHome)
    return await submit(
        request, reader, form, filling.registration, back=f"/case/{form.typed['home']}",
        again=partial(new_page, request, reader, db), done=N_("Casa aggiunta."),
    )  # fmt: skip


@get("/case/{home:uuid}", opt={"can": "homes.read"})
async def one_home(request: Asked, reader: AReader, db: Db, home: Id) -> Response[Any]:
    return await home_page(request, reader, db, home, None)


async def home_page(
    request: Asked, reader: Reader, db: Connection, home: UUID, form: Filled[Any] | None
) -> Response[Any]:
    """`form` is whichever of the two came back."""
    it = home_of(db, home)
    if it is None:
        raise NotFoundException
    kind = form if form and "type" in dict(form.typed.items()) else None
    context = {
        "it": strip(it, reader),
        "days": form if form and not kind else blank(Days, since=reader.day),
        "kind": kind or blank(Kind, **({"type": it.type} if it.type else {})),
        "form": form,
        "dossier": home,
        **around(reader),
    }
    return await show(request, reader, "pages/homes/home.html", context, "sheet")


@post("/case/{home:uuid}/giorni", opt={"can": "homes.change"})
async def say_days(request: Asked, reader: AReader, db: Db, home: Id) -> Response[Any]:
    form = await read_form(request, Days)
    return await submit(
        request, reader, form, lambda it: filling.availability(it, home), back=f"/case/{home}",
        again=partial(home_page, request, reader, db, home), done=N_("Casa aggiornata."),
    )  # fmt: skip


@post("/case/{home:uuid}/tipo", opt={"can": "homes.change"})
async def set_type(request: Asked, reader: AReader, db: Db, home: Id) -> Response[Any]:
    form = await read_form(request, Kind)
    return await submit(
        request, reader, form, lambda it: filling.solution(it, home), back=f"/case/{home}",
        again=partial(home_page, request, reader, db, home), done=N_("Casa aggiornata."),
    )  # fmt: skip


handlers = [all_homes, new_home, register, one_home, say_days, set_type]
