"""GET /la-mia-giornata: today in a few big cards, a turn done with one tap; GET /figure/{name}: photos of the house."""

from functools import partial
from mimetypes import guess_type
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled
from frontend.ids import uuid7
from frontend.pages.my_day import words
from frontend.pages.my_day.queries import day_of
from frontend.pages.turns.marking import mark, unmark
from frontend.permissions import SIGNED_IN
from frontend.pictograms import Photos
from frontend.reader import Reader
from frontend.showing import show

HERE = "/la-mia-giornata"
AN_HOUR = {"cache-control": "private, max-age=3600"}


@get(HERE, opt={"can": "day.tell", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db)


@post(f"{HERE}/fatti", opt={"can": "duties.change", "field": True})
async def done(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await mark(request, reader, db, HERE, partial(page, request, reader, db))


@post(f"{HERE}/fatti/{{turn:str}}/annullo", opt={"can": "duties.change", "field": True})
async def undone(request: Asked, reader: AReader, db: Db, turn: FromPath[str]) -> Response[Any]:
    return await unmark(request, reader, db, turn, HERE, partial(page, request, reader, db))


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None = None
) -> Response[Any]:
    context = {
        "day": reader.day,
        "it": day_of(db, reader),
        "turn": words.turn,
        "form": form,
        "refused": bool(form and form.errors),
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/my_day/day.html", context, "cards")


@get("/figure/{name:str}", opt={"can": SIGNED_IN}, sync_to_thread=False)
def photo(name: FromPath[str]) -> Response[bytes]:
    """A photo of the real home, shown where the pictogram of its name would be."""
    file = Photos.file(name)
    if file is None:
        raise NotFoundException
    return Response(file.read_bytes(), media_type=guess_type(name)[0] or "image/jpeg", headers=AN_HOUR)


handlers = [read, done, undone, photo]
