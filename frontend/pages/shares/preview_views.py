"""GET /condivisioni/anteprima/{who}: as they see it today, or would; POST tries out a choice before it is made.

For the person alone: who acts for them by a power would see through another's eyes what no power opens.
"""

from sqlite3 import Connection
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from events.category import Category
from frontend.asked import AReader, Asked, Db
from frontend.forms import Form, identity, read_form
from frontend.pages.shares.preview import HERE, Trying, as_seen_by, looked, sheets, wanted
from frontend.pages.shares.queries import Close, close_ones
from frontend.reader import Reader
from frontend.showing import show


class Tried(Form):
    """Of the sheet being filled in only what would be seen; the rest is not asked yet."""

    categories: tuple[Category, ...] = ()


@get([f"{HERE}/{{who:str}}", f"{HERE}/{{who:str}}/{{sheet:str}}"], opt={"can": "share.preview"})
async def preview(
    request: Asked, reader: AReader, db: Db, who: FromPath[str], sheet: FromPath[str] = ""
) -> Response[Any]:
    one, trying = known(db, reader, who), wanted(request)
    then = as_seen_by(reader, one.person, trying)
    pages = sheets(then)
    chosen = next((it for it in pages if it[0] == f"/{sheet}"), None if sheet else next(iter(pages), None))
    if chosen is None:
        raise NotFoundException
    query = asked(trying)
    addresses = {path: f"{HERE}/{one.person}{path}{query}" for path, _ in pages}
    context = {
        "one": one,
        "dossier": reader.person,
        "trying": trying,
        "back": f"/condivisioni?{urlencode([('chi', str(one.person)), *pairs(trying)])}",
        "pages": [(addresses[path], label, path == chosen[0]) for path, label in pages],
        "html": await looked(request, then, db, chosen[0], addresses),
    }
    return await show(request, reader, "pages/shares/preview.html", context)


def known(db: Connection, reader: Reader, who: str) -> Close:
    """Raises NotFoundException: nobody looks through the eyes of someone who is nobody to them."""
    it: UUID | None = identity(who)
    found = next((one for one in close_ones(db, reader.person, reader.day) if one.person == it), None)
    if found is None:
        raise NotFoundException
    return found


def pairs(trying: Trying) -> list[tuple[str, str]]:
    """Also when nothing at all is ticked."""
    return [("vede", it) for it in trying or ("",)] if trying is not None else []


def asked(trying: Trying) -> str:
    return f"?{urlencode(pairs(trying))}" if trying is not None else ""


@post(f"{HERE}/{{who:str}}", opt={"can": "share.preview"})
async def try_out(request: Asked, reader: AReader, db: Db, who: FromPath[str]) -> Response[Any]:
    """Nothing is decided by it; what was ticked goes into the address of the preview."""
    one = known(db, reader, who)
    ticked = Tried.model_validate({"categories": await chosen_in(request)})
    return Redirect(f"{HERE}/{one.person}{asked(ticked.categories)}", status_code=303)


async def chosen_in(request: Asked) -> tuple[str, ...]:
    typed = (await read_form(request, Tried)).typed["categories"]
    said = [typed] if isinstance(typed, str) else typed
    return tuple(it for it in said if it in set(Category))


handlers = [preview, try_out]
