"""/confronto: mine, as it is now, who and when; theirs stays, mine goes on top, or mine is kept as a note."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from pydantic import Field

from events.accompaniment.intention import Choice, KeepIntention
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, identity, number, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.comparison.mine import as_text, once_more, readable
from frontend.pages.comparison.queries import changes, version_of
from frontend.reader import Reader
from frontend.scope.queries import dossier_of
from frontend.showing import show
from frontend.submitting import submit

PAGE = "pages/comparison/comparison.html"


class Keeping(Form):
    """``intention`` is made with the form."""

    intention: NewId
    choice: Choice
    text: Annotated[str, Field(min_length=1, max_length=8000)]


@get("/confronto/{item:str}/{stream:uuid}", opt={"can": "comparison.settle"})
async def read(request: Asked, reader: AReader, db: Db, item: FromPath[str], stream: Id) -> Response[Any]:
    """What the phone holds is put in by its own script: the house never had it."""
    return await page(request, reader, db, stream, item=identity(item))


@post("/confronto/{stream:uuid}/scelte", opt={"can": "comparison.settle", "field": True})
async def settle(request: Asked, reader: AReader, db: Db, stream: Id) -> Response[Any]:
    form = await read_form(request, Keeping)
    dossier = dossier_of(db, stream)
    return await submit(
        request, reader, form, partial(keeping, stream, dossier), back=f"/casi/{dossier}",
        again=partial(page, request, reader, db, stream), done=N_("Quello che avevi scritto è conservato."),
    )  # fmt: skip


def keeping(stream: UUID, dossier: UUID, it: Keeping) -> KeepIntention:
    return KeepIntention(stream=it.intention, dossier=dossier, of=stream, choice=it.choice, text=it.text)


async def page(
    request: Asked, reader: Reader, db: Connection, stream: UUID, form: Filled[Any] | None = None, *,
    item: UUID | None = None, typed: dict[str, Any] | None = None, action: str = "", context: str = "",
    status: int | None = None,
) -> Response[Any]:  # fmt: skip
    """``typed`` and ``action`` where the form met its conflict online; ``item`` where it waits on a phone."""
    seen = number(request.query_params.get("dal")) or number(str((typed or {}).get("version", ""))) or 0
    mine = readable(typed or {}, context)
    known = {
        "stream": stream,
        "dossier": dossier_of(db, stream),
        "item": item,
        "theirs": changes(db, stream, seen),
        "version": version_of(db, stream),
        "mine": mine,
        "action": action,
        "again": once_more(typed or {}, version_of(db, stream)),
        "form": form or blank(Keeping, intention=uuid7(), text=as_text(mine)),
        "ids": (uuid7(), uuid7()),
    }
    return await show(request, reader, PAGE, known, "comparison", status=status)


handlers = [read, settle]
