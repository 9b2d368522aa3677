"""GET and POST /come-sto: one tap on a face; who will read it is said before."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from events.accompaniment.own_days import TellMood, own_days_of
from events.category import Category
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.my_day import words
from frontend.pages.my_day.told import mood_on
from frontend.pages.shares.queries import given
from frontend.reader import Reader
from frontend.sentences import called
from frontend.showing import show
from frontend.submitting import submit

HERE = "/come-sto"


class Face(Form):
    face: int


@get(HERE, opt={"can": "day.tell", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "day.tell", "field": True})
async def tell(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Face)
    return await submit(
        request, reader, form, partial(telling, reader), back=HERE,
        again=partial(page, request, reader, db), done=N_("Grazie. L’hai detto tu."),
    )  # fmt: skip


def telling(reader: Reader, it: Face) -> TellMood:
    return TellMood(stream=own_days_of(reader.person), dossier=reader.person, face=it.face)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Face] | None) -> Response[Any]:
    shown = [
        who
        for who, share in given(db, reader.person, reader.day).items()
        if Category.GOALS in share.categories
    ]
    context = {
        "said": form,
        "refused": bool(form and form.errors),
        "faces": words.faces(),
        "face_words": words.known(words.faces()),
        "mood": mood_on(db, reader.person, reader.day),
        "family": called(*shown) if shown else None,
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/how_i_am/mood.html", context, "mood")


handlers = [read, tell]
