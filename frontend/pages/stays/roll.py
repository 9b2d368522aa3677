"""Who is here today: one tap for each, one more takes it back; both also from a phone without network."""

from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from events.accompaniment.attendance import MarkPresent, TakeBackPresent
from frontend.asked import AReader, Asked, Db
from frontend.forms import Form, identity, read_form
from frontend.i18n import N_
from frontend.pages.nights.queries import Stay
from frontend.pages.stays.forms import found, own
from frontend.pages.stays.page import PAGE, page
from frontend.reader import NOBODY, Reader
from frontend.submitting import submit


class Plain(Form):
    """A button and nothing else: the address says whose day it is."""


@post(f"{PAGE}/appello/{{stay:str}}/{{day:date}}", opt={"can": "stays.handle", "field": True})
async def mark(
    request: Asked, reader: AReader, db: Db, stay: FromPath[str], day: FromPath[date]
) -> Response[Any]:
    it = theirs(db, reader, stay)
    command = MarkPresent(**own(it), day=day)
    return await said(request, reader, db, command, N_("Segnato: c’era."), f"{it.id}/{day}")


@post(f"{PAGE}/appello/{{stay:str}}/{{day:date}}/annullo", opt={"can": "stays.handle", "field": True})
async def take_back(
    request: Asked, reader: AReader, db: Db, stay: FromPath[str], day: FromPath[date]
) -> Response[Any]:
    command = TakeBackPresent(**own(theirs(db, reader, stay)), day=day)
    return await said(request, reader, db, command, N_("Tolto il segno."))


def theirs(db: Connection, reader: Reader, stay: str) -> Stay:
    """Raises NotFoundException."""
    it: UUID = identity(stay) or NOBODY
    if it == NOBODY:
        raise NotFoundException
    return found(db, reader, it)


async def said(
    request: Asked, reader: Reader, db: Connection, command: Any, done: str, undo: str | None = None
) -> Response[Any]:
    form = await read_form(request, Plain)
    back = {"action": f"{PAGE}/appello/{undo}/annullo", "command_id": form.command_id} if undo else None
    again = partial(page, request, reader, db)
    return await submit(
        request, reader, form, lambda _: command, back=PAGE, again=again, done=done, undo=back
    )


handlers = [mark, take_back]
