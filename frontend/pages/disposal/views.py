"""GET /scarto: what falls due, and the two steps two persons take; the house does the rest."""

from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from events.network.appointment import ActNumber
from events.network.disposal import AuthoriseDisposal, ConfirmDisposal
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.disposal.queries import Row, ahead, done, kept, one, to_settle
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


class Act(Form):
    act: ActNumber
    act_day: date


class Second(Form):
    pass


@get("/scarto", opt={"can": "disposal.decide"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    context = {
        "waiting": to_settle(db),
        "ahead": ahead(db, reader.day),
        "kept": kept(db),
        "done": done(db),
        "label": label,
    }
    return await show(request, reader, "pages/disposal/disposal.html", context, "sheet")


@get("/scarto/{retention:uuid}/{record_class:str}", opt={"can": "disposal.decide", "step_up": True})
async def read_one(
    request: Asked, reader: AReader, db: Db, retention: Id, record_class: FromPath[str]
) -> Response[Any]:
    return await page(request, reader, db, found(db, retention, record_class), None)


def found(db: Connection, stream: UUID, record_class: str) -> Row:
    it = one(db, stream, record_class)
    if it is None:
        raise NotFoundException
    return it


async def page(
    request: Asked, reader: Reader, db: Connection, before: Row, form: Filled[Any] | None
) -> Response[Any]:
    it = found(db, before.stream, before.record_class)
    form = form or blank(Act if it.stage == "proposed" else Second)
    context = {"it": it, "form": form, "label": label}
    return await show(request, reader, "pages/disposal/one.html", context, "form")


@post("/scarto/{retention:uuid}/{record_class:str}/atto", opt={"can": "disposal.decide", "step_up": True})
async def authorise(
    request: Asked, reader: AReader, db: Db, retention: Id, record_class: FromPath[str]
) -> Response[Any]:
    it = found(db, retention, record_class)
    form = await read_form(request, Act)
    return await submit(
        request, reader, form, lambda act: AuthoriseDisposal(**own(it), **act.model_dump()), back="/scarto",
        again=partial(page, request, reader, db, it), done=N_("Atto registrato. Ora conferma un’altra persona."),
    )  # fmt: skip


@post("/scarto/{retention:uuid}/{record_class:str}/conferma", opt={"can": "disposal.decide", "step_up": True})
async def confirm(
    request: Asked, reader: AReader, db: Db, retention: Id, record_class: FromPath[str]
) -> Response[Any]:
    it = found(db, retention, record_class)
    form = await read_form(request, Second)
    return await submit(
        request, reader, form, lambda _: ConfirmDisposal(**own(it)), back="/scarto",
        again=partial(page, request, reader, db, it), done=N_("Confermato. Le chiavi vengono distrutte adesso."),
    )  # fmt: skip


def own(it: Row) -> dict[str, Any]:
    return {"stream": it.stream, "dossier": it.dossier, "record_class": it.record_class}


handlers = [read, read_one, authorise, confirm]
