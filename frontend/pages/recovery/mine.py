"""GET /recupero for anybody; GET /rientro, POST /rientro/annulla: one's own no; who acts on behalf may ask there."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.network.recovery import AskRecovery, CancelRecovery, recovery_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.recovery.queries import of_person
from frontend.pages.recovery.telling import tell
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


class Asking(Form):
    recovery: NewId


class Cancelling(Form):
    recovery: UUID


@get("/recupero", opt={"can": PUBLIC})
async def how(request: Asked, reader: AReader) -> Response[Any]:
    return await show(request, reader, "pages/recovery/how.html", {})


@get("/rientro", opt={"can": "recovery.mine"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    last = of_person(db, reader.person)
    context = {
        "open": last if last and last.open else None,
        "last": last,
        "form": form or (blank(Asking, recovery=uuid7()) if reader.holder else blank(Cancelling)),
    }
    return await show(request, reader, "pages/recovery/mine.html", context, "sheet")


@post("/rientro/annulla", opt={"can": "recovery.cancel"})
async def cancel(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Cancelling)
    last = of_person(db, reader.person)
    person = last.person if last else reader.person
    own = {"stream": recovery_of(person), "dossier": person}
    return await submit(
        request, reader, form, lambda typed: CancelRecovery(**own, recovery=typed.recovery), back="/rientro",
        again=partial(page, request, reader, db), done=N_("Fermato. Nessuno entra al posto tuo."),
    )  # fmt: skip


@post("/rientro", opt={"can": "recovery.mine"})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """On behalf of the person; two others must still meet them."""
    form = await read_form(request, Asking)
    await tell(node_of(request), db, reader.person, form.command_id)
    own = {"stream": recovery_of(reader.person), "dossier": reader.person}
    return await submit(
        request, reader, form, lambda typed: AskRecovery(**own, recovery=typed.recovery), back="/rientro",
        again=partial(page, request, reader, db), done=N_("Chiesto. Ora venite insieme da chi vi accompagna."),
    )  # fmt: skip


handlers = [how, read, cancel, ask]
