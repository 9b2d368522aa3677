"""GET and POST /il-mio-progetto: what I want, what I decided, who reads it; and "Dico la mia"."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any

from litestar import Response, get, post
from pydantic import Field

from events.accompaniment.life_project import RecordWish, life_project_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.my_day import words
from frontend.pages.my_project.queries import project_of
from frontend.reader import Reader
from frontend.sentences import called, code
from frontend.showing import show
from frontend.submitting import submit

HERE = "/il-mio-progetto"


class Saying(Form):
    words: Annotated[str, Field(min_length=1, max_length=500)]


@get(HERE, opt={"can": "day.tell", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "day.tell", "field": True})
async def say(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Saying)
    return await submit(
        request, reader, form, partial(saying, reader), back=HERE,
        again=partial(page, request, reader, db), done=N_("Scritto. L’hai detto tu."),
    )  # fmt: skip


def saying(reader: Reader, it: Saying) -> RecordWish:
    me = reader.person
    return RecordWish(stream=life_project_of(me), dossier=me, voice="person", words=it.words)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Saying] | None) -> Response[Any]:
    found = project_of(db, reader)
    context = {
        "it": found,
        "form": form or blank(Saying),
        "refused": bool(form and form.errors),
        "pictures": words.PICTURES,
        "rungs": words.rungs(),
        "team": called(*found.team) if found.team else None,
        "code": code,
    }
    return await show(request, reader, "pages/my_project/project.html", context, "project")


handlers = [read, say]
