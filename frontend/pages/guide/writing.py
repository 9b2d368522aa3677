"""A new entry of the guide, one that changes, one that goes: by who coordinates, each with how it was checked."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from babel.dates import get_day_names
from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import LOCALE, N_, gettext
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.guide import filling
from frontend.pages.guide.filling import Gone, NewEntry, Written
from frontend.pages.guide.queries import Entry, entry_of
from frontend.pages.network.queries import districts
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

CODES = {"needs": "need", "kind": "entry_kind"}


@get("/guida/nuova", opt={"can": "guide.change"})
async def new(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await new_page(request, reader, db, None)


async def new_page(
    request: Asked, reader: Reader, db: Connection, form: Filled[NewEntry] | None
) -> Response[Any]:
    begun = form or blank(NewEntry, entry=uuid7(), languages=["it"], how="phone")
    return await written(request, reader, db, begun, "/guida/voci", None)


async def written(
    request: Asked, reader: Reader, db: Connection, form: Filled[Any], action: str, it: Entry | None
) -> Response[Any]:
    context = {
        "form": form,
        "action": action,
        "it": it,
        "gone": blank(Gone),
        "options": {name: options(name, values) for name, values in filling.CHOICES.items()},
        "weekdays": [(str(n), name) for n, name in get_day_names("wide", locale=LOCALE.get()).items()],
        "districts": [
            ("", gettext("Tutta la città")),
            *((str(each.id), each.name) for each in districts(db)),
        ],
    }
    return await show(request, reader, "pages/guide/writing.html", context, "form")


def options(name: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(each, label("network", CODES.get(name, name), each)) for each in values]


@post("/guida/voci", opt={"can": "guide.change"})
async def publish(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, NewEntry)
    return await submit(
        request, reader, form, lambda it: filling.publishing(it, reader.partnership),
        back=f"/guida/{form.typed['entry']}", again=partial(new_page, request, reader, db),
        done=N_("La voce è nella guida. Domattina è nell’edizione."),
    )  # fmt: skip


@get("/guida/{entry:uuid}/modifica", opt={"can": "guide.change"})
async def change(request: Asked, reader: AReader, db: Db, entry: Id) -> Response[Any]:
    return await change_page(request, reader, db, entry, None)


async def change_page(
    request: Asked, reader: Reader, db: Connection, entry: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it = entry_of(db, entry, reader.day)
    if it is None or it.withdrawn:
        raise NotFoundException
    begun = form if form and form.typed["title"] else blank(Written, **filling.typed(it.sheet), how="phone")
    return await written(request, reader, db, begun, f"/guida/{entry}/modifica", it)


@post("/guida/{entry:uuid}/modifica", opt={"can": "guide.change"})
async def revise(request: Asked, reader: AReader, db: Db, entry: Id) -> Response[Any]:
    return await about(
        request, reader, db, entry, Written,
        lambda it: filling.revising(it, entry, reader.partnership), f"/guida/{entry}", N_("Voce aggiornata."),
    )  # fmt: skip


@post("/guida/{entry:uuid}/fine", opt={"can": "guide.change"})
async def withdraw(request: Asked, reader: AReader, db: Db, entry: Id) -> Response[Any]:
    return await about(
        request, reader, db, entry, Gone,
        lambda _: filling.withdrawing(entry, reader.partnership), "/guida", N_("Voce tolta dalla guida."),
    )  # fmt: skip


async def about(
    request: Asked,
    reader: Reader,
    db: Connection,
    entry: UUID,
    model: type[Form],
    make: Callable[[Any], Any],
    back: str,
    done: str,
) -> Response[Any]:
    if entry_of(db, entry, reader.day) is None:
        raise NotFoundException
    form: Filled[Any] = await read_form(request, model)
    again = partial(change_page, request, reader, db, entry)
    return await submit(request, reader, form, make, back=back, again=again, done=done)


handlers = [new, publish, change, revise, withdraw]
